import { Hono } from 'hono';
import { z } from 'zod';
import { explainVerdict } from '../domain/reminders/explain-task.ts';
import type { FollowUpTask, TaskStatus } from '../domain/reminders/follow-up-task.ts';
import type { Ctx } from '../operations/context.ts';
import { finishReview } from '../operations/reminders/finish-review.ts';
import { readReminder } from '../operations/reminders/read-reminder.ts';
import type { ReminderStory } from '../operations/reminders/read-reminder.ts';
import { remindByHand } from '../operations/reminders/planning/remind-by-hand.ts';
import { noQuery } from './nothing-said.ts';
import { readBody } from './owner-body.ts';
import { needs, notFound } from './owner-gate.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { readQuery } from './owner-query.ts';
import { callJson, taskJson } from './reminder-json.ts';
import { hourBefore } from './reminder-wishes.ts';
import { snakeCase } from './snake-case.ts';

const MOST_LISTED = 200;
const OPEN: TaskStatus[] = ['processing', 'pending'];
const listQuery = z.strictObject({
  status: z
    .enum(['open', 'pending', 'processing', 'completed', 'failed', 'cancelled', 'superseded_by_retry'])
    .optional(),
  appointment_id: z.string().min(1).max(100).optional(),
});
const byHand = z.strictObject({ hours_before: hourBefore });

/** What is planned to be called, what became of it and why, and what a person has to look at. */
export function ownerReminderRoutes(): Hono<OwnerEnv> {
  const app = new Hono<OwnerEnv>();

  app.get('/reminders', async (c) => {
    const asked = readQuery(c, listQuery);
    if (asked.kind === 'rejected') return asked.response;
    const { status = 'open', appointment_id: appointmentId } = asked.query;
    const found = await listTasks(c.var.ctx, status === 'open' ? OPEN : [status], appointmentId);
    return c.json({ reminders: found.map(taskJson) });
  });

  app.get('/reminders/reviews', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    const reviews = await c.var.ctx.store.followUpTasks.listReviews();
    return c.json({ reviews: reviews.map(taskJson) });
  });

  app.post('/reminders/reviews/:id/done', needs('staff'), async (c) => {
    const finished = await finishReview(c.var.ctx, c.req.param('id'));
    return finished === undefined ? notFound(c) : c.json(taskJson(finished));
  });

  app.get('/reminders/:id', async (c) => {
    const asked = readQuery(c, noQuery);
    if (asked.kind === 'rejected') return asked.response;
    const story = await readReminder(c.var.ctx, c.req.param('id'));
    return story === undefined ? notFound(c) : c.json(storyJson(story));
  });

  app.post('/appointments/:id/reminders', needs('staff'), async (c) => {
    const said = await readBody(c, byHand);
    if (said.kind === 'rejected') return said.response;
    const end = await remindByHand(c.var.ctx, c.req.param('id'), said.body.hours_before);
    switch (end.kind) {
      case 'planned':
        return c.json(taskJson(end.task), 201);
      case 'known':
        return c.json(taskJson(end.task), 200);
      case 'not_planned':
        return c.json({ error: 'not_planned', field: 'hours_before', why: end.why }, 422);
      case 'not_found':
        return notFound(c);
    }
  });
  return app;
}

async function listTasks(
  { store }: Ctx,
  statuses: TaskStatus[],
  appointmentId: string | undefined,
): Promise<FollowUpTask[]> {
  if (appointmentId !== undefined) return store.taskLists.ofAppointment(appointmentId, statuses, MOST_LISTED);
  const found: FollowUpTask[] = [];
  for (const status of statuses) found.push(...(await store.taskLists.ofStatus(status, MOST_LISTED)));
  return found.slice(0, MOST_LISTED);
}

function storyJson({ task, explanation, decisions, calls }: ReminderStory): object {
  return {
    ...taskJson(task),
    explanation,
    decisions: decisions.map(({ at, verdict, retryAt, sessionId, facts }) => ({
      at,
      verdict,
      because: explainVerdict(verdict),
      retry_at: retryAt,
      session_id: sessionId,
      facts: snakeCase(facts),
    })),
    calls: calls.map(({ session, states }) => callJson(session, states)),
  };
}
