import { keptFrom, SAME_WINDOW_MS, WINDOW_MS } from '../domain/rate-window.ts';
import type { Lane, Room, SaidOfWindow } from '../domain/rate-window.ts';

/** What this process knows of the requests of one key. */
export interface OwnRateWindow {
  /** Takes room for one request, by what this process has sent and has been told. */
  take(lane: Lane, perMinute: number): Room;
  /** How long to wait at least; `undefined` when there is room now. */
  waitMs(lane: Lane, perMinute: number): number | undefined;
  /** Notes a request for which room was taken in the shared window, of which so many were left then. */
  spend(left: number, perMinute: number): void;
  learn(said: SaidOfWindow): void;
}

/** `elapsedMs` is monotonic machine time. */
export function createOwnRateWindow(elapsedMs: () => number): OwnRateWindow {
  let sentAtMs: number[] = [];
  /** What other processes had sent when that was last told. */
  let others = { sent: 0, untilMs: -Infinity };
  let said: { left: number; limit: number; untilMs: number } | undefined;

  function running(): typeof said {
    return said !== undefined && elapsedMs() < said.untilMs ? said : undefined;
  }

  function waitMs(lane: Lane, perMinute: number): number | undefined {
    const now = elapsedMs();
    sentAtMs = sentAtMs.filter((at) => now - at < WINDOW_MS);
    const told = running();
    if (told !== undefined && told.left <= keptFrom(lane, told.limit)) return told.untilMs - now;
    const most = perMinute - keptFrom(lane, perMinute);
    const inTheWay = sentAtMs[sentAtMs.length - most];
    return inTheWay === undefined ? undefined : inTheWay + WINDOW_MS - now;
  }

  function note(): void {
    sentAtMs.push(elapsedMs());
    const told = running();
    if (told !== undefined) told.left -= 1;
  }

  return {
    waitMs,

    spend(left, perMinute) {
      note();
      const sent = Math.max(0, perMinute - left - sentAtMs.length);
      others = { sent, untilMs: elapsedMs() + WINDOW_MS };
    },

    take(lane, perMinute) {
      const now = elapsedMs();
      const wait = waitMs(lane, perMinute);
      if (wait !== undefined) return { taken: false, waitMs: wait };
      const byOthers = now < others.untilMs ? others.sent : 0;
      const left = perMinute - byOthers - sentAtMs.length;
      if (left <= keptFrom(lane, perMinute)) return { taken: false, waitMs: others.untilMs - now };
      note();
      return { taken: true, left: Math.min(left - 1, running()?.left ?? Infinity) };
    },

    learn({ left, limit, forMs, blocked }) {
      const untilMs = elapsedMs() + forMs;
      const told = running();
      if (told === undefined) said = { left, limit, untilMs };
      else if (blocked) {
        if (told.left > 0 || told.untilMs < untilMs) said = { left, limit, untilMs };
      } else if (left < told.left && untilMs >= told.untilMs - SAME_WINDOW_MS) told.left = left;
    },
  };
}
