import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import type { CallSession } from '../domain/reminders/call-session.ts';
import { mayHaveRung } from '../domain/reminders/may-have-rung.ts';
import { expectedSeconds } from '../domain/reminders/session-states.ts';
import { callNow } from '../operations/reminders/dialling/call-now.ts';
import type { CalledNow } from '../operations/reminders/dialling/call-now.ts';
import { readCallStatus } from '../operations/reminders/read-call-status.ts';
import { callRefusal } from './call-refusal.ts';
import { noQuery } from './nothing-said.ts';
import { readBody } from './owner-body.ts';
import { needs, notFound } from './owner-gate.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { readQuery } from './owner-query.ts';
import { callJson } from './reminder-json.ts';

const wishSchema = z.strictObject({
  /** Every call now is one about the customer's next appointment, under either name. */
  call_type: z.enum(['reminder', 'call_now'], 'must be reminder or call_now').optional(),
  priority: z.enum(['low', 'normal', 'high']).exactOptional(),
  /** False: nobody is rung who is going to be rung anyhow. */
  bypass_schedule: z.boolean().default(true),
});
const onceKey = z.string().regex(/^[\x21-\x7e]{1,200}$/);

const REFUSED_BY_PROVIDER = 'Retell has refused the call: nobody is rung.';
const OUTCOME_UNKNOWN =
  'Retell has not answered: the customer may be rung. It is looked up, and nobody is rung twice.';

type Dialled = Extract<CalledNow, { kind: 'dialled' }>['dialled'];

/** Ringing a customer at once, and where a call stands (VIO-04, VIO-05). */
export function callNowRoutes(): Hono<OwnerEnv> {
  const app = new Hono<OwnerEnv>();

  app.post('/trigger-call/:id/immediate', needs('staff'), async (c) => {
    const said = await readBody(c, wishSchema);
    if (said.kind === 'rejected') return said.response;
    const once = onceKey.optional().safeParse(c.req.header('idempotency-key'));
    if (!once.success) return c.json({ error: 'invalid', field: 'idempotency-key' }, 400);
    const { priority, bypass_schedule: bypassSchedule } = said.body;
    const called = await callNow(c.var.ctx, {
      customerId: c.req.param('id'),
      bypassSchedule,
      ...(priority === undefined ? {} : { priority }),
      ...(once.data === undefined ? {} : { idempotencyKey: once.data }),
    });
    return answerCalled(c, called);
  });

  app.get('/call-status/:id', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    const status = await readCallStatus(c.var.ctx, c.req.param('id'));
    if (status === undefined) return notFound(c);
    const { session, states, secondsInState, expected, isOverdue } = status;
    return c.json({
      ...callJson(session, states),
      seconds_in_state: secondsInState,
      expected_seconds: expected,
      overdue: isOverdue,
    });
  });
  return app;
}

function answerCalled(c: Context<OwnerEnv>, called: CalledNow): Response {
  switch (called.kind) {
    case 'dialled':
      return answerDialled(c, called.dialled);
    case 'refused':
      return callRefusal(c, called);
    case 'known':
      return answerKnown(c, called.session);
    case 'in_progress':
      return inProgress(c, called.sessionId);
    case 'planned':
      return c.json(
        {
          success: false,
          error: 'already_planned',
          field: 'bypass_schedule',
          message: 'The customer is called anyhow, at that time.',
          reminder_id: called.task.id,
          at: called.task.scheduledAt,
        },
        409,
      );
    case 'not_found':
      return notFound(c);
  }
}

function answerDialled(c: Context<OwnerEnv>, dialled: Dialled): Response {
  switch (dialled.kind) {
    case 'placed':
      return c.json(placedJson(c, dialled.sessionId, dialled.callId), 201);
    case 'not_placed':
      return c.json(
        {
          success: false,
          error: 'refused_by_provider',
          message: REFUSED_BY_PROVIDER,
          provider_status: dialled.status,
          ...whereItStands(dialled.sessionId),
        },
        502,
      );
    case 'unknown':
      // It may ring: what has become of it is looked up, and told by the status.
      return outcomeUnknown(c, whereItStands(dialled.sessionId));
    case 'waiting':
    case 'idle':
      return inProgress(c);
  }
}

/** Nobody is rung for a repeated wish: how the call of the first stands, which may be over. */
function answerKnown(c: Context<OwnerEnv>, session: CallSession): Response {
  const repeated = { repeated: true, state: session.state };
  if (session.callId !== undefined) {
    return c.json({ ...placedJson(c, session.id, session.callId), ...repeated }, 200);
  }
  const known = { ...whereItStands(session.id), ...repeated };
  return mayHaveRung(session)
    ? outcomeUnknown(c, known)
    : c.json({ success: false, error: 'refused_by_provider', message: REFUSED_BY_PROVIDER, ...known }, 502);
}

function outcomeUnknown(c: Context, known: object): Response {
  return c.json({ success: false, error: 'outcome_unknown', message: OUTCOME_UNKNOWN, ...known }, 504);
}

/** `estimated_duration`: seconds that the talk will last at most, as calls go. */
function placedJson(c: Context<OwnerEnv>, sessionId: string, callId: string): object {
  const longest = c.var.ctx.tenant.reminders?.behaviour.maxSeconds ?? Number.POSITIVE_INFINITY;
  const usual = expectedSeconds('answered')?.most ?? longest;
  return {
    success: true,
    call_id: callId,
    estimated_duration: Math.min(usual, longest),
    ...whereItStands(sessionId),
  };
}

function whereItStands(sessionId: string): object {
  return { session_id: sessionId, status_endpoint: `/call-status/${sessionId}` };
}

/** The same wish is being carried out at this very moment. */
function inProgress(c: Context, sessionId?: string): Response {
  c.header('retry-after', '1');
  const field = c.req.header('idempotency-key') === undefined ? 'contact_id' : 'idempotency-key';
  const message = 'The same call is being made at this moment.';
  return c.json(
    {
      success: false,
      error: 'in_progress',
      field,
      message,
      ...(sessionId === undefined ? {} : whereItStands(sessionId)),
    },
    409,
  );
}
