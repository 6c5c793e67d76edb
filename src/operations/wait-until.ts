import { Fault } from '../platform/fault.ts';

/** The result of `work`, or a `budget_spent` fault as soon as `signal` aborts; `work` itself goes on. */
export function waitUntil<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () =>
      reject(new Fault('budget_spent', 'the answer is due before the outside service answered'));
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
    if (signal.aborted) giveUp();
  });
}
