import type { CallOutcome } from './call-outcome.ts';

const IN_A_ROW = 3;

/** Whether somebody's last three calls all rang out (VIO-87). `outcomes`: the latest first. */
export function isUnresponsive(outcomes: readonly CallOutcome[]): boolean {
  const last = outcomes.slice(0, IN_A_ROW);
  return last.length === IN_A_ROW && last.every((outcome) => outcome === 'no_answer');
}
