import { and, asc, desc, eq, gte, inArray, isNotNull, sql } from 'drizzle-orm';
import type { FollowUpTask, TaskStatus } from '../domain/reminders/follow-up-task.ts';
import { toTask } from './follow-up-task-queries.ts';
import { followUpTasks } from './schema/reminders.ts';
import type { Scope } from './scope.ts';

/** The tasks of a tenant as its owner looks for them. */
export function taskListQueries(scope: Scope) {
  const own = eq(followUpTasks.tenantId, scope.tenantId);
  return {
    /** Calls and waits in this status: pending ones soonest first, all others the last made first. */
    ofStatus: (status: TaskStatus, limit: number): Promise<FollowUpTask[]> =>
      scope.query(async (tx) => {
        const order = {
          pending: asc(followUpTasks.scheduledAt),
          processing: asc(followUpTasks.claimedUntil),
        };
        const rows = await tx
          .select()
          .from(followUpTasks)
          .where(
            and(
              own,
              eq(followUpTasks.autoExecution, true),
              eq(followUpTasks.status, status),
              // What is being worked on is found by its claim.
              status === 'processing' ? isNotNull(followUpTasks.claimedUntil) : undefined,
            ),
          )
          .orderBy(status === 'pending' || status === 'processing' ? order[status] : desc(followUpTasks.id))
          .limit(limit);
        return rows.map(toTask);
      }),

    /** Everything about an appointment, in any of these statuses, in the order it was made. */
    ofAppointment: (appointmentId: string, statuses: TaskStatus[], limit: number): Promise<FollowUpTask[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(followUpTasks)
          .where(
            and(own, eq(followUpTasks.appointmentId, appointmentId), inArray(followUpTasks.status, statuses)),
          )
          .orderBy(asc(followUpTasks.id))
          .limit(limit);
        return rows.map(toTask);
      }),

    /** What was dropped since then for the number must not be called, in the order it was made. */
    forbiddenSince: (appointmentId: string, since: Date): Promise<FollowUpTask[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(followUpTasks)
          .where(
            and(
              own,
              eq(followUpTasks.appointmentId, appointmentId),
              eq(followUpTasks.status, 'cancelled'),
              eq(followUpTasks.action, 'do_not_call'),
              gte(followUpTasks.closedAt, since),
            ),
          )
          .orderBy(asc(followUpTasks.id));
        return rows.map(toTask);
      }),

    /** The one task of this key that was not cancelled. */
    findByKey: (idempotencyKey: string): Promise<FollowUpTask | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(followUpTasks)
          .where(
            and(
              own,
              eq(followUpTasks.idempotencyKey, idempotencyKey),
              // As the index has it, word for word.
              sql`${followUpTasks.status} <> 'cancelled'`,
            ),
          );
        return rows[0] === undefined ? undefined : toTask(rows[0]);
      }),
  };
}
