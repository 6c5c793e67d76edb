import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import type { CallSession } from '../domain/reminders/call-session.ts';
import { updatesDone } from '../domain/reminders/updates-done.ts';
import type { TenantDoor } from '../domain/tenant.ts';
import type { Ctx, Deps } from '../operations/context.ts';
import { openCtx } from '../operations/open-ctx.ts';
import { takeCallOutcomeEvent } from '../operations/reminders/outcomes/take-call-outcome-event.ts';
import { takeCallEvent } from '../operations/take-call-event.ts';
import { asFault } from '../platform/fault.ts';
import { pause } from '../platform/pause.ts';
import { createThrottle } from '../runtime/throttle.ts';
import { forwardedProtocol } from './forwarded-protocol.ts';
import { parseJson } from './parse-json.ts';
import { callSchema, given, present } from './retell-body.ts';
import { ourNumber, reportOf } from './retell-call.ts';
import { readSigned, retellBodyLimit } from './signed-request.ts';

export interface OutcomeLimits {
  /** Of one tenant, for this process. */
  perMinute: number;
  /** Of one request; what is not done by then goes on behind the answer. */
  budgetMs: number;
}

/** VIO-84, VIO-106. */
export const OUTCOME_LIMITS: OutcomeLimits = { perMinute: 1_000, budgetMs: 5_000 };

const id = z.string().trim().min(1).max(200);
/** What must be there, and what we gave the call when it was dialled (VIO-82, VIO-86). */
const bodySchema = z.looseObject({
  event: z.enum(['call_started', 'call_ended', 'call_analyzed']),
  call: z.looseObject({
    call_id: id,
    metadata: z.looseObject({
      session_id: id,
      contact_id: id,
      tenant_id: id,
      call_purpose: id,
      business_type: id,
    }),
  }),
});

/**
 * What came of a reminder call, told to one door with an answer that says what was done (VIO-45, VIO-84). The same
 * events come in at the door of all events, where they are only stored.
 */
export function callOutcomeRoutes(deps: Deps, { perMinute, budgetMs }: OutcomeLimits): Hono {
  const app = new Hono();
  const throttle = createThrottle(deps.machine.elapsedMs);

  app.post('/webhook/call-outcome', retellBodyLimit(deps), async (c) => {
    if (cameInPlainText(c)) {
      deps.metrics.rejectedRequests.inc({ door: 'call outcome' });
      return c.json({ success: false, error: 'https_required', field: 'x-forwarded-proto' }, 403);
    }
    const signed = await readSigned(deps, c);
    if (signed.kind === 'rejected') return signed.response;
    const json = parseJson(signed.rawBody);
    const body = bodySchema.safeParse(json);
    if (!body.success) {
      count(deps, 'unreadable');
      const fields = [...new Set(body.error.issues.map(({ path }) => path.join('.') || 'body'))];
      return c.json({ success: false, error: 'invalid', field: fields[0], fields }, 422);
    }
    const told = readTold(deps, signed.key, body.data);
    if (told === undefined) return c.json(unknownSession(body.data.call.metadata.session_id));
    if (!throttle.admit(told.door.id, perMinute)) {
      count(deps, 'throttled');
      c.header('retry-after', '60');
      return c.json(
        { success: false, error: 'too_many_requests', field: 'call.metadata.tenant_id', limit: perMinute },
        429,
      );
    }
    const sessionId = body.data.call.metadata.session_id;
    return answerEnd(c, body.data.call, await inTime(deps, { ...told, sessionId, payload: json }, budgetMs));
  });
  return app;
}

type OutcomeBody = z.infer<typeof bodySchema>;
type CallEvent = Parameters<typeof takeCallEvent>[1];

interface Told {
  door: TenantDoor;
  event: Omit<CallEvent, 'payload'>;
}

/** `late`: it is stored, and the rest goes on. `failed`: it is to be told again. */
type WorkEnd =
  | { kind: 'done' | 'known'; session: CallSession | undefined }
  | { kind: 'late' }
  | { kind: 'failed' };

/** Whose call is told of, and what. `undefined`: no tenant's that this key is for, or another one's than it says. */
function readTold(deps: Deps, key: string, { event, call }: OutcomeBody): Told | undefined {
  const told = callSchema.parse(call);
  const found = deps.directory.findByCall({
    key,
    ...given('ourNumber', ourNumber(told)),
    ...given('agentId', present(told.agent_id)),
  });
  if (found.kind !== 'found' || found.door.id !== call.metadata.tenant_id) {
    count(deps, 'unmatched');
    deps.log.warn({ door: 'call outcome', why: found.kind }, 'outcome of a call that belongs to no tenant');
    return undefined;
  }
  const report = { report: reportOf(call.call_id, told), ...given('branchId', found.branchId) };
  return { door: found.door, event: { event, subject: call.call_id, call: report } };
}

function answerEnd(
  c: Context,
  { call_id: callId, metadata: { session_id: sessionId } }: OutcomeBody['call'],
  end: WorkEnd,
): Response {
  switch (end.kind) {
    case 'failed':
      return c.json({ success: false, error: 'processing_failed' }, 500);
    case 'late':
      return c.json({
        success: true,
        session_id: sessionId,
        call_id: callId,
        processing: true,
        contact_updated: false,
        follow_up_scheduled: false,
      });
    case 'known':
    case 'done':
      if (end.session === undefined) return c.json(unknownSession(sessionId));
      return c.json({
        success: true,
        session_id: end.session.id,
        call_id: callId,
        ...(end.kind === 'known' ? { duplicate: true } : {}),
        ...whatWasDone(end.session),
        // What is heard again changes nobody.
        ...(end.kind === 'known' ? { contact_updated: false } : {}),
      });
  }
}

/** Behind a proxy only its header tells; one that says nothing ends the encryption itself, or there is none. */
function cameInPlainText(c: Context): boolean {
  const protocol = forwardedProtocol(c);
  return protocol !== undefined && protocol !== 'https';
}

function count(deps: Deps, result: string): void {
  deps.metrics.webhooks.inc({ source: 'retell', result });
}

function unknownSession(sessionId: string): object {
  return { success: false, error: 'unknown_session', session_id: sessionId };
}

type Heard = Told & { sessionId: string; payload: unknown };

/** What failed stays stored where it was, and is tried again here and by the workers (VIO-101). */
async function inTime(deps: Deps, heard: Heard, budgetMs: number): Promise<WorkEnd> {
  const answered = new AbortController();
  const progress = { isStored: false };
  const work = workOff(deps, heard, progress).catch((error: unknown): WorkEnd => {
    deps.log.error(
      { err: asFault(error), tenant: heard.door.slug, stored: progress.isStored },
      'outcome of a call is not worked off yet',
    );
    return { kind: 'failed' };
  });
  deps.background.add('outcome of a call', work);
  const late = pause(budgetMs, answered.signal).then((): 'late' => 'late');
  try {
    const end = await Promise.race([work, late]);
    if (end !== 'late') return end;
  } finally {
    answered.abort();
  }
  if (progress.isStored) return { kind: 'late' };
  deps.log.error({ tenant: heard.door.slug }, 'outcome of a call is not stored in time');
  return { kind: 'failed' };
}

async function workOff(
  deps: Deps,
  { door, sessionId, event, payload }: Heard,
  progress: { isStored: boolean },
): Promise<WorkEnd> {
  const ctx = await openCtx(deps, door.id, new AbortController().signal, 'system');
  const taken = await takeCallEvent(ctx, { ...event, payload });
  progress.isStored = true;
  count(deps, taken.kind === 'new' ? 'taken' : taken.kind);
  if (taken.kind === 'repeated') {
    ctx.log.info(
      { door: 'call outcome', tenant: door.slug, event: event.event, call: event.subject },
      'event of a call was heard before',
    );
  }
  if (taken.waiting === undefined)
    return { kind: 'known', session: await findSession(ctx, event.subject, sessionId) };
  const end = await takeCallOutcomeEvent(ctx, taken.waiting);
  const session = end.kind === 'unmatched' ? undefined : await findSession(ctx, event.subject, sessionId);
  return { kind: 'done', session };
}

async function findSession(ctx: Ctx, callId: string, sessionId: string): Promise<CallSession | undefined> {
  return (await ctx.store.callSessions.findByCall(callId)) ?? (await ctx.store.callSessions.find(sessionId));
}

function whatWasDone(session: CallSession): object {
  const { updates = {}, nextStep } = session;
  const isScheduled = ['retry', 'dial_again', 'clarity_call', 'wait_for_reschedule'].includes(nextStep ?? '');
  return {
    contact_updated: updates['customer'] === true,
    follow_up_scheduled: isScheduled,
    ...given('updates', updatesDone(session)),
  };
}
