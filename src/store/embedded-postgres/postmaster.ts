import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pollUntil } from './poll-until.ts';
import { processIdentity } from './process-identity.ts';

/** The main process of a PostgreSQL server. */
export interface Postmaster {
  pid: number;
  port: number;
  /** It takes connections; false while it starts, recovers or stops. */
  ready: boolean;
}

/** What ends sooner comes later: fast shutdown, immediate shutdown (the next start recovers), the hard way. */
const STOP_STEPS: { signal: NodeJS.Signals; limitMs: number }[] = [
  { signal: 'SIGINT', limitMs: 20_000 },
  { signal: 'SIGQUIT', limitMs: 5_000 },
  { signal: 'SIGKILL', limitMs: 5_000 },
];

/** The running server of a cluster as its `postmaster.pid` tells; undefined where that is missing or stale. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!isPostmaster(pid, cluster)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Ends the server `pid` of `cluster`, if it still runs, and waits for its end. */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  for (const { signal, limitMs } of STOP_STEPS) {
    signalPostmaster(cluster, pid, signal);
    if (await pollUntil(() => !isPostmaster(pid, cluster), limitMs)) return;
  }
  throw new Error(`embedded PostgreSQL (process ${pid}) does not stop`);
}

/** Signals the process only while it is the server of that cluster: its id may have gone to another one. */
export function signalPostmaster(cluster: string, pid: number, signal: NodeJS.Signals): void {
  if (!isPostmaster(pid, cluster)) return;
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * A crash leaves `postmaster.pid` behind, and its process id may belong to anyone by now. On Linux the server's
 * own arguments, which every user may read, name the cluster; elsewhere a running process is believed.
 */
function isPostmaster(pid: number, cluster: string): boolean {
  if (processIdentity(pid) === undefined) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster);
  } catch {
    return false;
  }
}
