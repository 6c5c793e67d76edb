/** Work that is done one after the other. */
export interface LookupLane {
  /** `undefined` where as many wait already as may: the work is not begun then. */
  run<T>(work: () => Promise<T>): Promise<T> | undefined;
}

/** `most`: how many may wait, the one that runs included. */
export function createLookupLane(most: number): LookupLane {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      if (waiting >= most) return undefined;
      waiting += 1;
      const turn = last.then(work).finally(() => {
        waiting -= 1;
      });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
