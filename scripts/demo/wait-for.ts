import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 40;

/** Asks again and again until the condition holds; answers false when `limitMs` have passed first. */
export async function waitFor(
  condition: () => Promise<boolean>,
  limitMs: number,
  everyMs = EVERY_MS,
): Promise<boolean> {
  const until = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > until) return false;
    await pause(everyMs);
  }
  return true;
}
