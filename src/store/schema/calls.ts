import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { CallbackKind } from '../../domain/callback-kind.ts';
import type { OutsideService } from '../../domain/outside-service.ts';
import type { Reading } from '../../domain/speech/reading.ts';
import { createdAt, instant, ownTenant, tenantId } from './row-security.ts';
import { tenants } from './tenancy.ts';

export const customers = pgTable(
  'customers',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    /** E.164. Several customers may share one (a family's line). */
    phone: text('phone'),
    email: text('email'),
    /** What the person wants to be called. */
    preferredName: text('preferred_name'),
    /** IANA; where absent, the number's or the tenant's zone counts. */
    timezone: text('timezone'),
    /** Hours before an appointment at which this customer is reminded, instead of the service's or the tenant's. */
    reminderHours: integer('reminder_hours').array(),
    updatedAt: instant('updated_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    uniqueIndex('customers_phone_name').on(table.tenantId, table.phone, sql`lower(${table.name})`),
    index('customers_email').on(table.tenantId, table.email),
    index('customers_updated').on(table.tenantId, table.updatedAt),
    ownTenant(table.tenantId),
  ],
);

export const calls = pgTable(
  'calls',
  {
    tenantId: tenantId(),
    /** Retell's call id. */
    id: text('id').notNull(),
    branchId: text('branch_id'),
    agentId: text('agent_id'),
    agentVersion: integer('agent_version'),
    conversationFlowId: text('conversation_flow_id'),
    direction: text('direction').$type<'inbound' | 'outbound' | 'web'>().notNull(),
    fromNumber: text('from_number'),
    toNumber: text('to_number'),
    customerId: text('customer_id'),
    status: text('status').$type<'ongoing' | 'ended' | 'analyzed'>().notNull(),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
    durationMs: integer('duration_ms'),
    disconnectionReason: text('disconnection_reason'),
    appointmentMade: boolean('appointment_made').notNull().default(false),
    callSuccessful: boolean('call_successful'),
    /** Retell's `combined_cost`: cents, possibly fractional. */
    costCents: doublePrecision('cost_cents'),
    transcript: text('transcript'),
    analysis: jsonb('analysis'),
    /** When what the agent said was compared with what was done. */
    comparedAt: instant('compared_at'),
    /** When transcript and analysis were taken away because the tenant keeps them no longer. */
    purgedAt: instant('purged_at'),
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
    index('calls_uncompared')
      .on(table.tenantId, table.startedAt)
      .where(sql`compared_at is null and transcript is not null`),
    index('calls_ongoing').on(table.tenantId, table.agentId, table.startedAt),
    index('calls_customer').on(table.tenantId, table.customerId, table.startedAt),
    index('calls_from_stranger')
      .on(table.tenantId, table.fromNumber)
      .where(sql`customer_id is null`),
    index('calls_to_stranger')
      .on(table.tenantId, table.toNumber)
      .where(sql`customer_id is null`),
    index('calls_with_words')
      .on(table.tenantId, table.startedAt)
      .where(sql`purged_at is null or transcript is not null or analysis is not null`),
    index('calls_with_numbers')
      .on(table.tenantId, table.startedAt)
      .where(sql`customer_id is null and (from_number is not null or to_number is not null)`),
    ownTenant(table.tenantId),
  ],
);

export const functionCalls = pgTable(
  'function_calls',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    callId: text('call_id').notNull(),
    function: text('function').notNull(),
    toolCallId: text('tool_call_id'),
    arguments: jsonb('arguments').notNull(),
    answer: jsonb('answer').notNull(),
    result: text('result').$type<'done' | 'refused' | 'pending' | 'failed'>().notNull(),
    /** The reason of a refusal or the code of a fault. */
    why: text('why'),
    ladderStep: text('ladder_step').$type<'live' | 'cache' | 'stale' | 'none'>(),
    exchanges: jsonb('exchanges').notNull(),
    /** Business time when the request came: what replay sets its clock to. */
    at: instant('at').notNull(),
    ms: doublePrecision('ms').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    index('function_calls_call').on(table.tenantId, table.callId, table.at),
    index('function_calls_with_words')
      .on(table.tenantId, table.at)
      .where(sql`answer <> '{}'::jsonb`),
    ownTenant(table.tenantId),
  ],
);

export const callbacks = pgTable(
  'callbacks',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    callId: text('call_id'),
    customerId: text('customer_id'),
    appointmentId: text('appointment_id'),
    kind: text('kind').$type<CallbackKind>().notNull().default('caller'),
    name: text('name'),
    phone: text('phone'),
    reason: text('reason'),
    /** In the caller's own words. */
    bestTime: text('best_time'),
    /** The same as days and times of the tenant's wall clock, where it was understood and is not over. */
    bestReading: jsonb('best_reading').$type<Reading>(),
    /** For our own: what was said and what was done. */
    details: jsonb('details').$type<Record<string, unknown>>(),
    status: text('status').$type<'open' | 'done'>().notNull(),
    requestedAt: instant('requested_at').notNull(),
    doneAt: instant('done_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.customerId],
      foreignColumns: [customers.tenantId, customers.id],
    }),
    index('callbacks_open').on(table.tenantId, table.status, table.requestedAt),
    index('callbacks_customer').on(table.tenantId, table.customerId, table.requestedAt),
    index('callbacks_call').on(table.tenantId, table.callId),
    index('callbacks_phone').on(table.tenantId, table.phone),
    ownTenant(table.tenantId),
  ],
);

/** One write function of one call with one set of arguments, and what it answered: a repeat gets the same. */
export const onceRecords = pgTable(
  'once_records',
  {
    tenantId: tenantId(),
    callId: text('call_id').notNull(),
    function: text('function').notNull(),
    key: text('key').notNull(),
    /** The canonical arguments; a repeat under the same key must bring the same ones. */
    arguments: text('arguments').notNull(),
    toolCallId: text('tool_call_id'),
    state: text('state').$type<'running' | 'done'>().notNull(),
    outcome: json('outcome'),
    /** Until when a running record belongs to the process that wrote it. */
    leaseUntil: instant('lease_until').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.callId, table.function, table.key] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    index('once_records_expiry').on(table.tenantId, table.expiresAt),
    ownTenant(table.tenantId),
  ],
);

/** What one invocation of a write function was answered: the same invocation again gets the same, whatever happened since. */
export const toolAnswers = pgTable(
  'tool_answers',
  {
    tenantId: tenantId(),
    callId: text('call_id').notNull(),
    function: text('function').notNull(),
    toolCallId: text('tool_call_id').notNull(),
    /** The canonical arguments; an id that comes with others is no repeat. */
    arguments: text('arguments').notNull(),
    answer: json('answer').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.callId, table.function, table.toolCallId] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    index('tool_answers_expiry').on(table.tenantId, table.expiresAt),
    ownTenant(table.tenantId),
  ],
);

/** What a call has said in vain to prove whose appointment it is about; durable, so that nothing resets the count. */
export const identityTries = pgTable(
  'identity_tries',
  {
    tenantId: tenantId(),
    callId: text('call_id').notNull(),
    /** SHA-256 of what was said, hex; each once, however often it is repeated. */
    failed: text('failed').array().notNull(),
    updatedAt: instant('updated_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.callId] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    ownTenant(table.tenantId),
  ],
);

/** Every webhook as it came, before anything is made of it. */
export const webhookInbox = pgTable(
  'webhook_inbox',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    source: text('source').$type<OutsideService>().notNull(),
    event: text('event').notNull(),
    /** Two deliveries of one event share it. */
    dedupeKey: text('dedupe_key').notNull(),
    payload: jsonb('payload').notNull(),
    receivedAt: instant('received_at').notNull(),
    processedAt: instant('processed_at'),
    /** What processing made of it: done, kept (nothing to do), unmatched (a person has to look), failed. */
    result: text('result').$type<'done' | 'kept' | 'unmatched' | 'failed'>(),
    attempts: integer('attempts').notNull().default(0),
    /** When a person has dealt with one that is unmatched or failed. */
    resolvedAt: instant('resolved_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    index('webhook_inbox_unresolved')
      .on(table.tenantId, table.receivedAt)
      .where(sql`result in ('unmatched', 'failed') and resolved_at is null`),
    uniqueIndex('webhook_inbox_dedupe').on(table.tenantId, table.source, table.dedupeKey),
    index('webhook_inbox_processed')
      .on(table.tenantId, table.receivedAt)
      .where(sql`processed_at is not null`),
    // The second word of the key is Retell's id of the call.
    index('webhook_inbox_call')
      .on(table.tenantId, sql`split_part(${table.dedupeKey}, ' ', 2)`)
      .where(sql`source = 'retell'`),
    index('webhook_inbox_waiting')
      .on(table.tenantId, table.receivedAt)
      .where(sql`processed_at is null`),
    ownTenant(table.tenantId),
  ],
);
