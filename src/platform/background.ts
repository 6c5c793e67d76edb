import type { Log } from './log.ts';

/** Holds work that outlives the answer it belongs to, so that shutdown and tests can wait for it. */
export interface Background {
  /** `name` is a constant label for the log line written when the work fails. */
  add(name: string, work: Promise<unknown>): void;
  /** Resolves when nothing is left, including work added meanwhile, or after `limitMs`; answers what was left. */
  drain(limitMs?: number): Promise<number>;
}

export function createBackground(log: Log): Background {
  const running = new Set<Promise<unknown>>();
  return {
    add(name, work) {
      const held = work
        .catch((error: unknown) => log.error({ work: name, err: error }, 'background work failed'))
        .finally(() => running.delete(held));
      running.add(held);
    },
    async drain(limitMs) {
      let timer: NodeJS.Timeout | undefined;
      let expired = false;
      const limit =
        limitMs === undefined
          ? undefined
          : new Promise<void>((resolve) => {
              timer = setTimeout(() => {
                expired = true;
                resolve();
              }, limitMs);
            });
      while (running.size > 0 && !expired) {
        const all = Promise.allSettled(running);
        // Each round waits for what is known now; finished work may have added more.
        await (limit === undefined ? all : Promise.race([all, limit]));
      }
      clearTimeout(timer);
      return running.size;
    },
  };
}
