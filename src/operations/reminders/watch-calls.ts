import { pause } from '../../platform/pause.ts';
import type { CallChange, FollowUp } from '../../store/call-change-queries.ts';
import type { Ctx, Deps } from '../context.ts';

/** A change as it is told: with what is planned because of it, as far as it is planned by now. */
export interface CallUpdate extends CallChange {
  followUp?: FollowUp;
}

/**
 * What a watcher hears. `watching`: first of all, where it stands; `reload`: too much has happened since, so that
 * everything is to be looked at anew; `quiet`: nothing for a while.
 */
export type CallNews =
  | { kind: 'watching' | 'reload'; seq: number }
  | { kind: 'updates'; updates: CallUpdate[] }
  | { kind: 'quiet' };

export interface CallWatch {
  /** The number of the last change the watcher has seen; absent: it wants what happens from now on. */
  since?: number;
  signal: AbortSignal;
  /** After so long without a change it is told so, and looked anyway. */
  quietMs: number;
  /** Has the questions of all watchers asked one after the other: calls need the database more. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

const MOST_AT_ONCE = 500;

/**
 * What becomes of a tenant's calls, in order, nothing lost and nothing twice (VIO-43): hints only say when to look, and
 * each look goes on from the last change that was taken. A watcher that takes slowly finds its news in the rows later,
 * so that none wait in memory. Ends when `signal` aborts or the process stops.
 */
export async function* watchCalls(
  { store, tenant }: Pick<Ctx, 'store' | 'tenant'>,
  live: Deps['live'],
  watch: CallWatch,
): AsyncGenerator<CallNews, void> {
  const over = AbortSignal.any([watch.signal, live.closing]);
  let woken = new AbortController();
  const wake = (): void => woken.abort();
  const unsubscribe = live.subscribe(tenant.id, wake);
  over.addEventListener('abort', wake, { once: true });
  try {
    const latest = await watch.inTurn(() => store.callChanges.latest());
    let seq = watch.since ?? latest;
    yield { kind: 'watching', seq: Math.min(seq, latest) };
    // A number that was never given is of another database, and says nothing about this one.
    if (seq > latest) {
      seq = latest;
      yield { kind: 'reload', seq };
    }
    while (!over.aborted) {
      // Before the look: what is hinted at from here on may have come too late for it.
      woken = new AbortController();
      const from = seq;
      const changes = await watch.inTurn(() => store.callChanges.since(from, MOST_AT_ONCE + 1));
      if (changes.length > MOST_AT_ONCE) {
        seq = await watch.inTurn(() => store.callChanges.latest());
        yield { kind: 'reload', seq };
        continue;
      }
      if (changes.length > 0) {
        seq = changes.at(-1)?.seq ?? seq;
        yield { kind: 'updates', updates: await withFollowUps(store, watch, changes) };
        continue;
      }
      await pause(watch.quietMs, woken.signal);
      if (!woken.signal.aborted) yield { kind: 'quiet' };
    }
  } finally {
    over.removeEventListener('abort', wake);
    unsubscribe();
  }
}

async function withFollowUps(
  store: Ctx['store'],
  { inTurn }: CallWatch,
  changes: CallChange[],
): Promise<CallUpdate[]> {
  const decided = changes.filter(({ nextStep }) => nextStep !== undefined);
  if (decided.length === 0) return changes;
  const planned = await inTurn(() => store.callChanges.followUps(decided));
  return changes.map((change) => {
    const followUp = planned.get(change.seq);
    return { ...change, ...(followUp === undefined ? {} : { followUp }) };
  });
}
