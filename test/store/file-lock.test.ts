import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withFileLock } from '../../src/store/embedded-postgres/file-lock.ts';
import { processIdentity } from '../../src/store/embedded-postgres/process-identity.ts';

let folder = '';
let lock = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slotline-lock-'));
  lock = join(folder, 'lock');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** The most that ever were inside at the same time. */
async function enterTogether(count: number): Promise<number> {
  let inside = 0;
  let most = 0;
  const enter = (): Promise<void> =>
    withFileLock(lock, async () => {
      inside += 1;
      most = Math.max(most, inside);
      // Long enough for the others to come in if they could.
      await readdir(folder);
      inside -= 1;
    });
  await Promise.all(Array.from({ length: count }, enter));
  return most;
}

async function identityOfTheDead(): Promise<string> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
  await once(child, 'spawn');
  const identity = processIdentity(child.pid ?? 0);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return identity ?? '';
}

describe('file lock', () => {
  it('lets one in at a time and leaves nothing behind', async () => {
    expect(await enterTogether(8)).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over from a dead process, by one only', async () => {
    await writeFile(lock, await identityOfTheDead());

    expect(await enterTogether(8)).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over from a dead process whose id another process has now', async () => {
    await writeFile(lock, `${process.pid} started-at-another-time`);

    expect(await enterTogether(1)).toBe(1);
  });

  it('is given back when the work fails', async () => {
    await expect(withFileLock(lock, () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');

    expect(await enterTogether(1)).toBe(1);
  });
});
