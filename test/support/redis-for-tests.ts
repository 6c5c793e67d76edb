import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Redis } from 'ioredis';
import { findFreePort } from '../../src/store/embedded-postgres/free-port.ts';
import { pollUntil } from '../../src/store/embedded-postgres/poll-until.ts';

export interface RedisForTests {
  url: string;
  /** Of the server that was started for this. */
  pid?: number;
  /** Ends the server if it was started for this, else leaves it alone. */
  stop: () => Promise<void>;
}

/** What the search asks of the machine. */
export interface RedisProbes {
  answersPing(url: string): Promise<boolean>;
  /** Whether a program of this name is on the PATH. */
  hasProgram(name: string): Promise<boolean>;
  start(program: string): Promise<RedisForTests>;
  canInstall(): boolean;
  /** Installs `redis-server`. */
  install(): Promise<void>;
}

const USUAL_URL = 'redis://127.0.0.1:6379';
const PROGRAMS = ['redis-server', 'valkey-server'];
const START_LIMIT_MS = 10_000;
const START_ATTEMPTS = 5;

/**
 * `configuredUrl`, else one on the usual port, else an installed program started without persistence, else one
 * that is installed now where that is possible. Throws an `Error` that says what to do where none of it works.
 */
export async function findRedisForTests(
  configuredUrl: string | undefined,
  probes: RedisProbes,
): Promise<RedisForTests> {
  if (configuredUrl !== undefined) {
    if (await probes.answersPing(configuredUrl)) return foreign(configuredUrl);
    throw new Error(
      'no Redis answers at REDIS_URL: start it, or unset REDIS_URL to have one found or started',
    );
  }
  if (await probes.answersPing(USUAL_URL)) return foreign(USUAL_URL);
  for (const program of PROGRAMS) {
    if (await probes.hasProgram(program)) return probes.start(program);
  }
  if (probes.canInstall()) {
    await probes.install();
    return probes.start('redis-server');
  }
  throw new Error(
    'the tests need a Redis: install redis-server or valkey-server (7 or newer), or set REDIS_URL to a running one',
  );
}

function foreign(url: string): RedisForTests {
  return { url, stop: () => Promise.resolve() };
}

export const machineRedisProbes: RedisProbes = {
  answersPing,
  hasProgram: (name) =>
    new Promise((resolve) => {
      execFile(name, ['--version'], (error) => resolve(error === null));
    }),
  start: startRedis,
  canInstall: () =>
    process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get'),
  install: installRedis,
};

async function answersPing(url: string): Promise<boolean> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 2_000,
    commandTimeout: 2_000,
    disconnectTimeout: 100,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // Without a listener a refused connection is printed; the answer below says it.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

async function startRedis(program: string): Promise<RedisForTests> {
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    const started = await startOnFreePort(program);
    if (started !== undefined) return started;
  }
  throw new Error(`${program} does not start: set REDIS_URL to a running Redis`);
}

/** Undefined where it did not start, for instance because the port went to another program meanwhile. */
async function startOnFreePort(program: string): Promise<RedisForTests | undefined> {
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  const options = { port, bind: '127.0.0.1', save: '', appendonly: 'no', daemonize: 'no', dir: tmpdir() };
  const child = spawn(
    program,
    Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
    // In a process group of its own: Ctrl-C is for the tests, which end it last.
    { stdio: 'ignore', detached: true },
  );
  child.unref();
  let ended = false;
  child.once('error', () => (ended = true));
  const end = new Promise<void>((resolve) => {
    child.once('exit', () => {
      ended = true;
      resolve();
    });
  });
  const atExit = (): void => void child.kill('SIGKILL');
  process.once('exit', atExit);
  const stop = async (): Promise<void> => {
    process.off('exit', atExit);
    if (ended) return;
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    child.kill('SIGTERM');
    // A frozen one takes the signal only when it goes on.
    child.kill('SIGCONT');
    await end;
    clearTimeout(timer);
  };
  const ready = await pollUntil(async () => ended || (await answersPing(url)), START_LIMIT_MS);
  if (ready && !ended) return { url, stop, ...(child.pid === undefined ? {} : { pid: child.pid }) };
  await stop();
  return undefined;
}

/** Keeps Debian from starting a service of its own on the usual port; an existing policy stays as it is. */
const INSTALL = `set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
apt-get update
apt-get install -y --no-install-recommends redis-server`;

function installRedis(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', INSTALL], {
      // Its progress goes to the error output: a reporter may own the other one.
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error('apt-get could not install redis-server: install it, or set REDIS_URL'));
    });
  });
}
