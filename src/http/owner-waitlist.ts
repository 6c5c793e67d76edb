import { Hono } from 'hono';
import { z } from 'zod';
import type { Ctx } from '../operations/context.ts';
import { addToWaitlist } from '../operations/reminders/waitlist/add-to-waitlist.ts';
import { takeOffWaitlist } from '../operations/reminders/waitlist/take-off-waitlist.ts';
import { noBody, noQuery } from './nothing-said.ts';
import { invalid, readBody } from './owner-body.ts';
import { needs, notFound } from './owner-gate.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { readQuery } from './owner-query.ts';

type Entry = Awaited<ReturnType<Ctx['store']['waitlist']['list']>>[number];

const id = z
  .string()
  .min(1)
  .max(100)
  .refine((text) => !/\p{Cc}/u.test(text), 'must be an id');
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const additionSchema = z.strictObject({
  customer_id: id,
  service_id: id,
  staff_id: id.exactOptional(),
  appointment_id: id.exactOptional(),
  earliest: instant.exactOptional(),
  latest: instant.exactOptional(),
});

/** Who waits for an earlier time, as the owner sees and keeps it. */
export function ownerWaitlistRoutes(): Hono<OwnerEnv> {
  const app = new Hono<OwnerEnv>();

  app.get('/waitlist', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    const entries = await c.var.ctx.store.waitlist.list();
    return c.json({ waitlist: entries.map(entryJson) });
  });

  app.post('/waitlist', needs('staff'), async (c) => {
    const said = await readBody(c, additionSchema);
    if (said.kind === 'rejected') return said.response;
    const { body } = said;
    const { ctx } = c.var;
    const end = await addToWaitlist(ctx, {
      customerId: body.customer_id,
      serviceId: body.service_id,
      ...(body.staff_id === undefined ? {} : { staffId: body.staff_id }),
      ...(body.appointment_id === undefined ? {} : { appointmentId: body.appointment_id }),
      ...(body.earliest === undefined ? {} : { earliest: body.earliest }),
      ...(body.latest === undefined ? {} : { latest: body.latest }),
    });
    switch (end.kind) {
      case 'unusable':
        return invalid(c, [{ field: end.part, problem: 'is not there or does not fit' }]);
      case 'waitlist_closed':
        return c.json({ error: end.kind, field: end.setting }, 409);
      case 'no_number':
      case 'number_not_called':
        return c.json({ error: end.kind, field: 'customer_id' }, 409);
      case 'added': {
        const entry = await ctx.store.waitlist.find(end.id);
        return entry === undefined ? notFound(c) : c.json(entryJson(entry), 201);
      }
    }
  });

  app.delete('/waitlist/:id', needs('staff'), async (c) => {
    const said = await readBody(c, noBody);
    if (said.kind === 'rejected') return said.response;
    const isEnded = await takeOffWaitlist(c.var.ctx, c.req.param('id'));
    return isEnded ? c.json({ id: c.req.param('id'), state: 'ended' }) : notFound(c);
  });
  return app;
}

function entryJson(entry: Entry): object {
  return {
    id: entry.id,
    customer_id: entry.customerId,
    service_id: entry.serviceId,
    staff_id: entry.staffId,
    appointment_id: entry.appointmentId,
    earliest: entry.earliest,
    latest: entry.latest,
    state: entry.state,
    asked_at: entry.askedAt,
  };
}
