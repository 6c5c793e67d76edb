import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { pollUntil } from './poll-until.ts';
import { isIdentityAlive, processIdentity } from './process-identity.ts';

const WAIT_LIMIT_MS = 120_000;

/**
 * Runs `work` while holding `file` as a lock among all processes of this machine (and all callers in this one).
 * A lock whose process is dead is taken over. Throws when another process holds it for two minutes.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  if (!(await pollUntil(() => takeLock(file), WAIT_LIMIT_MS))) {
    throw new Error(`another process holds ${file} for too long; remove the file if there is none`);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function takeLock(file: string): boolean {
  const state = lockState(file);
  if (state === 'held') return false;
  if (state === 'stale') {
    removeStaleLock(file);
    return false;
  }
  // Linked rather than created, so that nobody ever sees a lock without its holder's name in it.
  const mine = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(mine, processIdentity(process.pid) ?? String(process.pid), { mode: 0o600 });
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (isExists(error)) return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** One remover at a time, who looks again: otherwise the second would remove the lock the first has just taken. */
function removeStaleLock(file: string): void {
  const turn = `${file}.turn`;
  try {
    mkdirSync(turn);
  } catch (error) {
    if (isExists(error)) return;
    throw error;
  }
  try {
    if (lockState(file) === 'stale') rmSync(file, { force: true });
  } finally {
    rmdirSync(turn);
  }
}

function lockState(file: string): 'free' | 'held' | 'stale' {
  let holder: string;
  try {
    holder = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'free';
    throw error;
  }
  return isIdentityAlive(holder) ? 'held' : 'stale';
}

function isExists(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
