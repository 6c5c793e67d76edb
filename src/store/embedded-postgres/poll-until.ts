import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 25;

/** Asks `condition` again and again until it holds; answers false when `limitMs` of machine time passed first. */
export async function pollUntil(
  condition: () => boolean | Promise<boolean>,
  limitMs: number,
): Promise<boolean> {
  let expired = false;
  const timer = setTimeout(() => {
    expired = true;
  }, limitMs);
  try {
    while (!(await condition())) {
      if (expired) return false;
      await sleep(EVERY_MS);
    }
    return true;
  } finally {
    clearTimeout(timer);
  }
}
