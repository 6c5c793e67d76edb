import { z } from 'zod';
import { metadataIn } from '../domain/call-report.ts';
import type { CallPage, Concurrency, FetchedCall, ListedCall, VoiceAgent } from './telephony.ts';

// A part that is not as expected counts as missing; only a call without an id is none.
const text = z
  .string()
  .nullish()
  .catch(undefined)
  .transform((value) =>
    value === null || value === undefined || value.trim() === '' ? undefined : value.trim(),
  );
const number = z
  .number()
  .min(0)
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? undefined);
const integer = number.transform((value) => (value === undefined ? undefined : Math.round(value)));
const instant = number.transform((epochMs) => (epochMs === undefined ? undefined : new Date(epochMs)));
const record = z.record(z.string(), z.unknown());
const callId = z.string().min(1).max(200);

const callSchema = z.object({
  call_id: callId,
  call_type: text,
  call_status: text,
  agent_id: text,
  agent_version: integer,
  direction: text,
  from_number: text,
  to_number: text,
  start_timestamp: instant,
  end_timestamp: instant,
  duration_ms: integer,
  disconnection_reason: text,
  transcript: text,
  call_cost: z.object({ combined_cost: number }).nullish().catch(undefined),
  call_analysis: record.nullish().catch(undefined),
  metadata: z.unknown().optional(),
});

const pageSchema = z.object({
  items: z.array(z.unknown()),
  has_more: z.boolean(),
  pagination_key: text,
});

const agentSchema = z.object({
  agent_id: z.string().min(1),
  is_published: z.boolean().nullish().catch(undefined),
});

const concurrencySchema = z.object({
  current_concurrency: z.number().min(0),
  concurrency_limit: z.number().min(0),
  reserved_inbound_concurrency: number,
});

/** `undefined` where the body is no page of calls; what is no call on it is left out. */
export function readCallPage(body: unknown): CallPage | undefined {
  const page = pageSchema.safeParse(body);
  if (!page.success) return undefined;
  const { items, has_more: hasMore, pagination_key: key } = page.data;
  // A page that has more behind it and does not say where would be followed by itself.
  if (hasMore && key === undefined) return undefined;
  return {
    calls: items.flatMap((item) => readListedCall(item) ?? []),
    ...(hasMore && key !== undefined ? { next: key } : {}),
  };
}

export function readFetchedCall(body: unknown): FetchedCall | undefined {
  const payload = record.safeParse(body);
  const call = readListedCall(body);
  return call === undefined || !payload.success ? undefined : { ...call, payload: payload.data };
}

/** The id of the call that was made; `undefined` where the answer names none. */
export function readCallId(body: unknown): string | undefined {
  return z.object({ call_id: callId }).safeParse(body).data?.call_id;
}

export function readAgent(body: unknown): VoiceAgent | undefined {
  const agent = agentSchema.safeParse(body).data;
  if (agent === undefined) return undefined;
  return {
    id: agent.agent_id,
    ...(typeof agent.is_published === 'boolean' ? { isPublished: agent.is_published } : {}),
  };
}

export function readConcurrency(body: unknown): Concurrency | undefined {
  const told = concurrencySchema.safeParse(body).data;
  if (told === undefined) return undefined;
  return {
    current: told.current_concurrency,
    limit: told.concurrency_limit,
    reservedInbound: told.reserved_inbound_concurrency ?? 0,
  };
}

function readListedCall(body: unknown): ListedCall | undefined {
  const parsed = callSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const wire = parsed.data;
  const analysis = wire.call_analysis ?? undefined;
  const successful = analysis?.['call_successful'];
  const costCents = wire.call_cost?.combined_cost;
  const metadata = metadataIn(wire.metadata);
  return {
    phase: phaseOf(wire.call_status),
    report: {
      id: wire.call_id,
      isOutbound: wire.direction === 'outbound',
      isWeb: wire.call_type === 'web_call',
      ...(wire.agent_id === undefined ? {} : { agentId: wire.agent_id }),
      ...(wire.agent_version === undefined ? {} : { agentVersion: wire.agent_version }),
      ...(wire.from_number === undefined ? {} : { fromNumber: wire.from_number }),
      ...(wire.to_number === undefined ? {} : { toNumber: wire.to_number }),
      ...(wire.start_timestamp === undefined ? {} : { startedAt: wire.start_timestamp }),
      ...(wire.end_timestamp === undefined ? {} : { endedAt: wire.end_timestamp }),
      ...(wire.duration_ms === undefined ? {} : { durationMs: wire.duration_ms }),
      ...(wire.disconnection_reason === undefined ? {} : { disconnectionReason: wire.disconnection_reason }),
      ...(wire.transcript === undefined ? {} : { transcript: wire.transcript }),
      ...(costCents === undefined ? {} : { costCents }),
      ...(typeof successful === 'boolean' ? { callSuccessful: successful } : {}),
      ...(analysis === undefined ? {} : { analysis }),
      ...(metadata === undefined ? {} : { metadata }),
    },
  };
}

function phaseOf(status: string | undefined): ListedCall['phase'] {
  if (status === 'registered' || status === undefined) return 'waiting';
  return status === 'ongoing' ? 'ongoing' : 'over';
}
