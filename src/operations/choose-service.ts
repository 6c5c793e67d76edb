import { foldText } from '../domain/fold-text.ts';
import { matchService } from '../domain/matching/match-service.ts';
import type { ServiceMatch } from '../domain/matching/match-service.ts';
import { matchStaff } from '../domain/matching/match-staff.ts';
import { isSaid } from '../domain/matching/said-words.ts';
import { splitPerson } from '../domain/matching/split-person.ts';
import { slotSource } from '../domain/seats.ts';
import type { SlotSource } from '../domain/seats.ts';
import type { Service, ServiceStaff, StaffMember, TenantProfile } from '../domain/tenant.ts';
import { refused } from '../platform/outcome.ts';
import type { Refusal } from '../platform/outcome.ts';

export type Choice = { kind: 'chosen'; source: SlotSource } | Refusal;

/**
 * The service that was said (or the default one) and the person wished for (ASK-12, ASK-37, ASK-38), who may be named
 * beside the service ("Herrenschnitt bei Anna"). Only people who can then be chosen are offered as a choice. `about`:
 * the service that is spoken of where none is said.
 */
export function chooseService(
  tenant: TenantProfile,
  said: { service?: string; staff?: string },
  about?: Service,
): Choice {
  const { service, staff } = partsOf(tenant, said);
  const active = tenant.services.filter((one) => one.active);
  const match = matchService(service, active);
  switch (match.kind) {
    case 'one':
      return choosePerson(tenant, match.service, staff);
    case 'several':
      return refused('service_unclear', { services: namesOf(match.services) });
    case 'unknown':
      return refused('service_unknown', { services: namesOf(active) });
    case 'none_said':
      return about === undefined
        ? chooseUsual(tenant, active, match, staff)
        : choosePerson(tenant, about, staff);
  }
}

/** What is said of the service and of the person, each from its own argument if there. */
function partsOf(
  tenant: TenantProfile,
  said: { service?: string; staff?: string },
): { service?: string; staff?: string } {
  if (said.service === undefined) return said;
  const names = tenant.services.flatMap(({ name, synonyms }) => [name, ...synonyms]);
  const whole = foldText(said.service);
  // A place may have a service and a person of one name, or a service with a person's name in its own.
  if (names.some((name) => foldText(name) === whole)) return said;
  const inService = splitPerson(said.service, bookablePeople(tenant), names);
  return isSaid(said.staff) ? { ...inService, staff: said.staff } : inService;
}

/** No service was said: the usual one, else one that the wished person does. */
function chooseUsual(
  tenant: TenantProfile,
  active: Service[],
  { default: usual }: Extract<ServiceMatch<Service>, { kind: 'none_said' }>,
  staff: string | undefined,
): Choice {
  if (active.length === 0) return refused('service_not_offered', {});
  const wished = matchStaff(staff, bookablePeople(tenant));
  if (wished.kind === 'one' && (usual === undefined || personOf(usual, wished.staff) === undefined)) {
    const theirs = active.filter((service) => personOf(service, wished.staff) !== undefined);
    const [only] = theirs;
    if (only !== undefined) {
      return theirs.length === 1
        ? choosePerson(tenant, only, staff)
        : refused('service_unclear', { services: namesOf(theirs) });
    }
  }
  return usual === undefined
    ? refused('service_unclear', { services: namesOf(active) })
    : choosePerson(tenant, usual, staff);
}

function choosePerson(tenant: TenantProfile, service: Service, said: string | undefined): Choice {
  const match = matchStaff(said, bookablePeople(tenant));
  const selectable = service.staff.filter((person) => slotSource(service, person) !== 'not_selectable');
  switch (match.kind) {
    case 'none_said':
      return chosen(service);
    case 'unknown':
      return refused('staff_unknown', { staff: namesOf(selectable) });
    case 'one':
      return chooseWished(service, match.staff, selectable);
    case 'several':
      return chooseAmong(service, match.staff, selectable);
    case 'not':
      return chooseOther(service, match.staff, selectable);
  }
}

function chooseWished(service: Service, wished: StaffMember, selectable: ServiceStaff[]): Choice {
  const person = personOf(service, wished);
  if (person !== undefined) return chosen(service, person);
  return refused('staff_not_for_service', {
    person: wished.name,
    service: service.name,
    staff: namesOf(service.staff),
    selectable: namesOf(selectable),
  });
}

/** Several people may be meant: the one who does this service, or the question which of those who do. */
function chooseAmong(service: Service, meant: StaffMember[], selectable: ServiceStaff[]): Choice {
  const doing = meant.map((one) => personOf(service, one)).filter((one) => one !== undefined);
  const [only] = doing;
  const [likeliest] = meant;
  if (only === undefined) {
    return meant.length === 1 && likeliest !== undefined
      ? chooseWished(service, likeliest, selectable)
      : refused('staff_unknown', { staff: namesOf(selectable) });
  }
  if (doing.length === 1 && meant.length > 1) return chosen(service, only);
  const choices = doing.filter((one) => selectable.includes(one));
  return choices.length === 0
    ? refused('staff_not_selectable', { service: service.name })
    : refused('staff_unclear', { staff: namesOf(choices) });
}

/** Anybody but these: the one who is left, else the question who of those that can be chosen. */
function chooseOther(service: Service, unwanted: StaffMember[], selectable: ServiceStaff[]): Choice {
  if (unwanted.every((one) => personOf(service, one) === undefined)) return chosen(service);
  const others = selectable.filter((one) => unwanted.every(({ id }) => id !== one.id));
  const [only] = others;
  if (only === undefined) return refused('staff_not_selectable', { service: service.name });
  return others.length === 1
    ? chosen(service, only)
    : refused('staff_unclear', { staff: namesOf(others), instead: true });
}

function chosen(service: Service, person?: ServiceStaff): Choice {
  const source = slotSource(service, person);
  return source === 'not_selectable'
    ? refused('staff_not_selectable', { service: service.name })
    : { kind: 'chosen', source };
}

/** Those who do anything that can be booked: others may have left. */
export function bookablePeople({ services, staff }: TenantProfile): StaffMember[] {
  const busy = new Set(services.flatMap((one) => (one.active ? one.staff.map(({ id }) => id) : [])));
  return staff.filter(({ id }) => busy.has(id));
}

function personOf(service: Service, { id }: StaffMember): ServiceStaff | undefined {
  return service.staff.find((person) => person.id === id);
}

function namesOf(items: readonly { name: string }[]): string[] {
  return items.map(({ name }) => name);
}
