import { checkCalendars, checkHealth } from '../operations/check-health.ts';
import type { CalendarsHealth, Health } from '../operations/check-health.ts';
import type { Deps } from '../operations/context.ts';
import { withinBudget } from './within-budget.ts';

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
    ready: () => withinBudget(BUDGET_MS, (signal) => checkHealth(deps, signal)),
    full: () => {
      const now = deps.machine.elapsedMs();
      if (last === undefined || now - last.atMs > REUSE_MS) {
        last = { atMs: now, answer: withinBudget(BUDGET_MS, (signal) => checkCalendars(deps, signal)) };
      }
      return last.answer;
    },
  };
}
