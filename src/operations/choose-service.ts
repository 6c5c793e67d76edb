import { matchService, matchStaff } from '../domain/match-service.ts';
import { slotSource } from '../domain/seats.ts';
import type { SlotSource } from '../domain/seats.ts';
import type { TenantProfile } from '../domain/tenant.ts';
import { refused } from '../platform/outcome.ts';
import type { Refusal } from '../platform/outcome.ts';

/** The service that was said (or the default one) and the person wished for (ASK-12, ASK-37, ASK-38). */
export function chooseService(
  tenant: TenantProfile,
  said: { service?: string; staff?: string },
): { kind: 'chosen'; source: SlotSource } | Refusal {
  const active = tenant.services.filter((service) => service.active);
  const names = active.map((service) => service.name);
  const match = matchService(said.service, active);
  if (match.kind === 'several') {
    return refused('service_unclear', { services: match.services.map((service) => service.name) });
  }
  if (match.kind === 'unknown') return refused('service_unknown', { services: names });
  const service =
    match.kind === 'one' ? match.service : (match.default ?? (active.length === 1 ? active[0] : undefined));
  if (service === undefined) {
    return names.length === 0
      ? refused('service_not_offered', {})
      : refused('service_unclear', { services: names });
  }
  const wished = matchStaff(said.staff, service.staff);
  if (wished.kind === 'unknown' || wished.kind === 'several') {
    const choices = wished.kind === 'several' ? wished.staff : service.staff;
    return refused('staff_unknown', { staff: choices.map((person) => person.name) });
  }
  const source = slotSource(service, wished.kind === 'one' ? wished.staff : undefined);
  return source === 'not_selectable'
    ? refused('staff_not_selectable', { service: service.name })
    : { kind: 'chosen', source };
}
