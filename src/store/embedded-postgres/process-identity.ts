import { readFileSync } from 'node:fs';

const STATE = 0;
const START_TIME = 19;

/**
 * A text that no other process of this machine has: the process id and, on Linux, when it was started, so that
 * a recycled id is not taken for the process that had it before. Undefined where no such process runs.
 */
export function processIdentity(pid: number): string | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  if (process.platform !== 'linux') return canBeSignalled(pid) ? String(pid) : undefined;
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined;
  }
  // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie that nobody collects (a container without an init process) keeps its id but is dead.
  return fields[STATE] === 'Z' ? undefined : `${pid} ${fields[START_TIME] ?? ''}`;
}

/** Whether the process that wrote this identity still runs. */
export function isIdentityAlive(identity: string): boolean {
  return processIdentity(Number.parseInt(identity, 10)) === identity;
}

function canBeSignalled(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
