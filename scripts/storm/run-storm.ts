import { setMaxListeners } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { bookElsewhere } from './book-elsewhere.ts';
import type { Elsewhere } from './book-elsewhere.ts';
import { plantFaults } from './calendar-faults.ts';
import { createDraw } from './draw.ts';
import { freezePostgres } from './frozen-postgres.ts';
import type { Stage } from './open-stage.ts';
import { openLine } from './phone-line.ts';
import type { PhoneLine } from './phone-line.ts';
import { playAttempt } from './play-attempt.ts';
import type { PlayedAttempt } from './play-attempt.ts';
import type { PlannedCaller, StormPlan } from './storm-plan.ts';
import type { StormTenant } from './storm-tenant.ts';

export interface StormOptions {
  seed: number;
  /** The longest human pause; the shortest is a sixth of it. */
  pauseMs: number;
  freezesPostgres: boolean;
  emptiesRedis: boolean;
  /** Nobody begins a new call after this; what was planned beyond it counts as not done. */
  limitMs: number;
  signal: AbortSignal;
  onProgress: (line: string) => void;
}

export interface StormRun {
  line: PhoneLine;
  attempts: PlayedAttempt[];
  elsewhere: Elsewhere;
  tookMs: number;
  /** How late this process itself was, which every answer seems later by: 99 of 100 times at most, and at most. */
  ownLagMs: { p99: number; max: number };
}

const PROGRESS_MS = 10_000;
const FROZEN_MS = 3_000;
const LAG_EVERY_MS = 5;
const MOST_TRIES = 8;
/** How much longer than between two questions a caller waits before the next call. */
const BETWEEN_CALLS = 7;

/** Lets all callers loose at once and waits until the last of them has hung up. */
export async function runStorm(
  stage: Stage,
  tenant: StormTenant,
  plan: StormPlan,
  options: StormOptions,
): Promise<StormRun> {
  const { seed, signal, onProgress } = options;
  // Every caller's pause listens to it.
  setMaxListeners(0, signal);
  const line = openLine(tenant, stage.doorsFor(tenant));
  const attempts: PlayedAttempt[] = [];
  const total = plan.callers.reduce((sum, caller) => sum + caller.attempts.length, 0);
  const began = performance.now();
  const lag = monitorEventLoopDelay({ resolution: LAG_EVERY_MS });
  lag.enable();
  plantFaults(stage.calendar.faults, tenant.calcomKey);
  const over = new AbortController();
  const elsewhere = bookElsewhere(stage.calendar, tenant, () => ahead(plan, attempts.length / total), {
    seed,
    signal: over.signal,
  });
  const disasters = strike(stage, options, () => attempts.length / total, over.signal);
  const progress = setInterval(() => {
    const seconds = Math.round((performance.now() - began) / 1_000);
    onProgress(`  ${seconds} s: ${attempts.length} of ${total} calls over, ${line.heard.length} answers`);
  }, PROGRESS_MS);
  try {
    await Promise.all(
      plan.callers.map(async (caller, place) => {
        for (const [round, attempt] of caller.attempts.entries()) {
          if (signal.aborted || performance.now() - began > options.limitMs) return;
          const time = callerTime(stage, options, place, round);
          await time.betweenCalls();
          attempts.push(await playAttempt(line, caller, attempt, time));
        }
      }),
    );
  } finally {
    clearInterval(progress);
    over.abort();
    await Promise.all([elsewhere, disasters]);
    stage.calendar.faults.clear();
  }
  lag.disable();
  const lagMs = (nanoseconds: number): number => Math.max(0, Math.round(nanoseconds / 1e6) - LAG_EVERY_MS);
  return {
    line,
    attempts,
    elsewhere: await elsewhere,
    tookMs: performance.now() - began,
    ownLagMs: { p99: lagMs(lag.percentile(99)), max: lagMs(lag.max) },
  };
}

function callerTime(stage: Stage, { seed, pauseMs, signal }: StormOptions, caller: number, round: number) {
  const draw = createDraw(seed, caller, round, 1);
  const wait = (ms: number): Promise<void> => pause(ms, undefined, { signal }).catch(() => undefined);
  return {
    nowMs: () => stage.clock.now().getTime(),
    think: () => wait(draw.between(pauseMs / 6, pauseMs)),
    blink: () => wait(draw.between(5, 120)),
    mostTries: MOST_TRIES,
    betweenCalls: () => wait(draw.between(0, BETWEEN_CALLS * pauseMs)),
  };
}

/** The times that the crowd is about to wish for. */
function ahead({ times, callers }: StormPlan, share: number): StormPlan['times'] {
  const rounds = Math.max(1, ...callers.map((caller: PlannedCaller) => caller.attempts.length));
  const perRound = Math.ceil(times.length / rounds);
  const first = Math.floor(share * rounds) * perRound;
  return times.slice(Math.min(first, times.length - perRound), first + 2 * perRound);
}

/** In the middle of it all Redis loses everything, and PostgreSQL stands still. */
async function strike(
  stage: Stage,
  { freezesPostgres, emptiesRedis, onProgress }: StormOptions,
  share: () => number,
  signal: AbortSignal,
): Promise<void> {
  const until = async (wanted: number): Promise<boolean> => {
    while (share() < wanted && !signal.aborted) {
      await pause(100, undefined, { signal }).catch(() => undefined);
    }
    return !signal.aborted;
  };
  if (emptiesRedis && (await until(0.3))) {
    onProgress('  Redis is killed and comes back empty');
    await stage.redis.restartEmpty();
  }
  if (freezesPostgres && (await until(0.6))) {
    onProgress(`  PostgreSQL stands still for ${FROZEN_MS / 1_000} s`);
    await freezePostgres(stage.sql, FROZEN_MS);
  }
}
