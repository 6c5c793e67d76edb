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
  /** Writes what is buffered; answers how many records could not be written. Called at shutdown and by tests. */
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

export function createCallLog(options: CallLogOptions): CallLog {
  let waiting: CallLogEntry[] = [];
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
    let failed = false;
    for (const [tenantId, entries] of byTenant(batch)) {
      try {
        await write(options.openStore(tenantId), entries);
      } catch (error) {
        failed = true;
        options.log.warn({ err: error, records: entries.length }, 'call log not written, kept for later');
        keep(entries);
      }
    }
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
      await flushing;
      await flush();
      clearTimeout(timer);
      timer = undefined;
      return waiting.length;
    },
  };
}

async function write(store: TenantStore, entries: CallLogEntry[]): Promise<void> {
  const calls = new Map(entries.map((entry) => [entry.call.id, entry.call]));
  for (const call of calls.values()) await store.calls.save(call);
  await store.functionCalls.addAll(entries.map((entry) => entry.record));
}

function byTenant(entries: CallLogEntry[]): Map<TenantId, CallLogEntry[]> {
  const groups = new Map<TenantId, CallLogEntry[]>();
  for (const entry of entries) groups.set(entry.tenantId, [...(groups.get(entry.tenantId) ?? []), entry]);
  return groups;
}
