import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepSecretKey } from '../../src/store/secret-key-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slotline-key-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the secret key of a checkout', () => {
  it('is made once and kept, for its owner’s eyes only', async () => {
    const key = await keepSecretKey(folder);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(await keepSecretKey(folder)).toBe(key);
    expect(await readdir(folder)).toEqual(['secret-key']);
    const { mode } = await stat(join(folder, 'secret-key'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('is the same for all who start at the same moment', async () => {
    for (let round = 0; round < 20; round += 1) {
      const keys = await Promise.all(Array.from({ length: 8 }, () => keepSecretKey(folder)));
      expect(new Set(keys).size).toBe(1);
      expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
      expect(await readFile(join(folder, 'secret-key'), 'utf8')).toBe(keys[0]);
      expect(await readdir(folder)).toEqual(['secret-key']);
      await rm(join(folder, 'secret-key'));
    }
  });

  it('may be put there by hand, with a line end behind it', async () => {
    await writeFile(join(folder, 'secret-key'), `${'ab'.repeat(32)}\n`);
    expect(await keepSecretKey(folder)).toBe('ab'.repeat(32));
  });

  it('is refused where it is none, and left as it is', async () => {
    await writeFile(join(folder, 'secret-key'), 'not a key');
    await expect(keepSecretKey(folder)).rejects.toThrow(/secret-key/);
    expect(await readFile(join(folder, 'secret-key'), 'utf8')).toBe('not a key');
  });

  it('is a different one in another folder', async () => {
    const other = await mkdtemp(join(tmpdir(), 'slotline-key-'));
    expect(await keepSecretKey(other)).not.toBe(await keepSecretKey(folder));
    await rm(other, { recursive: true });
  });
});
