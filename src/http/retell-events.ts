import { Hono } from 'hono';
import type { z } from 'zod';
import type { Deps } from '../operations/context.ts';
import { openCtx } from '../operations/open-ctx.ts';
import { takeCallEvent } from '../operations/take-call-event.ts';
import { warmSlots } from '../operations/warm-slots.ts';
import { greetCaller } from '../runtime/greet-caller.ts';
import { parseJson } from './parse-json.ts';
import { given, eventBodySchema, inboundBodySchema, present } from './retell-body.ts';
import { ourNumber, readCall, reportOf } from './retell-call.ts';
import { readSigned, retellBodyLimit } from './signed-request.ts';
import { logShape } from './webhook-shape.ts';

/** Retell's call events and the question it asks before it answers a call (ASK-45, ASK-46). */
export function retellEventRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.post('/api/webhooks/retell', retellBodyLimit(deps), async (c) => {
    const signed = await readSigned(deps, c);
    if (signed.kind === 'rejected') return signed.response;
    const count = (result: string) => deps.metrics.webhooks.inc({ source: 'retell', result });
    const json = parseJson(signed.rawBody);
    const body = eventBodySchema.safeParse(json);
    if (!body.success) {
      count('unreadable');
      deps.log.warn({ door: 'retell events' }, 'signed event that cannot be read');
      return c.body(null, 204);
    }
    logShape(deps, 'retell events', json);
    const { event } = body.data;
    if (event === 'call_inbound') return c.json(await answerInbound(deps, signed.key, json));
    const call = body.data.call ?? {};
    const agentId = present(call.agent_id) ?? present(body.data.chat?.agent_id);
    const found = deps.directory.findByCall({
      key: signed.key,
      ...given('ourNumber', ourNumber(call)),
      ...given('agentId', agentId),
    });
    const callId = present(call.call_id);
    const subject = callId ?? present(body.data.chat?.chat_id);
    if (found.kind !== 'found' || subject === undefined) {
      count('unmatched');
      deps.log.warn({ event, why: found.kind }, 'event of a call that belongs to no tenant');
      return c.body(null, 204);
    }
    const ctx = await openCtx(deps, found.door.id, new AbortController().signal, 'system');
    const { kind } = await takeCallEvent(ctx, {
      event,
      subject,
      payload: json,
      ...given('detail', transferDetail(body.data)),
      // A chat is no call: it is kept, and no call's row is made of it.
      ...(callId === undefined
        ? {}
        : { call: { report: reportOf(callId, call), ...given('branchId', found.branchId) } }),
    });
    if (event === 'call_started') deps.background.add('warm slots', warmSlots(ctx));
    count(kind === 'new' ? 'taken' : kind);
    // Of a transcript each delivery tells more than the one before.
    if (kind === 'repeated' && event !== 'transcript_updated') {
      deps.log.info(
        { door: 'retell events', tenant: found.door.slug, event, call: subject },
        'event of a call was heard before',
      );
    }
    return c.body(null, 204);
  });

  app.post('/api/webhooks/retell/inbound', retellBodyLimit(deps), async (c) => {
    const signed = await readSigned(deps, c);
    if (signed.kind === 'rejected') return signed.response;
    return c.json(await answerInbound(deps, signed.key, parseJson(signed.rawBody)));
  });
  return app;
}

/** What Retell is told before it answers a call: an empty object where nothing is known, never an error. */
async function answerInbound(deps: Deps, key: string, json: unknown): Promise<{ call_inbound: object }> {
  const body = inboundBodySchema.safeParse(json);
  if (!body.success) return { call_inbound: {} };
  const call = { ...body.data.call_inbound, direction: 'inbound' };
  const found = deps.directory.findByCall({
    key,
    ...given('ourNumber', ourNumber(call)),
    ...given('agentId', present(call.agent_id)),
  });
  if (found.kind !== 'found') return { call_inbound: {} };
  const callId = present(call.call_id);
  const info = readCall(callId ?? 'not-yet-known', call, found, deps.clock.now());
  const greeting = await greetCaller(deps, found.door, info, callId !== undefined);
  return {
    call_inbound: {
      dynamic_variables: {
        customer_name: greeting.customerName,
        customer_known: String(greeting.customerName !== ''),
        next_appointment: greeting.nextAppointment,
        today: greeting.today,
        weekday: greeting.weekday,
        tenant_name: greeting.tenantName,
        tenant_timezone: greeting.timezone,
      },
      metadata: { slotline_tenant: found.door.slug },
    },
  };
}

/** Retell gives events no id; a call may be transferred more than once (retell.md, events). */
function transferDetail(body: z.infer<typeof eventBodySchema>): string | undefined {
  if (!body.event.startsWith('transfer_')) return undefined;
  const startedMs = body.call?.start_timestamp?.getTime() ?? '';
  return `${startedMs} ${JSON.stringify(body.transfer_destination ?? '').slice(0, 200)}`;
}
