import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';

/**
 * Stops the PostgreSQL server with all its processes for a while, as a machine that hangs would, and lets it go on.
 * Linux only: elsewhere it throws.
 */
export async function freezePostgres(sql: postgres.Sql, ms: number): Promise<void> {
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  if (row === undefined || process.platform !== 'linux')
    throw new Error('PostgreSQL can be frozen on Linux only');
  const server = await parentOf(row.pid);
  if (server === undefined) throw new Error('the process of PostgreSQL was not found');
  const frozen: number[] = [];
  try {
    // The server first: what it would start while its processes are being stopped would go on running.
    for (const pid of [server, ...(await childrenOf(server))]) {
      if (signal(pid, 'SIGSTOP')) frozen.push(pid);
    }
    await pause(ms);
  } finally {
    for (const pid of frozen.toReversed()) signal(pid, 'SIGCONT');
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const parents = await Promise.all(pids.map((pid) => parentOf(pid)));
  return pids.filter((_pid, place) => parents[place] === parent);
}

/** Undefined where the process has ended meanwhile. */
async function parentOf(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const found = /^PPid:\s+(\d+)$/m.exec(status)?.[1];
  return found === undefined ? undefined : Number(found);
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    // It has ended by itself.
    return false;
  }
}
