import { findRedisForTests, machineRedisProbes } from './redis-for-tests.ts';

/** A Redis that belongs to one test file: it may be stopped and frozen, and holds no keys of others. */
export interface OwnRedis {
  url: string;
  freeze(): void;
  thaw(): void;
  /** Ends it, frozen or not; more than once is fine. */
  stop(): Promise<void>;
}

export async function startOwnRedis(): Promise<OwnRedis> {
  // None that runs already will do.
  const probes = { ...machineRedisProbes, answersPing: () => Promise.resolve(false) };
  const { url, pid, stop } = await findRedisForTests(undefined, probes);
  if (pid === undefined) throw new Error('the Redis was not started by this test');
  return {
    url,
    freeze: () => void process.kill(pid, 'SIGSTOP'),
    thaw: () => void process.kill(pid, 'SIGCONT'),
    stop,
  };
}
