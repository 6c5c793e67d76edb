import { checkCalendars, checkHealth } from '../operations/check-health.ts';
import type { CalendarsHealth, Health } from '../operations/check-health.ts';
import type { Deps } from '../operations/context.ts';

const BUDGET_MS = 2_000;
/** The full probe asks an outside service; many who look share one answer. */
const REUSE_MS = 5_000;

export interface HealthProbe {
  /** Can this process serve. */
  ready(): Promise<Health>;
  full(): Promise<CalendarsHealth>;
}

/** Health checks that answer in time, whatever they look at. */
export function createHealthProbe(deps: Deps): HealthProbe {
  let last: { answer: Promise<CalendarsHealth>; atMs: number } | undefined;
  return {
    ready: () => withinBudget((signal) => checkHealth(deps, signal)),
    full: () => {
      const now = deps.machine.elapsedMs();
      if (last === undefined || now - last.atMs > REUSE_MS) {
        last = { atMs: now, answer: withinBudget((signal) => checkCalendars(deps, signal)) };
      }
      return last.answer;
    },
  };
}

async function withinBudget<T>(check: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), BUDGET_MS);
  try {
    return await check(ending.signal);
  } finally {
    clearTimeout(timer);
  }
}
