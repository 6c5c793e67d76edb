import type { WallTime } from '../platform/outcome.ts';
import type { ClaimedDeed } from './speech/claim-words.ts';
import type { Claim, ClaimedTime } from './speech/read-claims.ts';
import { minutesOf } from './wall-clock.ts';

/** What was really done for a call, with the wall time it was booked for, moved to, or cancelled at. */
export interface DoneDeed extends WallTime {
  kind: 'book' | 'move' | 'cancel';
}

/** How an appointment of the caller stands by now, whoever did that. */
export interface StandingState extends WallTime {
  isCancelled: boolean;
}

/** Where words and deeds differ: nothing of the kind was done, or for another day or time. */
export interface Mismatch {
  what: 'not_done' | 'other_time';
  deed: ClaimedDeed;
  /** What the day and the time that were told can mean; empty where none was told. */
  said: ClaimedTime[];
}

/** What a claim may be true of: a moved appointment is booked anew, and its old time given up. */
const TRUE_OF: Record<ClaimedDeed, readonly DoneDeed['kind'][]> = {
  booked: ['book', 'move'],
  moved: ['move', 'book'],
  cancelled: ['cancel', 'move'],
};
const HALF_DAY_MINUTES = 12 * 60;

/**
 * The worst difference between what the agent claimed and what was done on the call, if there is one. A claim that fits
 * how the caller's appointments stand is no difference: it may tell of what was done before.
 */
export function judgeClaims(
  claims: readonly Claim[],
  done: readonly DoneDeed[],
  states: readonly StandingState[],
): Mismatch | undefined {
  const missing = claims.find((claim) => !wasDone(claim.deed, done) && !standsSo(claim, states));
  if (missing !== undefined) return { what: 'not_done', deed: missing.deed, said: missing.when };
  const wrong =
    wrongTime(['booked', 'moved'], claims, done, states) ?? wrongTime(['cancelled'], claims, done, states);
  return wrong === undefined ? undefined : { what: 'other_time', deed: wrong.deed, said: wrong.when };
}

/** What was booked anew and cancelled has been moved as well. */
function wasDone(deed: ClaimedDeed, done: readonly DoneDeed[]): boolean {
  const kinds = new Set(done.map(({ kind }) => kind));
  if (deed === 'moved') return kinds.has('move') || (kinds.has('book') && kinds.has('cancel'));
  return TRUE_OF[deed].some((kind) => kinds.has(kind));
}

/** Told of what stands anyway: by its time, or, where none was told, by its words. */
function standsSo(claim: Claim, states: readonly StandingState[]): boolean {
  const meant = states.filter(({ isCancelled }) => isCancelled === (claim.deed === 'cancelled'));
  if (claim.when.length === 0) return claim.isState && meant.length > 0;
  return meant.some((state) => claim.when.some((time) => isAt(time, state)));
}

/**
 * The last claim with a time, where it is not true; else one that is not true beside a deed whose time was never told.
 * One that was put right later is none.
 */
function wrongTime(
  about: readonly ClaimedDeed[],
  claims: readonly Claim[],
  done: readonly DoneDeed[],
  states: readonly StandingState[],
): Claim | undefined {
  const dated = claims.filter(({ deed, when }) => about.includes(deed) && when.length > 0);
  const isTrueOf = (claim: Claim, deed: DoneDeed): boolean =>
    TRUE_OF[claim.deed].includes(deed.kind) && claim.when.some((time) => isAt(time, deed));
  const untrue = dated.filter(
    (claim) => !done.some((deed) => isTrueOf(claim, deed)) && !standsSo(claim, states),
  );
  const last = dated.at(-1);
  if (last !== undefined && untrue.includes(last)) return last;
  const kinds = new Set(about.map((deed) => TRUE_OF[deed][0]));
  const isUntold = done.some((deed) => kinds.has(deed.kind) && !dated.some((claim) => isTrueOf(claim, deed)));
  return isUntold ? untrue.at(-1) : undefined;
}

/** What was not said fits, and so does the other half of the day: "at three" is said of both. */
function isAt(claimed: ClaimedTime, wall: WallTime): boolean {
  if (claimed.date !== undefined && claimed.date !== wall.date) return false;
  if (claimed.time === undefined || claimed.time === wall.time) return true;
  return Math.abs(minutesOf(claimed.time) - minutesOf(wall.time)) === HALF_DAY_MINUTES;
}
