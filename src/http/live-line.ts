import { pause } from '../platform/pause.ts';

/** Why a line ends. `over`: the watcher has gone, or the process stops; `behind`: it does not take what it is told. */
export type LineEnd = 'over' | 'denied' | 'behind' | 'full';

/** So long the other side may take to say goodbye. */
export const GOODBYE_MS = 500;

/** An open connection to one watcher, whatever it is made of. */
export interface LiveLine {
  /** Aborts when the connection is gone. */
  gone: AbortSignal;
  /** `false` where the watcher did not take it in time. `id`: what it may go on from after a break. */
  send(message: Record<string, unknown>, id: number): Promise<boolean>;
  /** A sign of life; `false` where there was no answer to the one before. */
  beat(): Promise<boolean>;
  end(why: LineEnd): Promise<void>;
}

/** Whether `work` came to a good end within `ms` and before `gone`; what breaks did not. */
export async function isDoneWithin(ms: number, gone: AbortSignal, work: Promise<boolean>): Promise<boolean> {
  const settled = new AbortController();
  let isDone = false;
  const settle = (done: boolean): void => {
    isDone = done;
    settled.abort();
  };
  const watched = work.then(settle, () => settle(false));
  await pause(ms, AbortSignal.any([gone, settled.signal]));
  if (settled.signal.aborted) await watched;
  return isDone;
}
