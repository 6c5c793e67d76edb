import type { TenantId } from '../domain/tenant.ts';
import type { Log } from '../platform/log.ts';
import type { CallFacts } from './call-queries.ts';
import type { FunctionCallRecord } from './function-call-queries.ts';
import type { TenantStore } from './tenant-store.ts';

export interface CallLogEntry {
  tenantId: TenantId;
  call: CallFacts;
  record: FunctionCallRecord;
}

/** Writes function call records behind the answers: buffered, in batches, never on a caller's time. */
export interface CallLog {
  record(entry: CallLogEntry): void;
  /**
   * Writes what is buffered, within ten seconds; answers how many records are not written. Called at shutdown and by
   * tests.
   */
  drain(): Promise<number>;
}

export interface CallLogOptions {
  openStore: (tenantId: TenantId) => TenantStore;
  log: Log;
  mostWaiting: number;
  onDropped: () => void;
  onWaiting: (count: number) => void;
}

const FLUSH_AFTER_MS = 150;
const RETRY_AFTER_MS = 2_000;
/** A database that never answers must not keep the process from ending. */
const DRAIN_LIMIT_MS = 10_000;

export function createCallLog(options: CallLogOptions): CallLog {
  let waiting: CallLogEntry[] = [];
  let writing = 0;
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> | undefined;

  function arm(ms: number): void {
    if (timer !== undefined || waiting.length === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      flushing ??= flush().finally(() => {
        flushing = undefined;
      });
    }, ms);
    timer.unref();
  }

  async function flush(): Promise<void> {
    const batch = waiting;
    waiting = [];
    writing = batch.length;
    let failed = false;
    for (const [tenantId, entries] of byTenant(batch)) {
      try {
        const refused = await write(options.openStore(tenantId), entries);
        for (const { record } of refused) {
          options.onDropped();
          options.log.error({ function: record.function }, 'record of a function call not storable, dropped');
        }
      } catch (error) {
        failed = true;
        options.log.warn({ err: error, records: entries.length }, 'call log not written, kept for later');
        keep(entries);
      }
    }
    writing = 0;
    options.onWaiting(waiting.length);
    arm(failed ? RETRY_AFTER_MS : FLUSH_AFTER_MS);
  }

  function keep(entries: CallLogEntry[]): void {
    waiting = [...entries, ...waiting];
    while (waiting.length > options.mostWaiting) {
      waiting.shift();
      options.onDropped();
    }
  }

  return {
    record(entry) {
      waiting.push(entry);
      if (waiting.length > options.mostWaiting) {
        waiting.shift();
        options.onDropped();
      }
      arm(FLUSH_AFTER_MS);
    },
    async drain() {
      clearTimeout(timer);
      timer = undefined;
      const left = waiting.length + writing;
      const all = (flushing ?? Promise.resolve()).then(flush).then(() => waiting.length);
      const unwritten = await within(DRAIN_LIMIT_MS, all, left);
      clearTimeout(timer);
      timer = undefined;
      return unwritten;
    },
  };
}

/** What the work gives, or `otherwise` after `ms`; the work itself goes on. */
async function within<T>(ms: number, work: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Answers the records that the database refuses whatever it is asked: kept, they would block all others for ever. */
async function write(store: TenantStore, entries: CallLogEntry[]): Promise<CallLogEntry[]> {
  const calls = [...new Map(entries.map((entry) => [entry.call.id, entry.call])).values()];
  for (const call of calls) await store.calls.save(call);
  try {
    await store.functionCalls.addAll(entries.map((entry) => entry.record));
    return [];
  } catch {
    const refused = await writeOneByOne(store, entries);
    // Only where the database still takes other writes it was the records' own fault.
    for (const call of calls) await store.calls.save(call);
    return refused;
  }
}

async function writeOneByOne(store: TenantStore, entries: CallLogEntry[]): Promise<CallLogEntry[]> {
  const refused: CallLogEntry[] = [];
  for (const entry of entries) {
    try {
      await store.functionCalls.addAll([entry.record]);
    } catch {
      // Told apart from a database that does not answer by the one who calls.
      refused.push(entry);
    }
  }
  return refused;
}

function byTenant(entries: CallLogEntry[]): Map<TenantId, CallLogEntry[]> {
  const groups = new Map<TenantId, CallLogEntry[]>();
  for (const entry of entries) groups.set(entry.tenantId, [...(groups.get(entry.tenantId) ?? []), entry]);
  return groups;
}
