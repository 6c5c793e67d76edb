import { and, asc, eq, inArray, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { CallOutcome, ReviewReason, Urgency } from '../domain/reminders/call-outcome.ts';
import type { CallPurpose } from '../domain/reminders/call-session.ts';
import type { FollowUpTask, TaskKind, TaskStatus } from '../domain/reminders/follow-up-task.ts';
import type { MovedBecause } from '../domain/reminders/moved-because.ts';
import type { Tx } from './database.ts';
import type { JobQueue } from './job-queue.ts';
import { followUpTasks } from './schema/reminders.ts';
import type { Scope } from './scope.ts';

export interface NewTask {
  id: string;
  idempotencyKey: string;
  kind: TaskKind;
  purpose: CallPurpose;
  customerId?: string;
  appointmentId?: string;
  appointmentAt?: Date;
  scheduledAt: Date;
  wantedAt?: Date;
  hoursBefore?: number;
  hoursBeforeActual?: number;
  movedBecause?: MovedBecause;
  retryCount?: number;
  originalTaskId?: string;
  retryOf?: CallOutcome;
  urgency?: Urgency;
  why?: ReviewReason;
  waitlistId?: string;
  now: Date;
}

export interface TaskEnd {
  status: Exclude<TaskStatus, 'pending' | 'processing'>;
  outcome?: CallOutcome;
  /** In a word: the next step that was chosen, or why it was given up. */
  action?: string;
  now: Date;
}

/** A task as it was claimed. */
export type ClaimedTask = Pick<FollowUpTask, 'id' | 'claimedUntil'>;

type Row = typeof followUpTasks.$inferSelect;

/** Calls are made by themselves; the end of a wait comes by itself; what a person has to look at does not. */
const AUTOMATIC: readonly TaskKind[] = ['call', 'wait_for_reschedule'];
const MOST_LISTED = 500;
const MOST_OPEN = 10_000;

export function followUpTaskQueries(scope: Scope, jobs: JobQueue) {
  const { tenantId } = scope;
  const own = eq(followUpTasks.tenantId, tenantId);
  const one = (id: string) => and(own, eq(followUpTasks.id, id));

  const unfinished = inArray(followUpTasks.status, ['pending', 'processing']);

  /** Each claim is told from the others by its end. */
  const claimed = ({ id, claimedUntil }: ClaimedTask) =>
    and(
      one(id),
      eq(followUpTasks.status, 'processing'),
      claimedUntil === undefined ? sql`false` : eq(followUpTasks.claimedUntil, claimedUntil),
    );

  /** The alarm comes at the time or a moment later: its seconds are whole. */
  const setAlarm = (tx: Tx, id: string, at: Date, now: Date) =>
    jobs.enqueue(
      tx,
      'dial',
      { tenantId, id },
      { afterSeconds: Math.max(0, Math.ceil((at.getTime() - now.getTime()) / 1_000)) },
    );

  async function list(tx: Tx, where: SQL | undefined, limit = MOST_LISTED): Promise<FollowUpTask[]> {
    const rows = await tx
      .select()
      .from(followUpTasks)
      .where(and(own, where))
      .orderBy(asc(followUpTasks.scheduledAt))
      .limit(limit);
    return rows.map(toTask);
  }

  async function putOff(tx: Tx, where: SQL | undefined, at: Date, now: Date, movedBecause?: MovedBecause) {
    const rows = await tx
      .update(followUpTasks)
      .set({
        status: 'pending',
        scheduledAt: at,
        claimedUntil: null,
        updatedAt: now,
        ...(movedBecause === undefined ? {} : { movedBecause }),
        hoursBeforeActual: sql`round(extract(epoch from ${followUpTasks.appointmentAt} - ${at.toISOString()}::timestamptz)::numeric / 3600, 1)::double precision`,
      })
      .where(where)
      .returning({ id: followUpTasks.id });
    for (const { id } of rows) await setAlarm(tx, id, at, now);
  }

  async function close(tx: Tx, where: SQL | undefined, { status, outcome, action, now }: TaskEnd) {
    const rows = await tx
      .update(followUpTasks)
      .set({
        status,
        claimedUntil: null,
        closedAt: now,
        updatedAt: now,
        ...(outcome === undefined ? {} : { outcome }),
        ...(action === undefined ? {} : { action }),
      })
      .where(where)
      .returning({ id: followUpTasks.id });
    return rows.length > 0;
  }

  return {
    /** Makes a task and sets its alarm in the same transaction; `false` where there is one of this key already. */
    add: (task: NewTask): Promise<boolean> =>
      scope.query(async (tx) => {
        const autoExecution = AUTOMATIC.includes(task.kind);
        const made = await tx
          .insert(followUpTasks)
          .values({
            tenantId,
            id: task.id,
            idempotencyKey: task.idempotencyKey,
            kind: task.kind,
            purpose: task.purpose,
            status: 'pending',
            customerId: task.customerId ?? null,
            appointmentId: task.appointmentId ?? null,
            appointmentAt: task.appointmentAt ?? null,
            scheduledAt: task.scheduledAt,
            wantedAt: task.wantedAt ?? task.scheduledAt,
            hoursBefore: task.hoursBefore ?? null,
            hoursBeforeActual: task.hoursBeforeActual ?? null,
            movedBecause: task.movedBecause ?? null,
            autoExecution,
            retryCount: task.retryCount ?? 0,
            originalTaskId: task.originalTaskId ?? null,
            retryOf: task.retryOf ?? null,
            urgency: task.urgency ?? null,
            why: task.why ?? null,
            waitlistId: task.waitlistId ?? null,
            updatedAt: task.now,
          })
          .onConflictDoNothing()
          .returning({ id: followUpTasks.id });
        if (made.length === 0) return false;
        if (autoExecution) await setAlarm(tx, task.id, task.scheduledAt, task.now);
        return true;
      }),

    find: (id: string): Promise<FollowUpTask | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx.select().from(followUpTasks).where(one(id));
        return rows[0] === undefined ? undefined : toTask(rows[0]);
      }),

    /** Everything about an appointment that is not over. */
    openOfAppointment: (appointmentId: string): Promise<FollowUpTask[]> =>
      scope.query((tx) =>
        list(tx, and(eq(followUpTasks.appointmentId, appointmentId), unfinished), MOST_OPEN),
      ),

    /** The same about a customer. */
    openOfCustomer: (customerId: string): Promise<FollowUpTask[]> =>
      scope.query((tx) => list(tx, and(eq(followUpTasks.customerId, customerId), unfinished), MOST_OPEN)),

    /**
     * Takes a due task, or one whose worker has died, for whoever asks first; it is theirs until `until` (VIO-20).
     * `undefined`: it is not due, over, somebody else's, or waits for a person.
     */
    claim: (id: string, now: Date, until: Date): Promise<FollowUpTask | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(followUpTasks)
          .set({ status: 'processing', claimedUntil: until, updatedAt: now })
          .where(
            and(
              one(id),
              eq(followUpTasks.autoExecution, true),
              or(
                and(eq(followUpTasks.status, 'pending'), lte(followUpTasks.scheduledAt, now)),
                and(eq(followUpTasks.status, 'processing'), lt(followUpTasks.claimedUntil, now)),
              ),
            ),
          )
          .returning();
        return rows[0] === undefined ? undefined : toTask(rows[0]);
      }),

    /** Whether the task is still whose who claimed it as `task`: not over, not put off, not taken by another one. */
    isStillClaimed: (task: ClaimedTask): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx.select({ id: followUpTasks.id }).from(followUpTasks).where(claimed(task));
        return rows.length > 0;
      }),

    /** Has a task until then that was claimed before; `undefined` where it is not theirs any more. */
    renew: (task: ClaimedTask, until: Date): Promise<FollowUpTask | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(followUpTasks)
          .set({ claimedUntil: until })
          .where(claimed(task))
          .returning();
        return rows[0] === undefined ? undefined : toTask(rows[0]);
      }),

    /** Keeps a task that is being worked on until then: its call goes on. */
    keep: (id: string, until: Date): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(followUpTasks)
          .set({ claimedUntil: until })
          .where(and(one(id), eq(followUpTasks.status, 'processing')));
      }),

    /** Lets go of a task whose work broke off, if it is still theirs: it is due as before. */
    release: (task: ClaimedTask, now: Date): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(followUpTasks)
          .set({ status: 'pending', claimedUntil: null, updatedAt: now })
          .where(claimed(task));
      }),

    /** Puts a task off and sets its alarm anew; nothing where it is over meanwhile. */
    putOff: (id: string, at: Date, now: Date, movedBecause?: MovedBecause): Promise<void> =>
      scope.query((tx) => putOff(tx, and(one(id), unfinished), at, now, movedBecause)),

    /** The same by who works on it; nothing where it is not theirs any more. */
    putOffClaimed: (task: ClaimedTask, at: Date, now: Date, movedBecause?: MovedBecause): Promise<void> =>
      scope.query((tx) => putOff(tx, claimed(task), at, now, movedBecause)),

    /** Sets the alarm of a task again, without changing it: the one that rang was early. */
    setAlarmAgain: (id: string, at: Date, now: Date): Promise<void> =>
      scope.query((tx) => setAlarm(tx, id, at, now)),

    /** Ends a task; `false` where it is over already. */
    close: (id: string, end: TaskEnd): Promise<boolean> =>
      scope.query((tx) => close(tx, and(one(id), unfinished), end)),

    /** The same by who works on it; `false` also where it is not theirs any more. */
    closeClaimed: (task: ClaimedTask, end: TaskEnd): Promise<boolean> =>
      scope.query((tx) => close(tx, claimed(task), end)),

    /** A call that went unheard is followed by another one (VIO-27). */
    supersede: (id: string, now: Date): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(followUpTasks)
          .set({ status: 'superseded_by_retry', updatedAt: now })
          .where(and(one(id), ne(followUpTasks.status, 'cancelled')));
      }),

    /** Due ones whose alarm was lost and taken ones whose worker has died, oldest first. */
    listForgotten: (dueBefore: Date, now: Date, limit: number): Promise<string[]> =>
      scope.query(async (tx) => {
        const due = await tx
          .select({ id: followUpTasks.id })
          .from(followUpTasks)
          .where(
            and(
              own,
              eq(followUpTasks.status, 'pending'),
              eq(followUpTasks.autoExecution, true),
              lte(followUpTasks.scheduledAt, dueBefore),
            ),
          )
          .orderBy(asc(followUpTasks.scheduledAt))
          .limit(limit);
        const orphaned = await tx
          .select({ id: followUpTasks.id })
          .from(followUpTasks)
          .where(and(own, eq(followUpTasks.status, 'processing'), lt(followUpTasks.claimedUntil, now)))
          .orderBy(asc(followUpTasks.claimedUntil))
          .limit(limit);
        return [...due, ...orphaned].map(({ id }) => id);
      }),

    /** What is due until then and carried out by itself, soonest first (VIO-77). */
    listDue: (until: Date): Promise<FollowUpTask[]> =>
      scope.query((tx) =>
        list(
          tx,
          and(
            eq(followUpTasks.status, 'pending'),
            eq(followUpTasks.autoExecution, true),
            lte(followUpTasks.scheduledAt, until),
          ),
        ),
      ),

    /** What waits for a person, oldest first. */
    listReviews: (): Promise<FollowUpTask[]> =>
      scope.query((tx) =>
        list(tx, and(eq(followUpTasks.status, 'pending'), eq(followUpTasks.autoExecution, false))),
      ),
  };
}

export function toTask(row: Row): FollowUpTask {
  return {
    id: row.id,
    kind: row.kind,
    purpose: row.purpose,
    status: row.status,
    scheduledAt: row.scheduledAt,
    wantedAt: row.wantedAt,
    retryCount: row.retryCount,
    ...(row.customerId === null ? {} : { customerId: row.customerId }),
    ...(row.appointmentId === null ? {} : { appointmentId: row.appointmentId }),
    ...(row.appointmentAt === null ? {} : { appointmentAt: row.appointmentAt }),
    ...(row.hoursBefore === null ? {} : { hoursBefore: row.hoursBefore }),
    ...(row.hoursBeforeActual === null ? {} : { hoursBeforeActual: row.hoursBeforeActual }),
    ...(row.movedBecause === null ? {} : { movedBecause: row.movedBecause }),
    ...(row.originalTaskId === null ? {} : { originalTaskId: row.originalTaskId }),
    ...(row.retryOf === null ? {} : { retryOf: row.retryOf }),
    ...(row.urgency === null ? {} : { urgency: row.urgency }),
    ...(row.why === null ? {} : { why: row.why }),
    ...(row.waitlistId === null ? {} : { waitlistId: row.waitlistId }),
    ...(row.claimedUntil === null ? {} : { claimedUntil: row.claimedUntil }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    ...(row.action === null ? {} : { action: row.action }),
    ...(row.closedAt === null ? {} : { closedAt: row.closedAt }),
  };
}
