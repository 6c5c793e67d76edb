import { Hono } from 'hono';
import { z } from 'zod';
import type { AuditedState } from '../domain/audit.ts';
import type { Drift } from '../domain/drift.ts';
import type { Reading } from '../domain/speech/reading.ts';
import type { Ctx } from '../operations/context.ts';
import { finishTask } from '../operations/finish-task.ts';
import { requestReconcile } from '../operations/reconcile/request-reconcile.ts';
import { noQuery } from './nothing-said.ts';
import { needs, notFound } from './owner-gate.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { readQuery } from './owner-query.ts';
import { snakeCase } from './snake-case.ts';

const MOST_RUNS = 50;
const callbackQuery = z.strictObject({ status: z.enum(['open', 'done']).optional() });

type Store = Ctx['store'];
type Callback = Awaited<ReturnType<Store['callbacks']['list']>>[number];
type Run = Awaited<ReturnType<Store['reconciles']['listLatest']>>[number];
type Unresolved = Awaited<ReturnType<Store['inbox']['listUnresolved']>>[number];

/** What waits for a person, what was done to an appointment, and the comparisons with Cal.com and Retell. */
export function ownerTaskRoutes(): Hono<OwnerEnv> {
  const app = new Hono<OwnerEnv>();

  app.get('/callbacks', async (c) => {
    const asked = readQuery(c, callbackQuery);
    if (asked.kind === 'rejected') return asked.response;
    const found = await c.var.ctx.store.callbacks.list(asked.query.status);
    return c.json({ callbacks: found.map(callbackJson) });
  });

  app.post('/callbacks/:id/done', needs('staff'), async (c) => {
    const id = c.req.param('id');
    const finished = await finishTask(c.var.ctx, 'finish_callback', id, (store, now) =>
      store.callbacks.finish(id, now),
    );
    return finished === undefined ? notFound(c) : c.json(callbackJson(finished.callback));
  });

  app.get('/alerts', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    const found = await c.var.ctx.store.alerts.listUnseen();
    return c.json({
      alerts: found.map(({ id, kind, callId, appointmentId, facts, raisedAt }) => ({
        id,
        kind,
        call_id: callId,
        appointment_id: appointmentId,
        facts: snakeCase(facts),
        raised_at: raisedAt,
      })),
    });
  });

  app.post('/alerts/:id/seen', needs('staff'), async (c) => {
    const id = c.req.param('id');
    const seen = await finishTask(c.var.ctx, 'see_alert', id, (store, now) => store.alerts.see(id, now));
    return seen === undefined ? notFound(c) : c.json({ id, seen_at: seen.at });
  });

  app.get('/unmatched', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    const found = await c.var.ctx.store.inbox.listUnresolved();
    return c.json({ unmatched: found.map(unmatchedJson) });
  });

  app.post('/unmatched/:id/resolved', needs('staff'), async (c) => {
    const id = c.req.param('id');
    const resolved = await finishTask(c.var.ctx, 'resolve_webhook', id, (store, now) =>
      store.inbox.resolve(id, now),
    );
    return resolved === undefined ? notFound(c) : c.json({ id, resolved_at: resolved.at });
  });

  app.get('/appointments/:id/audit', async (c) => {
    const { store } = c.var.ctx;
    const id = c.req.param('id');
    if ((await store.appointments.find(id)) === undefined) return notFound(c);
    const entries = await store.audit.ofAppointment(id);
    return c.json({
      audit: entries.map(({ at, doer, deed, proof, callId, before, after }) => ({
        at,
        doer,
        deed,
        proof,
        call_id: callId,
        before: auditedJson(before),
        after: auditedJson(after),
      })),
    });
  });

  app.post('/reconcile', needs('owner'), async (c) => {
    await requestReconcile(c.var.ctx, 'on_demand');
    return c.json({ requested: true }, 202);
  });

  app.get('/reconciles', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    const runs = await c.var.ctx.store.reconciles.listLatest(MOST_RUNS);
    return c.json({ reconciles: runs.map(runJson) });
  });
  return app;
}

function callbackJson(one: Callback): object {
  return {
    id: one.id,
    kind: one.kind,
    status: one.status,
    name: one.name,
    phone: one.phone,
    reason: one.reason,
    best_time: one.bestTime,
    best_time_read: one.bestReading === undefined ? undefined : readingJson(one.bestReading),
    call_id: one.callId,
    customer_id: one.customerId,
    appointment_id: one.appointmentId,
    details: one.details === undefined ? undefined : snakeCase(one.details),
    requested_at: one.requestedAt,
    done_at: one.doneAt,
  };
}

function readingJson({ kind, date, time, untilDate, untilTime }: Reading): object {
  return { kind, date, time, until_date: untilDate, until_time: untilTime };
}

function auditedJson(state: AuditedState | undefined): object | undefined {
  if (state === undefined) return undefined;
  return { status: state.status, starts_at: state.startsAt, ends_at: state.endsAt, count: state.count };
}

function runJson({ id, source, cause, since, startedAt, finishedAt, looked, drift }: Run): object {
  const found = drift.map(({ what, appointmentId, callId, repaired }: Drift) => ({
    what,
    appointment_id: appointmentId,
    call_id: callId,
    repaired,
  }));
  return {
    id,
    source,
    cause,
    since,
    started_at: startedAt,
    finished_at: finishedAt,
    looked,
    drift: found,
  };
}

const text = z.string().max(500).optional().catch(undefined);
/** As much of a webhook as tells a person what it is about; its uid could cancel a booking and stays here. */
const aboutSchema = z
  .looseObject({
    payload: z
      .looseObject({
        title: text,
        startTime: text,
        attendees: z
          .array(z.looseObject({ name: text }))
          .optional()
          .catch(undefined),
      })
      .optional()
      .catch(undefined),
  })
  .catch({});

function unmatchedJson({ id, source, event, result, receivedAt, payload }: Unresolved): object {
  const about = aboutSchema.parse(payload).payload;
  return {
    id,
    source,
    event,
    result,
    received_at: receivedAt,
    about: {
      title: about?.title,
      starts_at: about?.startTime,
      attendee: about?.attendees?.[0]?.name,
    },
  };
}
