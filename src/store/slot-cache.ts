import { createHash } from 'node:crypto';
import type { Proof } from '../domain/audit.ts';
import type { TenantId } from '../domain/tenant.ts';

/** The free slots of one service (or one person's share of it) on one local day, as fetched. */
export interface CachedDay {
  /** Local date YYYY-MM-DD in the tenant's zone. */
  date: string;
  /** Business time of the fetch, epoch milliseconds. */
  fetchedAt: number;
  /** Start and end of each slot, epoch milliseconds, and its start on the wall, HH:MM; rising. */
  slots: [number, number, string][];
}

/** An appointment that was proven on the call, and by what. */
export interface NotedProof {
  id: string;
  by: Proof;
}

/** What a call has in hand (ASK-66). */
export interface CallNote {
  /** The live offer of the call, and how sure its time was when it was offered. */
  offer?: { id: string; step?: 'live' | 'cache' | 'stale' };
  /** Appointments that the caller has proven to be theirs on this call. */
  proven?: NotedProof[];
  /** The start, ISO in UTC, that the caller was told of the appointment they were rung about: it was moved elsewhere. */
  movedTo?: string;
}

export interface CacheRead {
  /** In the order of the dates asked for. */
  days: (CachedDay | undefined)[];
  /** Handed back with `writeDays`: a change that came in between makes that write void. */
  epoch: string;
}

/** One tenant's cache. Nothing here throws: a cache that does not answer is an empty one. */
export interface TenantCache {
  readDays(source: string, dates: string[]): Promise<CacheRead>;
  writeDays(source: string, days: CachedDay[], epoch: string): Promise<void>;
  /** Forgets these days of these sources after a booking, a move or a cancellation (ASK-25). */
  dropDays(sources: string[], dates: string[]): Promise<void>;
  readCall(callId: string): Promise<CallNote | undefined>;
  writeCall(callId: string, note: CallNote): Promise<void>;
  /**
   * Remembers with the call what it asks, and tells whether it has asked the same before: the request that was the
   * first to ask it has not, however often the transport repeats it.
   */
  noteAsked(callId: string, question: string, toolCallId: string | undefined): Promise<boolean>;
}

export interface SlotCache {
  open(tenantId: TenantId): TenantCache;
  /** Whether it is Redis, which may not answer, and not inside this process. */
  isRedis: boolean;
  /** Rejects when the cache does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** How long a day is kept as a stale copy, and a call's note beside it; freshness is the reader's business. */
export const STALE_SECONDS = 24 * 3_600;
export const CALL_NOTE_SECONDS = 600;
/** How many different questions are remembered of one call. */
export const MOST_QUESTIONS = 100;

/** What a question is remembered by: as short as any other, however much was said. */
export function questionKey(question: string): string {
  return createHash('sha256').update(question).digest('base64url');
}

/** The cache keys; each holds the tenant (ASK-65). */
export const cacheKeys = {
  /** ASK-64; `source` is a service's id, or service and staff id where a person has a calendar of their own. */
  day: (tenantId: TenantId, source: string, date: string) =>
    `company:${tenantId}:service:${source}:availability:${date}`,
  epoch: (tenantId: TenantId) => `company:${tenantId}:availability-epoch`,
  /** What the call has asked. */
  asked: (tenantId: TenantId, callId: string) => `company:${tenantId}:call:${callId}:asked`,
  /** ASK-66, with the tenant in front. */
  call: (tenantId: TenantId, callId: string) => `company:${tenantId}:call:${callId}:context`,
};
