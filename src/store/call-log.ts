import type { TenantId } from '../domain/tenant.ts';
import type { Log } from '../platform/log.ts';
import type { CallFacts } from './call-queries.ts';
import { isRefusedData } from './database.ts';
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
   * Records what `make` gives once `work` has ended, however it ends: of an answer that went out before its work was
   * over. A drain does not wait for the work, it takes what is known by then.
   */
  recordBehind(work: Promise<unknown>, make: () => CallLogEntry | undefined): void;
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
  /** Roughly, of all that waits together. */
  mostBytes?: number;
  onDropped: () => void;
  onWaiting: (count: number) => void;
}

const FLUSH_AFTER_MS = 150;
const RETRY_AFTER_MS = 2_000;
/** A database that never answers must not keep the process from ending. */
const DRAIN_LIMIT_MS = 10_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** Well under the number of parameters that a statement can have. */
const MOST_IN_ONE_STATEMENT = 500;

export function createCallLog(options: CallLogOptions): CallLog {
  const waiting = createBuffer(options);
  const held = new Set<() => CallLogEntry | undefined>();
  let writing = 0;
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> | undefined;

  function arm(ms: number): void {
    if (timer !== undefined || waiting.size() === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      flushing ??= flush().finally(() => {
        flushing = undefined;
      });
    }, ms);
    timer.unref();
  }

  async function flush(): Promise<void> {
    const batch = waiting.takeAll();
    writing = batch.length;
    let failed = false;
    for (const entries of Map.groupBy(batch, ({ tenantId }) => tenantId).values()) {
      for (const some of inChunks(entries)) {
        try {
          await writeAndTell(some);
        } catch (error) {
          failed = true;
          options.log.warn({ err: error, records: some.length }, 'call log not written, kept for later');
          waiting.putBack(some);
        }
      }
    }
    writing = 0;
    options.onWaiting(waiting.size());
    arm(failed ? RETRY_AFTER_MS : FLUSH_AFTER_MS);
  }

  async function writeAndTell(entries: CallLogEntry[]): Promise<void> {
    const [first] = entries;
    if (first === undefined) return;
    for (const { record } of await write(options.openStore(first.tenantId), entries)) {
      options.onDropped();
      options.log.error({ function: record.function }, 'record of a function call not storable, dropped');
    }
  }

  function record(entry: CallLogEntry): void {
    waiting.add(entry);
    arm(FLUSH_AFTER_MS);
  }

  function release(make: () => CallLogEntry | undefined): void {
    if (!held.delete(make)) return;
    const entry = make();
    if (entry !== undefined) record(entry);
  }

  return {
    record,
    recordBehind(work, make) {
      held.add(make);
      const over = () => release(make);
      work.then(over, over);
    },
    async drain() {
      for (const make of held) release(make);
      clearTimeout(timer);
      timer = undefined;
      const left = waiting.size() + writing;
      const all = (flushing ?? Promise.resolve()).then(flush).then(() => waiting.size());
      const unwritten = await within(DRAIN_LIMIT_MS, all, left);
      clearTimeout(timer);
      timer = undefined;
      return unwritten;
    },
  };
}

/** Entries in the order they came, bounded: the oldest go first. */
function createBuffer(options: CallLogOptions) {
  const { mostWaiting, mostBytes = MOST_BYTES } = options;
  let entries: { entry: CallLogEntry; bytes: number }[] = [];
  let bytes = 0;
  const weigh = (entry: CallLogEntry) => {
    const weighed = { entry, bytes: roughBytes(entry) };
    bytes += weighed.bytes;
    return weighed;
  };
  const trim = () => {
    while (entries.length > mostWaiting || bytes > mostBytes) {
      bytes -= entries.shift()?.bytes ?? 0;
      options.onDropped();
    }
  };
  return {
    size: () => entries.length,
    add(entry: CallLogEntry) {
      entries.push(weigh(entry));
      trim();
    },
    putBack(older: CallLogEntry[]) {
      entries = [...older.map(weigh), ...entries];
      trim();
    },
    takeAll(): CallLogEntry[] {
      const taken = entries.map(({ entry }) => entry);
      entries = [];
      bytes = 0;
      return taken;
    },
  };
}

/** What a value takes in memory, as good as lengths of texts tell it. */
function roughBytes(value: unknown): number {
  if (typeof value === 'string') return 16 + value.length;
  if (typeof value !== 'object' || value === null) return 16;
  let sum = 16;
  for (const [key, field] of Object.entries(value)) sum += key.length + roughBytes(field);
  return sum;
}

function inChunks(entries: CallLogEntry[]): CallLogEntry[][] {
  const count = Math.ceil(entries.length / MOST_IN_ONE_STATEMENT);
  return Array.from({ length: count }, (_, at) =>
    entries.slice(at * MOST_IN_ONE_STATEMENT, (at + 1) * MOST_IN_ONE_STATEMENT),
  );
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

/** Answers the records that the database refuses for what is in them: kept, they would block all others for ever. */
async function write(store: TenantStore, entries: CallLogEntry[]): Promise<CallLogEntry[]> {
  try {
    await writeTogether(store, entries);
    return [];
  } catch (error) {
    if (!isRefusedData(error)) throw error;
    return entries.length === 1 ? entries : await writeOneByOne(store, entries);
  }
}

async function writeTogether(store: TenantStore, entries: CallLogEntry[]): Promise<void> {
  const calls = new Map(entries.map(({ call }) => [call.id, call]));
  await store.calls.saveAll([...calls.values()]);
  await store.functionCalls.addAll(entries.map(({ record }) => record));
}

async function writeOneByOne(store: TenantStore, entries: CallLogEntry[]): Promise<CallLogEntry[]> {
  const refused: CallLogEntry[] = [];
  for (const entry of entries) {
    try {
      await writeTogether(store, [entry]);
    } catch (error) {
      if (!isRefusedData(error)) throw error;
      refused.push(entry);
    }
  }
  return refused;
}
