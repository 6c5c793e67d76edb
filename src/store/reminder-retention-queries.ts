import { and, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { clearPersonsOfTasks, lockCallsOfTasks } from './clear-persons-of-tasks.ts';
import { callSessionStates, dialDecisions, followUpTasks } from './schema/reminders.ts';
import { freedTimes, waitlistEntries } from './schema/waitlist.ts';
import type { Scope } from './scope.ts';

const BATCH = 500;

/** What is kept of reminders for a time: each statement takes a batch and answers how many it was. */
export function reminderRetentionQueries(scope: Scope) {
  const { tenantId } = scope;
  const ownDecision = eq(dialDecisions.tenantId, tenantId);
  const ownState = eq(callSessionStates.tenantId, tenantId);
  const ownTask = eq(followUpTasks.tenantId, tenantId);
  const ownFreed = eq(freedTimes.tenantId, tenantId);
  const ownEntry = eq(waitlistEntries.tenantId, tenantId);
  /** Not what still keeps an appointment from being reminded of twice. */
  const wasOver = (before: Date) =>
    and(
      ownTask,
      lt(followUpTasks.closedAt, before),
      or(isNull(followUpTasks.appointmentAt), lt(followUpTasks.appointmentAt, before)),
    );

  return {
    /** Deletes why calls were made or not. */
    deleteDecisions: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ id: dialDecisions.id })
          .from(dialDecisions)
          .where(and(ownDecision, lt(dialDecisions.at, before)))
          .limit(BATCH);
        const rows = await tx
          .delete(dialDecisions)
          .where(and(ownDecision, inArray(dialDecisions.id, due)))
          .returning({ id: dialDecisions.id });
        return rows.length;
      }),

    /** Deletes how calls went, step by step. */
    deleteStates: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ seq: callSessionStates.seq })
          .from(callSessionStates)
          .where(and(ownState, lt(callSessionStates.at, before)))
          .limit(BATCH);
        const rows = await tx
          .delete(callSessionStates)
          .where(and(ownState, inArray(callSessionStates.seq, due)))
          .returning({ seq: callSessionStates.seq });
        return rows.length;
      }),

    /** Takes from what was over by then, and from its calls, whom it was about; the figures stay. */
    clearPersons: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = await tx
          .select({ id: followUpTasks.id })
          .from(followUpTasks)
          .where(
            and(
              wasOver(before),
              or(isNotNull(followUpTasks.customerId), isNotNull(followUpTasks.appointmentId)),
            ),
          )
          .limit(BATCH);
        await clearPersonsOfTasks(
          tx,
          tenantId,
          due.map(({ id }) => id),
        );
        return due.length;
      }),

    /** Deletes what was over by then, with its calls. */
    deleteTasks: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = await tx
          .select({ id: followUpTasks.id })
          .from(followUpTasks)
          .where(wasOver(before))
          .limit(BATCH);
        const ids = due.map(({ id }) => id);
        if (ids.length === 0) return 0;
        await lockCallsOfTasks(tx, tenantId, ids);
        const rows = await tx
          .delete(followUpTasks)
          .where(and(ownTask, inArray(followUpTasks.id, ids)))
          .returning({ id: followUpTasks.id });
        return rows.length;
      }),

    /** Deletes the freed times of then, with whom they were offered. */
    deleteFreed: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ id: freedTimes.id })
          .from(freedTimes)
          .where(and(ownFreed, eq(freedTimes.state, 'closed'), lt(freedTimes.startsAt, before)))
          .limit(BATCH);
        const rows = await tx
          .delete(freedTimes)
          .where(and(ownFreed, inArray(freedTimes.id, due)))
          .returning({ id: freedTimes.id });
        return rows.length;
      }),

    /** Deletes who waited for an earlier time and has got it, or does not wait any more. */
    deleteEntries: (before: Date): Promise<number> =>
      scope.query(async (tx) => {
        const due = tx
          .select({ id: waitlistEntries.id })
          .from(waitlistEntries)
          .where(
            and(
              ownEntry,
              // As the index has it, so that the planner knows it by the text.
              sql`${waitlistEntries.state} in ('served', 'ended')`,
              lt(waitlistEntries.updatedAt, before),
            ),
          )
          .limit(BATCH);
        const rows = await tx
          .delete(waitlistEntries)
          .where(and(ownEntry, inArray(waitlistEntries.id, due)))
          .returning({ id: waitlistEntries.id });
        return rows.length;
      }),
  };
}
