import { clockTimeOf } from '../../src/domain/wall-clock.ts';
import { DAY_MS } from '../../src/platform/day-ms.ts';
import { createDraw } from './draw.ts';
import type { Draw } from './draw.ts';
import { OPENS_MINUTES, SLOT_MINUTES, SLOTS_PER_DAY, STORM_CLOCK_START } from './storm-tenant.ts';

/** A time on the wall of the business. */
export interface WishedTime {
  date: string;
  time: string;
}

/** What one call is about to try. Everything a caller decides is drawn before the storm begins. */
export interface PlannedAttempt {
  callId: string;
  wish: WishedTime;
  searchesFirst: boolean;
  takesAlternative: boolean;
  /** Whether, and when, each function is called twice. */
  repeats: 'never' | 'at_once' | 'afterwards';
  /** A repeat of the transport has the same invocation id, one of the model a new one. */
  repeatsSameInvocation: boolean;
  says: 'yes' | 'no';
  hangsUp: 'at_the_end' | 'before_confirming' | 'while_confirming' | 'never_told';
  afterwards: 'stay' | 'cancel' | 'move';
  moveTo: WishedTime;
}

export interface PlannedCaller {
  name: string;
  from: string;
  attempts: PlannedAttempt[];
}

export interface StormPlan {
  callers: PlannedCaller[];
  /** All times anybody wishes for, in order. */
  times: WishedTime[];
}

/** Attempts for each time there is. */
const ATTEMPTS_PER_TIME = 3;
const FIRST_NAMES =
  'Anna Ben Clara David Emma Felix Greta Hanna Ida Jonas Karla Leo Maria Nils Olga Paul'.split(' ');
const LAST_NAMES =
  'Albers Becker Conrad Drews Ebert Fischer Gruber Hansen Imhof Jansen Keller Lorenz Maurer Neumann Otten Peters Quandt Richter Seidel Thomsen Ullrich Vogel Wagner Ziegler Arndt Bremer Claasen Dietz Engels Fuchs Gerlach Heller'.split(
    ' ',
  );

/**
 * Who calls when and wants what. All callers want times of the same few days at once, and these days move on: so the
 * crowd meets in the same places, attempt after attempt.
 */
export function planStorm(wish: { seed: number; attempts: number; callers: number }): StormPlan {
  const times = wishedTimes(Math.max(2, Math.ceil(wish.attempts / ATTEMPTS_PER_TIME)));
  const rounds = Math.ceil(wish.attempts / wish.callers);
  const perRound = Math.max(1, Math.floor(times.length / rounds));
  const planned = (caller: number, round: number): PlannedAttempt => {
    const draw = createDraw(wish.seed, caller, round);
    const near = () => timeAt(times, round * perRound + draw.below(perRound));
    const anywhere = () => timeAt(times, draw.below(times.length));
    return {
      callId: `call_${wish.seed}x${caller}x${round}`,
      ...decide(draw, near, anywhere),
    };
  };
  const callers = Array.from({ length: wish.callers }, (_, caller) => ({
    name: nameOf(caller),
    from: `+49171${String(caller).padStart(7, '0')}`,
    attempts: Array.from({ length: countOf(wish, caller) }, (_attempt, round) => planned(caller, round)),
  }));
  return { callers, times };
}

function decide(
  draw: Draw,
  near: () => WishedTime,
  anywhere: () => WishedTime,
): Omit<PlannedAttempt, 'callId'> {
  return {
    wish: near(),
    searchesFirst: draw.hits(0.25),
    takesAlternative: draw.hits(0.4),
    repeats: draw.pick(['never', 'never', 'never', 'at_once', 'afterwards']),
    repeatsSameInvocation: draw.hits(0.5),
    says: draw.hits(0.9) ? 'yes' : 'no',
    hangsUp: draw.hits(0.85)
      ? 'at_the_end'
      : draw.pick(['before_confirming', 'while_confirming', 'never_told']),
    afterwards: draw.pick(['stay', 'stay', 'stay', 'stay', 'stay', 'cancel', 'move']),
    moveTo: draw.hits(0.5) ? near() : anywhere(),
  };
}

function countOf({ attempts, callers }: { attempts: number; callers: number }, caller: number): number {
  return Math.floor(attempts / callers) + (caller < attempts % callers ? 1 : 0);
}

/** That many free times of the business, one after the other from tomorrow on. */
export function wishedTimes(count: number): WishedTime[] {
  const firstDay = Date.parse(`${STORM_CLOCK_START.slice(0, 10)}T00:00:00Z`) + DAY_MS;
  return Array.from({ length: count }, (_, place) => {
    const day = new Date(firstDay + Math.floor(place / SLOTS_PER_DAY) * DAY_MS);
    const minutes = OPENS_MINUTES + (place % SLOTS_PER_DAY) * SLOT_MINUTES;
    return { date: day.toISOString().slice(0, 10), time: clockTimeOf(minutes) };
  });
}

function timeAt(times: WishedTime[], place: number): WishedTime {
  const time = times[place % times.length];
  if (time === undefined) throw new Error('a plan without times');
  return time;
}

function nameOf(caller: number): string {
  const first = FIRST_NAMES[caller % FIRST_NAMES.length] ?? '';
  const last = LAST_NAMES[Math.floor(caller / FIRST_NAMES.length) % LAST_NAMES.length] ?? '';
  return `${first} ${last}`;
}
