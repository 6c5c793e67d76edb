import { and, asc, count, eq, gt, inArray, lt, lte, or } from 'drizzle-orm';
import { STANDING } from '../domain/appointment.ts';
import type { JobQueue } from './job-queue.ts';
import { appointments } from './schema/booking.ts';
import { followUpTasks } from './schema/reminders.ts';
import type { Scope } from './scope.ts';

const TURNS_MS = 2 * 60 * 60_000;
const MOST_WAITING = 2_000;

/** Planning the reminders of everything upcoming anew. */
export function reminderPlanQueries(scope: Scope, jobs: JobQueue) {
  const { tenantId } = scope;
  return {
    /** Has a worker plan, from behind `afterId` on; while one such request waits, another one changes nothing. */
    request: (afterId = ''): Promise<void> =>
      scope.query((tx) =>
        jobs.enqueue(
          tx,
          'plan',
          { tenantId, id: afterId },
          // One that goes on keeps no request from beginning at the first.
          { kind: afterId === '' ? tenantId : `${tenantId} ${afterId}` },
        ),
      ),

    /** How many calls wait since earlier than this task, of those to be asked about within two hours; at most 2,000. */
    countBefore: ({ id, wantedAt }: { id: string; wantedAt: Date }, now: Date): Promise<number> =>
      scope.query(async (tx) => {
        const waiting = tx
          .select({ id: followUpTasks.id })
          .from(followUpTasks)
          .where(
            and(
              eq(followUpTasks.tenantId, tenantId),
              eq(followUpTasks.status, 'pending'),
              eq(followUpTasks.autoExecution, true),
              lte(followUpTasks.scheduledAt, new Date(now.getTime() + TURNS_MS)),
              or(
                lt(followUpTasks.wantedAt, wantedAt),
                and(eq(followUpTasks.wantedAt, wantedAt), lt(followUpTasks.id, id)),
              ),
            ),
          )
          .limit(MOST_WAITING);
        const rows = await tx.select({ before: count() }).from(waiting.as('waiting'));
        return rows[0]?.before ?? 0;
      }),

    /** A page of the standing appointments that start later than `from`, by their ids. */
    listUpcoming: (from: Date, afterId: string, limit: number): Promise<string[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ id: appointments.id })
          .from(appointments)
          .where(
            and(
              eq(appointments.tenantId, tenantId),
              inArray(appointments.status, [...STANDING]),
              gt(appointments.startsAt, from),
              gt(appointments.id, afterId),
            ),
          )
          .orderBy(asc(appointments.id))
          .limit(limit);
        return rows.map(({ id }) => id);
      }),

    /** The same of one customer, all of them. */
    listUpcomingOf: (customerId: string, from: Date): Promise<string[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ id: appointments.id })
          .from(appointments)
          .where(
            and(
              eq(appointments.tenantId, tenantId),
              eq(appointments.customerId, customerId),
              inArray(appointments.status, [...STANDING]),
              gt(appointments.startsAt, from),
            ),
          )
          .orderBy(asc(appointments.id));
        return rows.map(({ id }) => id);
      }),
  };
}
