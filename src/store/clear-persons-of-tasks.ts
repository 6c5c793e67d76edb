import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from './database.ts';
import { callSessions, dialDecisions, followUpTasks } from './schema/reminders.ts';

/** Whoever works on a task with its calls takes the calls first, as the end of a call does. */
export async function lockCallsOfTasks(tx: Tx, tenantId: string, taskIds: string[]): Promise<void> {
  await tx
    .select({ id: callSessions.id })
    .from(callSessions)
    .where(and(eq(callSessions.tenantId, tenantId), inArray(callSessions.taskId, taskIds)))
    .orderBy(asc(callSessions.id))
    .for('update');
}

/** Takes from tasks, their calls and what was decided about them whom they were about; the figures stay. */
export async function clearPersonsOfTasks(tx: Tx, tenantId: string, taskIds: string[]): Promise<void> {
  if (taskIds.length === 0) return;
  await lockCallsOfTasks(tx, tenantId, taskIds);
  await tx
    .update(callSessions)
    .set({ customerId: null, appointmentId: null, toNumber: null, payload: null, analysis: null })
    .where(and(eq(callSessions.tenantId, tenantId), inArray(callSessions.taskId, taskIds)));
  await tx
    .update(dialDecisions)
    .set({ customerId: null })
    .where(and(eq(dialDecisions.tenantId, tenantId), inArray(dialDecisions.taskId, taskIds)));
  const ownTasks = and(eq(followUpTasks.tenantId, tenantId), inArray(followUpTasks.id, taskIds));
  await tx
    .select({ id: followUpTasks.id })
    .from(followUpTasks)
    .where(ownTasks)
    .orderBy(asc(followUpTasks.id))
    .for('update');
  await tx
    .update(followUpTasks)
    // The key names both.
    .set({ customerId: null, appointmentId: null, idempotencyKey: sql`${followUpTasks.id}` })
    .where(ownTasks);
}
