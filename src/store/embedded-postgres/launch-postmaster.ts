import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresHome } from './home.ts';
import type { PostgresPrograms } from './programs.ts';
import { findFreePort } from './free-port.ts';
import { pollUntil } from './poll-until.ts';
import { findPostmaster, stopPostmaster } from './postmaster.ts';
import type { Postmaster } from './postmaster.ts';
import { PROGRAM_ENV } from './run-program.ts';

const START_LIMIT_MS = 60_000;
const START_ATTEMPTS = 10;
const RETRY_AFTER_MS = 200;
/** The port went to another program meanwhile, or processes of a killed server are still ending. */
const PASSING_TROUBLE = /could not bind|pre-existing shared memory|could not create any TCP/;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '64MB',
  // Leaves out the errors of single statements: they may quote what a caller said.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};
const UNSAFE_BUT_FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts the server of a home's cluster on a free port and answers when it takes connections. It outlives this
 * process. Throws an `Error` with the last lines of its log where it does not start.
 */
export async function launchPostmaster(
  home: PostgresHome,
  programs: PostgresPrograms,
  options: { durable: boolean },
): Promise<{ postmaster: Postmaster; child: ChildProcess }> {
  // Left by a crash. Were its server alive, the next one would find its shared memory in use and refuse.
  await rm(join(home.cluster, 'postmaster.pid'), { force: true });
  const settings = options.durable ? SETTINGS : { ...SETTINGS, ...UNSAFE_BUT_FAST };
  for (let attempt = 1; ; attempt += 1) {
    const started = await launchOnce(home, programs, settings);
    if ('postmaster' in started) return started;
    if (attempt === START_ATTEMPTS || !PASSING_TROUBLE.test(started.lastWords)) {
      throw new Error(`embedded PostgreSQL did not start: ${started.lastWords}`);
    }
    await sleep(RETRY_AFTER_MS);
  }
}

async function launchOnce(
  home: PostgresHome,
  programs: PostgresPrograms,
  settings: Record<string, string>,
): Promise<{ postmaster: Postmaster; child: ChildProcess } | { lastWords: string }> {
  const logFile = join(home.keep, 'server.log');
  const child = await spawnPostgres(home, programs, settings, logFile);
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = error.message;
  });
  child.once('exit', (code, signal) => {
    failure ??= `it ended with ${code ?? signal ?? 'no status'}`;
  });
  let postmaster: Postmaster | undefined;
  await pollUntil(() => {
    const found = findPostmaster(home.cluster);
    if (found?.ready === true && found.pid === child.pid) postmaster = found;
    return postmaster !== undefined || failure !== undefined;
  }, START_LIMIT_MS);
  if (postmaster !== undefined && failure === undefined) return { postmaster, child };
  if (failure === undefined && child.pid !== undefined) await stopPostmaster(home.cluster, child.pid);
  const said = await readFile(logFile, 'utf8');
  return {
    lastWords: `${failure ?? 'it was not ready in time'}\n${said.trim().split('\n').slice(-8).join('\n')}`,
  };
}

async function spawnPostgres(
  home: PostgresHome,
  programs: PostgresPrograms,
  settings: Record<string, string>,
  logFile: string,
): Promise<ChildProcess> {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // A file, not a pipe: the server may outlive this process, and must never wait for it to read.
  await rm(logFile, { force: true });
  const log = await open(logFile, 'a', 0o600);
  try {
    const child = spawn(
      programs.postgres,
      ['-D', home.cluster, '-p', String(await findFreePort()), ...options],
      // In a process group of its own: Ctrl-C is for us, who stop the server last.
      { cwd: '/', env: PROGRAM_ENV, detached: true, stdio: ['ignore', log.fd, log.fd], ...home.account },
    );
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}
