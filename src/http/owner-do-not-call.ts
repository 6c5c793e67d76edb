import { Hono } from 'hono';
import type { Context } from 'hono';
import { readPhone } from '../domain/phone.ts';
import type { Ctx } from '../operations/context.ts';
import { allowNumber } from '../operations/reminders/allow-number.ts';
import { forbidByHand } from '../operations/reminders/forbid-by-hand.ts';
import { noBody, noQuery } from './nothing-said.ts';
import { readBody } from './owner-body.ts';
import { needs } from './owner-gate.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { readQuery } from './owner-query.ts';

type Forbidden = Awaited<ReturnType<Ctx['store']['doNotCall']['list']>>[number];

/** The numbers that a tenant must not call (VIO-35). */
export function ownerDoNotCallRoutes(): Hono<OwnerEnv> {
  const app = new Hono<OwnerEnv>();

  app.get('/do-not-call', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    const numbers = await c.var.ctx.store.doNotCall.list();
    return c.json({ numbers: numbers.map(forbiddenJson) });
  });

  app.get('/do-not-call/:number', async (c) => {
    const number = numberOf(c);
    if (number === undefined) return unreadable(c);
    const by = await c.var.ctx.store.dialGate.forbiddenBy(number);
    return c.json({ number, forbidden: by !== undefined, by });
  });

  app.put('/do-not-call/:number', needs('staff'), async (c) => {
    const number = numberOf(c);
    if (number === undefined) return unreadable(c);
    const said = await readBody(c, noBody);
    if (said.kind === 'rejected') return said.response;
    const isNew = await forbidByHand(c.var.ctx, number);
    return c.json({ number, forbidden: true, by: 'tenant' }, isNew ? 201 : 200);
  });

  app.delete('/do-not-call/:number', needs('staff'), async (c) => {
    const number = numberOf(c);
    if (number === undefined) return unreadable(c);
    const wasOn = await allowNumber(c.var.ctx, number);
    if (!wasOn) return c.json({ error: 'not_found', field: 'number' }, 404);
    const by = await c.var.ctx.store.dialGate.forbiddenBy(number);
    return c.json({ number, forbidden: by !== undefined, by });
  });
  return app;
}

function numberOf(c: Context<OwnerEnv>): string | undefined {
  const read = readPhone(c.req.param('number') ?? '', c.var.ctx.tenant.country);
  return read.kind === 'ok' ? read.e164 : undefined;
}

function unreadable(c: Context): Response {
  return c.json({ error: 'invalid', field: 'number' }, 400);
}

function forbiddenJson({ number, source, callId, addedAt }: Forbidden): object {
  return { number, source, call_id: callId, added_at: addedAt };
}
