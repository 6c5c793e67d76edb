import { Hono } from 'hono';
import type { Service } from '../domain/tenant.ts';
import { noQuery } from './nothing-said.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { readQuery } from './owner-query.ts';

/** What can be booked, as the tenant set it up or the calendar says it; other doors name a service by its id. */
export function ownerServiceRoutes(): Hono<OwnerEnv> {
  const app = new Hono<OwnerEnv>();

  app.get('/services', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    return c.json({ services: c.var.ctx.tenant.services.map(serviceJson) });
  });
  return app;
}

function serviceJson({ id, name, minutes, active, eventTypeId, reminderHours }: Service): object {
  return { id, name, minutes, active, event_type_id: eventTypeId, reminder_hours: reminderHours ?? null };
}
