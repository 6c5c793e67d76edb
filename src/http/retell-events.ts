import { Hono } from 'hono';
import type { Deps } from '../operations/context.ts';
import { openCtx } from '../operations/open-ctx.ts';
import { takeCallEvent } from '../operations/take-call-event.ts';
import type { CallEvent } from '../operations/take-call-event.ts';
import { warmSlots } from '../operations/warm-slots.ts';
import { greetCaller } from '../runtime/greet-caller.ts';
import { parseJson } from './parse-json.ts';
import { given, eventBodySchema, inboundBodySchema, present } from './retell-body.ts';
import type { RetellCall } from './retell-body.ts';
import { ourNumber, readCall } from './retell-call.ts';
import { readSigned, retellBodyLimit } from './signed-request.ts';
import { logShape } from './webhook-shape.ts';

/** Retell's call events and the question it asks before it answers a call (ASK-45, ASK-46). */
export function retellEventRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.post('/api/webhooks/retell', retellBodyLimit(deps), async (c) => {
    const signed = await readSigned(deps, c);
    if (signed.kind === 'rejected') return signed.response;
    const count = (result: string) => deps.metrics.webhooks.inc({ source: 'retell', result });
    const body = eventBodySchema.safeParse(parseJson(signed.rawBody));
    if (!body.success) {
      count('unreadable');
      deps.log.warn({ door: 'retell events' }, 'signed event that cannot be read');
      return c.body(null, 204);
    }
    logShape(deps, 'retell events', body.data);
    const call = body.data.call ?? {};
    const agentId = present(call.agent_id) ?? present(body.data.chat?.agent_id);
    const found = deps.directory.findByCall({
      key: signed.key,
      ...given('ourNumber', ourNumber(call)),
      ...given('agentId', agentId),
    });
    const callId = present(call.call_id) ?? present(body.data.chat?.chat_id);
    if (found.kind !== 'found' || callId === undefined) {
      count('unmatched');
      deps.log.warn({ event: body.data.event, why: found.kind }, 'event of a call that belongs to no tenant');
      return c.body(null, 204);
    }
    const ctx = await openCtx(deps, found.door.id, new AbortController().signal);
    const { facts } = readCall(callId, call, found, deps.clock.now());
    const { isNew } = await takeCallEvent(ctx, readEvent(body.data, call, facts));
    if (body.data.event === 'call_started') deps.background.add('warm slots', warmSlots(ctx));
    count(isNew ? 'taken' : 'repeated');
    return c.body(null, 204);
  });

  app.post('/api/webhooks/retell/inbound', retellBodyLimit(deps), async (c) => {
    const signed = await readSigned(deps, c);
    if (signed.kind === 'rejected') return signed.response;
    const body = inboundBodySchema.safeParse(parseJson(signed.rawBody));
    if (!body.success) return c.json({ call_inbound: {} });
    const call = { ...body.data.call_inbound, direction: 'inbound' };
    const found = deps.directory.findByCall({
      key: signed.key,
      ...given('ourNumber', ourNumber(call)),
      ...given('agentId', present(call.agent_id)),
    });
    if (found.kind !== 'found') return c.json({ call_inbound: {} });
    const callId = present(call.call_id);
    const info = readCall(callId ?? 'not-yet-known', call, found, deps.clock.now());
    const greeting = await greetCaller(deps, found.door, info, callId !== undefined);
    return c.json({
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
    });
  });
  return app;
}

function readEvent(body: { event: string }, call: RetellCall, facts: CallEvent['facts']): CallEvent {
  const { event } = body;
  const isOver = event === 'call_ended' || event === 'call_analyzed';
  return {
    event,
    // Retell gives events no id; a transfer may happen more than once on a call (retell.md, events).
    dedupeKey: [event, facts.id, ...(event.startsWith('transfer') ? [call.start_timestamp ?? ''] : [])].join(
      ' ',
    ),
    facts,
    ending: {
      status: event === 'call_analyzed' ? 'analyzed' : isOver ? 'ended' : 'ongoing',
      ...given('endedAt', instant(call.end_timestamp)),
      ...given('durationMs', call.duration_ms),
      ...given('disconnectionReason', present(call.disconnection_reason)),
      ...given('callSuccessful', call.call_analysis?.call_successful),
      ...given('costCents', call.call_cost?.combined_cost),
      ...(isOver ? given('transcript', present(call.transcript)) : {}),
      ...given('analysis', call.call_analysis),
    },
    payload: withoutSecrets(body),
  };
}

/** A web call's token would let its holder join the call. */
function withoutSecrets(body: Record<string, unknown> & { event: string }): unknown {
  const { call } = body;
  if (typeof call !== 'object' || call === null || !('access_token' in call)) return body;
  const { access_token: _token, ...rest } = call;
  return { ...body, call: rest };
}

function instant(epochMs: number | null | undefined): Date | undefined {
  return epochMs === null || epochMs === undefined ? undefined : new Date(epochMs);
}
