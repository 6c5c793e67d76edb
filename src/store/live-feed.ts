import postgres from 'postgres';
import type { TenantId } from '../domain/tenant.ts';
import type { Log } from '../platform/log.ts';
import { pause } from '../platform/pause.ts';
import { storeFault } from './database.ts';
import { LIVE_CHANNEL } from './live-channel.ts';

/** Tells, in every process, whose calls have changed; what has changed stands in the rows. */
export interface LiveFeed {
  /**
   * Calls `onHint` whenever something may have changed about the tenant's calls, until the returned function is called:
   * also after a time without a connection, in which nothing was heard.
   */
  subscribe(tenantId: TenantId, onHint: () => void): () => void;
  /** Aborts when the process stops: whoever watches comes to an end. */
  closing: AbortSignal;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_S = 5;
const LONGEST_PAUSE_S = 1;
const TRY_AGAIN_MS = 1_000;

/** One connection of this process that listens, from the first subscriber on. It is made again by itself when it breaks. */
export function createLiveFeed(url: string, log: Log): LiveFeed {
  const closing = new AbortController();
  const subscribers = new Map<string, Set<() => void>>();
  const sql = postgres(url, {
    max: 1,
    connect_timeout: CONNECT_TIMEOUT_S,
    backoff: (tries) => Math.min(0.01 * 3 ** tries, LONGEST_PAUSE_S),
    onnotice: () => undefined,
    connection: { application_name: 'slotline-live' },
  });
  let listening: Promise<void> | undefined;

  function hintAll(): void {
    for (const hints of subscribers.values()) for (const onHint of hints) onHint();
  }

  function hint(tenantId: string): void {
    for (const onHint of subscribers.get(tenantId) ?? []) onHint();
  }

  /** Until it has succeeded once; from then on the driver does it again after each break. */
  async function listen(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await sql.listen(LIVE_CHANNEL, hint, hintAll);
        return;
      } catch (error) {
        if (closing.signal.aborted) return;
        log.warn({ err: storeFault(error) }, 'changes of calls are not heard yet, trying again');
        await pause(TRY_AGAIN_MS, closing.signal);
      }
    }
  }

  return {
    closing: closing.signal,
    subscribe(tenantId, onHint) {
      const hints = subscribers.get(tenantId) ?? new Set();
      subscribers.set(tenantId, hints.add(onHint));
      listening ??= listen();
      return () => {
        hints.delete(onHint);
        if (hints.size === 0 && subscribers.get(tenantId) === hints) subscribers.delete(tenantId);
      };
    },
    close: async () => {
      closing.abort();
      await sql.end({ timeout: 1 });
      await listening;
    },
  };
}
