/**
 * How urgent a request to an outside service is, the most urgent first: writes of live callers and looks at what
 * became of them, what they ask, what is only polite, and work that nobody on a call waits for.
 */
export type Lane = 'write' | 'read' | 'courtesy' | 'background';

/** How much of a minute's requests a lane leaves to the more urgent ones, in percent. */
const KEPT_PERCENT: Record<Lane, number> = { write: 0, read: 15, courtesy: 40, background: 50 };

/** What counts as a minute: requests travel for unlike times, so the service may count one up to a second later. */
export const WINDOW_MS = 61_000;
/** An answer that speaks of a window ending so much earlier speaks of one that is over. */
export const SAME_WINDOW_MS = 1_500;

/** The answer to a request for room: taken, with how many are left then, or how long to wait at least. */
export type Room = { taken: true; left: number } | { taken: false; waitMs: number };

/** What the service says about a key's running window. */
export interface SaidOfWindow {
  left: number;
  /** Of how many; 0 where it does not say. */
  limit: number;
  /** How long that holds. */
  forMs: number;
  /** It has just turned a request away. */
  blocked: boolean;
}

/** The requests that all processes send with one key. Never rejects, and answers at once or not at all. */
export interface SharedRateWindow {
  /** Takes room for one request. `undefined` when it cannot be told: each process goes by what it knows itself. */
  take(key: string, lane: Lane, perMinute: number): Promise<Room | undefined>;
  learn(key: string, said: SaidOfWindow): Promise<void>;
}

/** How many of `limit` requests a lane leaves alone. */
export function keptFrom(lane: Lane, limit: number): number {
  return Math.floor((limit * KEPT_PERCENT[lane]) / 100);
}
