import { describe, expect, it } from 'vitest';
import { readFiles, readSources } from './source-file.ts';
import { databaseClockViolations, wordViolations } from './word-rules.ts';

describe('words of time, chance, environment, network and timers', () => {
  it('stand only at home', () => {
    const scripts = readFiles().filter(({ path }) => path.endsWith('.ts'));
    expect(wordViolations(scripts)).toEqual([]);
  });

  it.each([
    ['src/domain/slots.ts', 'const now = new Date();'],
    ['src/domain/slots.ts', 'const now = new Date( );'],
    ['src/domain/slots.ts', 'const now = new Date;'],
    ['src/domain/slots.ts', 'const now = Date();'],
    ['src/operations/book.ts', 'const read = Date.now;'],
    ['src/runtime/run-function.ts', 'const start = performance.now();'],
    ['src/domain/spoken-date.ts', 'const now = DateTime.now();'],
    ['src/domain/spoken-date.ts', 'const now = DateTime.local();'],
    ['src/domain/spoken-date.ts', 'const now = DateTime.utc();'],
    ['src/upstream/circuit.ts', 'const jitter = Math.random();'],
    ['src/store/calls.ts', 'const id = randomUUID();'],
    ['functions/book.ts', 'const code = randomInt(10);'],
    ['src/store/calls.ts', 'const key = randomBytes(32);'],
    ['src/http/retell.ts', 'const port = process.env.PORT;'],
    ['src/config.ts', 'const env = process.env;'],
    ['functions/book.ts', 'const env = process.env;'],
    ['drizzle.config.ts', 'const url = process.env.DATABASE_URL;'],
    ['test/http/retell.test.ts', "process.env['PORT'] = '1';"],
    ['test/http/retell.test.ts', 'process.env.PORT = "1";'],
    ['test/http/retell.test.ts', "vi.stubEnv('PORT', '1');"],
    ['src/operations/book.ts', "const answer = await fetch('https://example.test');"],
    ['src/http/health.ts', 'globalThis.fetch(url);'],
    ['src/http/dashboard.ts', 'setInterval(tick, 1_000);'],
    ['functions/book.ts', 'setTimeout(tick, 1_000);'],
    ['src/upstream/calcom.ts', 'const signal = AbortSignal.timeout(800);'],
    ['test/upstream/calcom.test.ts', 'const signal = AbortSignal.timeout(800);'],
  ])('are reported in %s: %s', (path, text) => {
    expect(wordViolations([{ path, text: `\n${text}\n` }])).toEqual([expect.stringContaining(`${path}:2 `)]);
  });

  it('are found inside a template, but not in comments, strings or longer names', () => {
    expect(wordViolations([{ path: 'src/domain/x.ts', text: '`at ${Date.now()}`' }])).toHaveLength(1);
    const harmless = [
      '// new Date()',
      "say('Date.now() is not fetch( )');",
      'const at = new Date(value);',
      'function isDate(value: Date): boolean {}',
      'const fetched = prefetch(page) ?? app.fetch(request);',
      'const local = DateTime.local(2026, 1, 1);',
    ];
    expect(wordViolations([{ path: 'src/domain/x.ts', text: harmless.join('\n') }])).toEqual([]);
  });

  it('are allowed at home', () => {
    const files = [
      { path: 'src/platform/clock.ts', text: 'new Date(); Date.now(); performance.now();' },
      { path: 'src/platform/ids.ts', text: 'randomBytes(1); randomInt(2);' },
      { path: 'src/store/secret-box.ts', text: 'randomBytes(12);' },
      { path: 'src/store/embedded-postgres/cluster.ts', text: 'randomBytes(12); setTimeout(stop, 1);' },
      { path: 'src/upstream/calcom-http.ts', text: 'fetch(url); setTimeout(stop, 1);' },
      { path: 'src/platform/background.ts', text: 'setTimeout(stop, 1);' },
      { path: 'src/main.ts', text: 'loadConfig(process.env);' },
      { path: 'scripts/demo.ts', text: 'process.env; fetch(url); Date.now(); setTimeout(stop, 1);' },
      { path: 'test/support/start-redis.ts', text: "process.env['REDIS_URL'] = url;" },
    ];
    expect(wordViolations(files)).toEqual([]);
  });
});

describe("the database's clock", () => {
  it('is asked for column defaults alone', () => {
    expect(databaseClockViolations(readSources())).toEqual([]);
  });

  it('is reported in a query, not in a column or in our own clock', () => {
    const text = 'db.execute(sql`select 1 where starts_at > now()`);\nconst now = clock.now();\n// now()\n';
    expect(databaseClockViolations([{ path: 'src/store/calls.ts', text }])).toEqual([
      "src/store/calls.ts:1 now() asks the database's clock",
    ]);
    expect(databaseClockViolations([{ path: 'src/store/schema/calls.ts', text }])).toEqual([]);
  });
});
