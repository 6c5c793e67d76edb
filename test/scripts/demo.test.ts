import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RECORDED_CALLS } from '../simulators/retell/recorded-call.ts';

const TOP = fileURLToPath(new URL('../../', import.meta.url));
const LIMIT_MS = 60_000;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slotline-demo-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function runDemo(args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const child = spawn(process.execPath, ['scripts/demo.ts', ...args], {
    cwd: TOP,
    // Settings of another gateway that must not reach the demo.
    env: { ...process.env, DATA_DIR: folder, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x', PORT: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = await once(child, 'close');
  return { code, out, err };
}

describe('npm run demo -- --once', () => {
  it(
    'plays the recorded calls and a reminder end to end, shows both sides the same and leaves nothing but its log',
    async () => {
      const { code, out, err } = await runDemo(['--once']);
      expect(err).toBe('');
      expect(out).toContain('Call 6 of 7: +14155550109 calls Maple Street Dental');
      expect(out).toMatch(/-> ok, \d+ ms, live\n/);
      expect(out).toMatch(/-> refused: too_late_to_cancel, \d+ ms, own data\n/);
      expect(out).toContain('scheduled 2026-11-27 11:00 accepted 2026-11-27 11:00  same');
      expect(out).toContain('cancelled 2026-11-25 10:30 cancelled 2026-11-25 10:30 same');
      expect(out).toContain('6 of 6 bookings are the same on both sides.');
      expect(out).toMatch(
        /planned: 48 h before .*\n.*dialled: nobody picks up\n.*planned: the retry\n.*answered\n/,
      );
      expect(out).toMatch(/reschedule_appointment -> ok\n/);
      expect(out).toContain('2 calls were dialled; both sides are the same.');
      expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
      expect(code).toBe(0);
      expect(await readdir(join(folder, 'demo'))).toEqual(['gateway.log']);
    },
    LIMIT_MS,
  );

  it(
    'fails and says so when an answer is not as recorded',
    async () => {
      const text = await readFile(new URL('04-salon-nord-too-late.json', RECORDED_CALLS), 'utf8');
      const file = join(folder, 'sabotaged.json');
      await writeFile(file, text.replaceAll('too_late_to_cancel', 'already_cancelled'));
      const { code, err } = await runDemo(['--once', '--call', file]);
      expect(err).toContain(
        'cancel_appointment: recorded refused: already_cancelled, now refused: too_late_to_cancel',
      );
      expect(code).toBe(1);
    },
    LIMIT_MS,
  );
});
