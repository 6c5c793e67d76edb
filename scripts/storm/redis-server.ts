import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { findFreePort } from '../../src/store/embedded-postgres/free-port.ts';
import { machineRedisProbes } from '../../test/support/redis-for-tests.ts';
import { waitFor } from '../demo/wait-for.ts';

/** A Redis of one's own that keeps nothing on disk. */
export interface RedisServer {
  url: string;
  /** Kills it and starts it again on the same port, with nothing in it. */
  restartEmpty(): Promise<void>;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 10_000;

export async function startRedisServer(): Promise<RedisServer> {
  const program = await findProgram();
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  let child = launch(program, port);
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const untilUp = async (): Promise<void> => {
    const isUp = await waitFor(() => machineRedisProbes.answersPing(url), START_LIMIT_MS);
    if (!isUp) throw new Error(`${program} does not start`);
  };
  await untilUp();
  return {
    url,
    async restartEmpty() {
      await end();
      child = launch(program, port);
      await untilUp();
    },
    async stop() {
      await end();
      process.off('exit', endWithUs);
    },
  };
}

async function findProgram(): Promise<string> {
  for (const name of ['redis-server', 'valkey-server']) {
    if (await machineRedisProbes.hasProgram(name)) return name;
  }
  if (!machineRedisProbes.canInstall()) {
    throw new Error('this needs a Redis: install redis-server or valkey-server (7 or newer)');
  }
  await machineRedisProbes.install();
  return 'redis-server';
}

function launch(program: string, port: number): ChildProcess {
  const options = { port, bind: '127.0.0.1', save: '', appendonly: 'no', daemonize: 'no', dir: tmpdir() };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  // In a process group of its own: Ctrl-C is for the script, which stops its parts in order.
  return spawn(program, words, { stdio: 'ignore', detached: true });
}
