import { done, say } from '../platform/outcome.ts';
import type { Outcome } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';

export interface ListedService {
  name: string;
  minutes: number;
  staff: string[];
}

/** The tenant's active services (ASK-27). */
export function listServices(ctx: CallCtx): Outcome<{ services: ListedService[] }> {
  const services = ctx.tenant.services
    .filter((service) => service.active)
    .map(({ name, minutes, staff }) => ({ name, minutes, staff: staff.map((person) => person.name) }));
  const saying = services.length === 0 ? say('no_services', {}) : say('services_listed', { services });
  return done({ services }, saying);
}
