import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { CallOutcome, EndClass, ReviewReason, Urgency } from '../../domain/reminders/call-outcome.ts';
import type { CallPurpose, SessionState } from '../../domain/reminders/call-session.ts';
import type { DialVerdict } from '../../domain/reminders/dial-verdict.ts';
import type { TaskKind, TaskStatus } from '../../domain/reminders/follow-up-task.ts';
import type { MovedBecause } from '../../domain/reminders/moved-because.ts';
import type { PauseCause } from '../../domain/reminders/pause-cause.ts';
import { appRole, createdAt, instant, ownTenant, systemRole, tenantId } from './row-security.ts';
import { appointments } from './booking.ts';
import { customers } from './calls.ts';
import { tenants } from './tenancy.ts';

/** What is to be done about an appointment or a customer, and when: calls, waits, reviews (VIO-74). */
export const followUpTasks = pgTable(
  'follow_up_tasks',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    kind: text('kind').$type<TaskKind>().notNull(),
    purpose: text('purpose').$type<CallPurpose>().notNull(),
    status: text('status').$type<TaskStatus>().notNull(),
    /** Of two tasks with the same one, only the first is made (VIO-17, VIO-28); a cancelled one does not count. */
    idempotencyKey: text('idempotency_key').notNull(),
    customerId: text('customer_id'),
    appointmentId: text('appointment_id'),
    appointmentAt: instant('appointment_at'),
    scheduledAt: instant('scheduled_at').notNull(),
    wantedAt: instant('wanted_at').notNull(),
    hoursBefore: integer('hours_before'),
    hoursBeforeActual: doublePrecision('hours_before_actual'),
    movedBecause: text('moved_because').$type<MovedBecause>(),
    /** Whether it is carried out by itself: calls and the end of a wait are, reviews are not (VIO-20). */
    autoExecution: boolean('auto_execution').notNull(),
    retryCount: integer('retry_count').notNull().default(0),
    originalTaskId: text('original_task_id'),
    retryOf: text('retry_of').$type<CallOutcome>(),
    urgency: text('urgency').$type<Urgency>(),
    why: text('why').$type<ReviewReason>(),
    waitlistId: text('waitlist_id'),
    /** Until when a task that is being worked on belongs to the process that took it. */
    claimedUntil: instant('claimed_until'),
    outcome: text('outcome').$type<CallOutcome>(),
    /** What came of it in a word: the next step that was chosen, or why it was given up (VIO-51). */
    action: text('action'),
    closedAt: instant('closed_at'),
    updatedAt: instant('updated_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.customerId],
      foreignColumns: [customers.tenantId, customers.id],
    }),
    foreignKey({
      columns: [table.tenantId, table.appointmentId],
      foreignColumns: [appointments.tenantId, appointments.id],
    }),
    uniqueIndex('follow_up_tasks_key')
      .on(table.tenantId, table.idempotencyKey)
      .where(sql`status <> 'cancelled'`),
    index('follow_up_tasks_due')
      .on(table.tenantId, table.scheduledAt)
      .where(sql`status = 'pending' and auto_execution`),
    index('follow_up_tasks_claimed')
      .on(table.tenantId, table.claimedUntil)
      .where(sql`status = 'processing'`),
    index('follow_up_tasks_review')
      .on(table.tenantId, table.scheduledAt)
      .where(sql`status = 'pending' and not auto_execution`),
    index('follow_up_tasks_over')
      .on(table.tenantId, table.closedAt)
      .where(sql`closed_at is not null`),
    index('follow_up_tasks_appointment').on(table.tenantId, table.appointmentId),
    index('follow_up_tasks_customer').on(table.tenantId, table.customerId, table.scheduledAt),
    ownTenant(table.tenantId),
  ],
);

/** One call that we dialled or tried to: its row is written before the request goes out (VIO-11, VIO-74). */
export const callSessions = pgTable(
  'call_sessions',
  {
    tenantId: tenantId(),
    /** Our request id: sent as `session_id` in the call's metadata, and found again by it. */
    id: text('id').notNull(),
    taskId: text('task_id').notNull(),
    customerId: text('customer_id'),
    appointmentId: text('appointment_id'),
    appointmentAt: instant('appointment_at'),
    /** Retell's call id, once it is known. */
    callId: text('call_id'),
    purpose: text('purpose').$type<CallPurpose>().notNull(),
    state: text('state').$type<SessionState>().notNull(),
    attempt: integer('attempt').notNull(),
    fromNumber: text('from_number'),
    toNumber: text('to_number'),
    /** IANA zones of the called party: the first is the one times were said in. */
    zones: text('zones').array().notNull(),
    agentId: text('agent_id').notNull(),
    requestedAt: instant('requested_at').notNull(),
    placedAt: instant('placed_at'),
    answeredAt: instant('answered_at'),
    endedAt: instant('ended_at'),
    durationMs: integer('duration_ms'),
    disconnectionReason: text('disconnection_reason'),
    endClass: text('end_class').$type<EndClass>(),
    outcome: text('outcome').$type<CallOutcome>(),
    /** What the voice functions did in it, with the instant of each. */
    confirmedAt: instant('confirmed_at'),
    cancelledAt: instant('cancelled_at'),
    movedAt: instant('moved_at'),
    optedOutAt: instant('opted_out_at'),
    callbackAt: instant('callback_at'),
    sentiment: text('sentiment'),
    qualityScore: doublePrecision('quality_score'),
    /** The structured outcome (VIO-83). */
    analysis: jsonb('analysis'),
    /** The provider's last payload about it (VIO-90). */
    payload: jsonb('payload'),
    /** Why no call came of the request, in a word of ours. */
    placementError: text('placement_error'),
    /** Which of the updates behind its end are done. */
    updates: jsonb('updates').$type<Record<string, boolean>>(),
    nextStep: text('next_step'),
    processedAt: instant('processed_at'),
    processingMs: doublePrecision('processing_ms'),
    /** When its outcome, if none has come by then, is fetched from the provider (VIO-100); null once it is over. */
    outcomeDueAt: instant('outcome_due_at'),
    updatedAt: instant('updated_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.taskId],
      foreignColumns: [followUpTasks.tenantId, followUpTasks.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.customerId],
      foreignColumns: [customers.tenantId, customers.id],
    }),
    uniqueIndex('call_sessions_call').on(table.tenantId, table.callId),
    index('call_sessions_task').on(table.tenantId, table.taskId, table.requestedAt),
    index('call_sessions_requested').on(table.tenantId, table.requestedAt),
    index('call_sessions_number').on(table.tenantId, table.toNumber, table.requestedAt),
    index('call_sessions_customer').on(table.tenantId, table.customerId, table.requestedAt),
    index('call_sessions_with_words')
      .on(table.tenantId, table.requestedAt)
      .where(sql`payload is not null or analysis is not null`),
    index('call_sessions_with_numbers')
      .on(table.tenantId, table.requestedAt)
      .where(sql`to_number is not null`),
    index('call_sessions_open')
      .on(table.tenantId, table.outcomeDueAt)
      .where(sql`outcome_due_at is not null`),
    ownTenant(table.tenantId),
  ],
);

/** Every state a call went through, in order; what live views are told of (VIO-43). */
export const callSessionStates = pgTable(
  'call_session_states',
  {
    tenantId: tenantId(),
    /** Grows with every row of every tenant. */
    seq: bigint('seq', { mode: 'number' }).notNull().generatedByDefaultAsIdentity(),
    sessionId: text('session_id').notNull(),
    state: text('state').$type<SessionState>().notNull(),
    /** What was known with it, or became known later under the same state. */
    outcome: text('outcome').$type<CallOutcome>(),
    nextStep: text('next_step'),
    at: instant('at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.seq] }),
    foreignKey({
      columns: [table.tenantId, table.sessionId],
      foreignColumns: [callSessions.tenantId, callSessions.id],
    }).onDelete('cascade'),
    index('call_session_states_session').on(table.tenantId, table.sessionId, table.seq),
    index('call_session_states_at').on(table.tenantId, table.at),
    ownTenant(table.tenantId),
  ],
);

/** Every answer of the dial gate, yes or no. Holds no name and no number. */
export const dialDecisions = pgTable(
  'dial_decisions',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    taskId: text('task_id').notNull(),
    customerId: text('customer_id'),
    /** The call that was allowed. */
    sessionId: text('session_id'),
    at: instant('at').notNull(),
    verdict: text('verdict').$type<DialVerdict>().notNull(),
    /** When it is asked again, where it is. */
    retryAt: instant('retry_at'),
    /** Counts and limits. */
    facts: jsonb('facts').$type<Record<string, number>>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.taskId],
      foreignColumns: [followUpTasks.tenantId, followUpTasks.id],
    }).onDelete('cascade'),
    index('dial_decisions_task').on(table.tenantId, table.taskId, table.at),
    index('dial_decisions_at').on(table.tenantId, table.at),
    ownTenant(table.tenantId),
  ],
);

/** Numbers a tenant must not call, E.164. */
export const doNotCall = pgTable(
  'do_not_call',
  {
    tenantId: tenantId(),
    number: text('number').notNull(),
    source: text('source').$type<'owner' | 'customer'>().notNull(),
    /** The call it was said on. */
    callId: text('call_id'),
    addedAt: instant('added_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.number] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    ownTenant(table.tenantId),
  ],
);

/** Numbers nobody must call, E.164; kept by the operator. */
export const globalDoNotCall = pgTable(
  'global_do_not_call',
  { number: text('number').primaryKey(), addedAt: instant('added_at').notNull(), createdAt: createdAt() },
  () => [
    pgPolicy('everybody_reads', { for: 'select', to: appRole, using: sql`true` }),
    pgPolicy('system_keeps', { for: 'all', to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ],
);

/** When a tenant's calls were stopped, why, and since when they go on. */
export const reminderPauses = pgTable(
  'reminder_pauses',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    cause: text('cause').$type<PauseCause>().notNull(),
    facts: jsonb('facts').$type<Record<string, number>>().notNull(),
    pausedAt: instant('paused_at').notNull(),
    liftedAt: instant('lifted_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    uniqueIndex('reminder_pauses_open')
      .on(table.tenantId)
      .where(sql`lifted_at is null`),
    index('reminder_pauses_paused').on(table.tenantId, table.pausedAt),
    ownTenant(table.tenantId),
  ],
);

/** What calls have shown of a customer (VIO-47 to VIO-49, VIO-87, VIO-89); computed anew from the calls each time. */
export const customerContacts = pgTable(
  'customer_contacts',
  {
    tenantId: tenantId(),
    customerId: text('customer_id').notNull(),
    callAttempts: integer('call_attempts').notNull(),
    lastContactAt: instant('last_contact_at'),
    lastOutcome: text('last_outcome').$type<CallOutcome>(),
    lastCallId: text('last_call_id'),
    lastDurationMs: integer('last_duration_ms'),
    lastLength: text('last_length').$type<'short' | 'normal' | 'long'>(),
    lastSentiment: text('last_sentiment'),
    lastQualityScore: doublePrecision('last_quality_score'),
    noAnswersInRow: integer('no_answers_in_row').notNull().default(0),
    responsive: boolean('responsive'),
    prefersAlternativeContact: boolean('prefers_alternative_contact').notNull().default(false),
    prefersVoiceCalls: boolean('prefers_voice_calls').notNull().default(false),
    updatedBy: text('updated_by').notNull(),
    updatedAt: instant('updated_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.customerId] }),
    foreignKey({
      columns: [table.tenantId, table.customerId],
      foreignColumns: [customers.tenantId, customers.id],
    }).onDelete('cascade'),
    ownTenant(table.tenantId),
  ],
);
