import { Hono } from 'hono';
import { z } from 'zod';
import type { FaultRule } from './calcom-faults.ts';
import type { CalcomSimulator } from './calcom-simulator.ts';
import type { SimEnv } from './calcom-routes.ts';

const ms = z.number().int().nonnegative();
const chance = z.number().min(0).max(1);

const faultRule = z.strictObject({
  fault: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('delay'), ms, when: z.enum(['before', 'after']).exactOptional() }),
    z.strictObject({ kind: z.literal('hang') }),
    z.strictObject({ kind: z.literal('reset') }),
    z.strictObject({
      kind: z.literal('status'),
      status: z.number().int(),
      body: z.unknown().exactOptional(),
    }),
    z.strictObject({ kind: z.literal('429'), resetSeconds: z.number().exactOptional() }),
    z.strictObject({ kind: z.literal('garbage') }),
    z.strictObject({ kind: z.literal('html'), status: z.number().int().exactOptional() }),
    z.strictObject({ kind: z.literal('lose_answer') }),
    z.strictObject({ kind: z.literal('slow_body'), ms }),
  ]),
  method: z.string().exactOptional(),
  path: z.string().exactOptional(),
  apiKey: z.string().exactOptional(),
  times: z.union([z.number().int().positive(), z.literal('always')]).exactOptional(),
  skip: z.number().int().nonnegative().exactOptional(),
  chance: chance.exactOptional(),
}) satisfies z.ZodType<FaultRule>;

const webhookFaults = z
  .strictObject({ duplicate: chance, reorder: chance, drop: chance, delayMs: ms, beforeAnswer: z.boolean() })
  .partial();

const start = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const elsewhere = z.strictObject({
  eventTypeId: z.number().int(),
  start,
  host: z.string().exactOptional(),
  attendee: z
    .strictObject({
      name: z.string().exactOptional(),
      email: z.string().exactOptional(),
      phoneNumber: z.string().exactOptional(),
      timeZone: z.string().exactOptional(),
      language: z.string().exactOptional(),
    })
    .exactOptional(),
  metadata: z.record(z.string(), z.unknown()).exactOptional(),
  notes: z.string().exactOptional(),
});

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/** `/__control`: the simulator's own controls for another process on this machine. Not part of the API it plays. */
export function controlRoutes(simulator: () => CalcomSimulator): Hono<SimEnv> {
  const app = new Hono<SimEnv>();
  app.use('*', async (c, next) => {
    const address = c.env.incoming.socket.remoteAddress ?? '';
    if (!LOOPBACK.includes(address)) return c.json({ error: 'only from this machine' }, 403);
    return next();
  });
  app.get('/faults', (c) =>
    c.json({ rules: simulator().faults.list(), webhooks: simulator().faults.webhooks }),
  );
  app.post('/faults', async (c) =>
    c.json({ id: simulator().faults.add(faultRule.parse(await c.req.json())) }, 201),
  );
  app.delete('/faults', (c) => {
    simulator().faults.clear();
    return c.body(null, 204);
  });
  app.post('/webhook-faults', async (c) => {
    Object.assign(simulator().faults.webhooks, webhookFaults.parse(await c.req.json()));
    return c.json(simulator().faults.webhooks);
  });
  app.get('/bookings', (c) => c.json({ bookings: simulator().bookings() }));
  app.post('/bookings', async (c) =>
    c.json(simulator().addBooking(elsewhere.parse(await c.req.json())), 201),
  );
  app.post('/bookings/:uid/cancel', (c) => c.json(simulator().cancelElsewhere(c.req.param('uid'))));
  app.post('/bookings/:uid/reschedule', async (c) => {
    const body = z.strictObject({ start }).parse(await c.req.json());
    return c.json(simulator().rescheduleElsewhere(c.req.param('uid'), body.start), 201);
  });
  app.get('/requests', (c) => c.json({ requests: simulator().requests() }));
  app.get('/deliveries', (c) => c.json({ deliveries: simulator().deliveries() }));
  app.onError((error, c) => c.json({ error: error.message }, 400));
  return app;
}
