import { cacheKeys, CALL_NOTE_SECONDS, MOST_QUESTIONS, questionKey, STALE_SECONDS } from './slot-cache.ts';
import type { CachedDay, CallNote, SlotCache } from './slot-cache.ts';

const MOST_ENTRIES = 20_000;

/** The cache of a single process, used where no `REDIS_URL` is set. `elapsedMs`: a monotonic scale. */
export function createMemorySlotCache(elapsedMs: () => number): SlotCache {
  const days = createShelf<CachedDay>(elapsedMs, STALE_SECONDS);
  const calls = createShelf<CallNote>(elapsedMs, CALL_NOTE_SECONDS);
  const asked = createShelf<ReadonlyMap<string, string | undefined>>(elapsedMs, CALL_NOTE_SECONDS);
  const epochs = new Map<string, number>();
  const epochOf = (key: string) => String(epochs.get(key) ?? 0);
  return {
    open: (tenantId) => ({
      readDays: async (source, dates) => ({
        days: dates.map((date) => days.get(cacheKeys.day(tenantId, source, date))),
        epoch: epochOf(cacheKeys.epoch(tenantId)),
      }),
      writeDays: async (source, fetched, epoch) => {
        if (epochOf(cacheKeys.epoch(tenantId)) !== epoch) return;
        for (const day of fetched) days.set(cacheKeys.day(tenantId, source, day.date), day);
      },
      dropDays: async (sources, dates) => {
        const key = cacheKeys.epoch(tenantId);
        epochs.set(key, (epochs.get(key) ?? 0) + 1);
        for (const source of sources) {
          for (const date of dates) days.delete(cacheKeys.day(tenantId, source, date));
        }
      },
      readCall: async (callId) => calls.get(cacheKeys.call(tenantId, callId)),
      writeCall: async (callId, note) => calls.set(cacheKeys.call(tenantId, callId), note),
      noteAsked: async (callId, question, toolCallId) => {
        const key = cacheKeys.asked(tenantId, callId);
        const before = asked.get(key) ?? new Map<string, string | undefined>();
        const field = questionKey(question);
        const isKnown = before.has(field);
        const isFull = before.size >= MOST_QUESTIONS;
        asked.set(key, isKnown || isFull ? before : new Map([...before, [field, toolCallId]]));
        return isKnown && (toolCallId === undefined || before.get(field) !== toolCallId);
      },
    }),
    isRedis: false,
    ping: async () => undefined,
    close: async () => undefined,
  };
}

/** A bounded map whose entries lapse; the oldest written goes first when it is full. */
function createShelf<T>(elapsedMs: () => number, seconds: number) {
  const entries = new Map<string, { value: T; until: number }>();
  return {
    get(key: string): T | undefined {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      if (entry.until > elapsedMs()) return entry.value;
      entries.delete(key);
      return undefined;
    },
    set(key: string, value: T): void {
      entries.delete(key);
      entries.set(key, { value, until: elapsedMs() + seconds * 1_000 });
      if (entries.size <= MOST_ENTRIES) return;
      const oldest = entries.keys().next();
      if (oldest.done !== true) entries.delete(oldest.value);
    },
    delete: (key: string) => entries.delete(key),
  };
}
