import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProcess } from '../support/gateway-process.ts';

const FILE = fileURLToPath(new URL('../fixtures/dialogues/four-callers.json', import.meta.url));
const LIMIT_MS = 120_000;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slotline-drive-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function drive(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const running = startProcess('scripts/drive-traces.ts', args, { DATA_DIR: folder });
  const code = await running.ended;
  return { code, out: running.output(), err: running.errors() };
}

describe('npm run drive', () => {
  it(
    'books what dialogues end with and nothing else: plainly, doubled, with lost answers and together (ASK-23, ASK-40)',
    async () => {
      // What is asked here is what was booked; how fast, other tests measure on their own.
      const { code, out, err } = await drive(FILE, '--slack', '20000', '--json');
      expect(err).toContain('Starting with 7 businesses');
      const of4 = { passed: 4, total: 4, failures: [], problems: [] };
      expect(JSON.parse(out)).toMatchObject({
        modes: [
          { mode: 'plain', ...of4 },
          { mode: 'doubled', ...of4 },
          { mode: 'lost', ...of4 },
          { mode: 'together', ...of4 },
        ],
      });
      expect(code).toBe(0);
      expect(await readdir(join(folder, 'drive'))).toEqual(['gateway.log']);
    },
    LIMIT_MS,
  );

  it.each([
    { args: [FILE, '--mode', 'backwards'], says: 'npm run -s drive' },
    { args: [FILE, '--only', 'nobody'], says: '--only names a dialogue that is not in the file' },
  ])('fails and says why after $args', async ({ args, says }) => {
    const { code, err } = await drive(...args);
    expect(err).toContain(says);
    expect(code).toBe(1);
  });

  it('names what is wrong in a file that holds no dialogues', async () => {
    const file = join(folder, 'wrong.json');
    await writeFile(file, '[{"dialogue_id": "one", "steps": [{"op": "sing"}]}]');
    const { code, err } = await drive(file);
    expect(err).toContain('steps[0].op');
    expect(code).toBe(1);
  });
});
