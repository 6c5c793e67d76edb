import { done, say } from '../platform/outcome.ts';
import type { Outcome } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';
import { namesInCall } from './names-in-call.ts';

export interface ListedService {
  name: string;
  minutes: number;
  staff: string[];
}

/** The tenant's active services (ASK-27), as far as the call may name them. */
export function listServices(ctx: CallCtx): Outcome<{ services: ListedService[] }> {
  const active = ctx.tenant.services.filter((service) => service.active);
  if (active.length === 0) return done({ services: [] }, say('no_services', {}));
  const named = namesInCall(ctx);
  const services = active
    .map(({ name, minutes, staff }) => ({
      name: named.what({ service: name }).service,
      minutes,
      staff: named.staff(staff.map((person) => person.name)),
    }))
    .filter(({ name }) => name !== '');
  const saying = services.length === 0 ? say('services_unnamed', {}) : say('services_listed', { services });
  return done({ services }, saying);
}
