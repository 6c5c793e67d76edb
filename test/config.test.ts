import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { loadConfig, settingsSchema } from '../src/config.ts';

const SECRET_KEY = 'ab'.repeat(32);

function problemsOf(env: Record<string, string | undefined>): string[] {
  const loaded = loadConfig(env);
  return loaded.kind === 'wrong' ? loaded.problems : [];
}

function nameOf(problem: string): string {
  return problem.split(':')[0] ?? '';
}

describe('loadConfig', () => {
  it('has a default for everything that a checkout needs', () => {
    expect(loadConfig({})).toEqual({
      kind: 'ok',
      config: {
        PORT: 8787,
        HOST: '127.0.0.1',
        DATA_DIR: '.data',
        RETELL_BASE_URL: 'https://api.retellai.com',
        CALCOM_BASE_URL: 'https://api.cal.com/v2',
        LOG_LEVEL: 'info',
        DEBUG_WEBHOOKS: false,
      },
    });
  });

  it('reads every setting', () => {
    const loaded = loadConfig({
      PORT: '0',
      HOST: '::1',
      PUBLIC_URL: 'http://slotline.example.com/',
      DATABASE_URL: 'postgresql://u:p@db.example.com/slotline',
      REDIS_URL: 'rediss://cache.example.com:6380/1',
      DATA_DIR: '/var/lib/slotline',
      SECRET_KEY,
      RETELL_BASE_URL: 'http://127.0.0.1:4020/',
      CALCOM_BASE_URL: 'http://127.0.0.1:4010/v2//',
      RETELL_API_KEY: 'key_1',
      ADMIN_KEY: 'sixteen-letters!',
      LOG_LEVEL: 'debug',
      DEBUG_WEBHOOKS: '1',
      CLOCK_START: '2026-03-02T09:00:00+01:00',
      SOMETHING_ELSE: 'ignored',
    });
    expect(loaded).toMatchObject({
      kind: 'ok',
      config: {
        PORT: 0,
        PUBLIC_URL: 'http://slotline.example.com',
        CALCOM_BASE_URL: 'http://127.0.0.1:4010/v2',
        DEBUG_WEBHOOKS: true,
        CLOCK_START: new Date('2026-03-02T08:00:00Z'),
      },
    });
  });

  it('takes an empty text for unset', () => {
    const env = Object.fromEntries(Object.keys(settingsSchema.shape).map((name) => [name, '']));
    expect(loadConfig(env)).toEqual(loadConfig({}));
  });

  it('names every setting that is wrong at once, and repeats no value', () => {
    const wrong = {
      PORT: '70123',
      PUBLIC_URL: 'slotline-secret.example',
      DATABASE_URL: 'mysql://user:secret-password@db/x',
      REDIS_URL: 'http://secret-redis',
      SECRET_KEY: 'secret-too-short',
      RETELL_BASE_URL: 'ftp://secret-retell',
      CALCOM_BASE_URL: 'secret calcom',
      ADMIN_KEY: 'secret-short',
      LOG_LEVEL: 'secret-loud',
      DEBUG_WEBHOOKS: 'secret-maybe',
      CLOCK_START: 'secret-yesterday',
    };
    const problems = problemsOf(wrong);
    expect(new Set(problems.map(nameOf))).toEqual(new Set(Object.keys(wrong)));
    for (const value of Object.values(wrong)) expect(problems.join('\n')).not.toContain(value);
    expect(problems.join('\n')).not.toMatch(/secret-|70123/);
  });

  it.each([
    { PORT: 'http' },
    { PORT: '-1' },
    { PORT: '80.5' },
    { SECRET_KEY: 'g'.repeat(64) },
    { SECRET_KEY: 'a'.repeat(63) },
    { CLOCK_START: '2026-03-02' },
    { CLOCK_START: '2026-03-02T08:00:00' },
    { DEBUG_WEBHOOKS: 'yes' },
    { LOG_LEVEL: 'INFO' },
    { DATABASE_URL: 'postgres', SECRET_KEY },
  ])('finds %j wrong', (env) => {
    expect(problemsOf(env).map(nameOf)).toEqual([Object.keys(env)[0]]);
  });

  it('wants a secret key with a database of its own', () => {
    const DATABASE_URL = 'postgres://u:p@db.example.com/slotline';
    expect(problemsOf({ DATABASE_URL }).map(nameOf)).toEqual(['SECRET_KEY']);
    expect(problemsOf({ DATABASE_URL, SECRET_KEY: '' }).map(nameOf)).toEqual(['SECRET_KEY']);
    expect(problemsOf({ DATABASE_URL, SECRET_KEY })).toEqual([]);
  });

  it.each(['https://slotline.example.com', 'HTTPS://slotline.example.com'])(
    'refuses another time for a gateway that the world reaches at %s',
    (PUBLIC_URL) => {
      const CLOCK_START = '2026-03-02T08:00:00Z';
      expect(problemsOf({ CLOCK_START, PUBLIC_URL }).map(nameOf)).toEqual(['CLOCK_START']);
      expect(problemsOf({ PUBLIC_URL })).toEqual([]);
      expect(problemsOf({ CLOCK_START, PUBLIC_URL: 'http://127.0.0.1:8787' })).toEqual([]);
    },
  );

  it('knows the settings of .env.example, and no others', async () => {
    const text = await readFile(new URL('../.env.example', import.meta.url), 'utf8');
    const named = [...text.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => String(name));
    expect(named.toSorted()).toEqual(Object.keys(settingsSchema.shape).toSorted());
  });

  it('has the defaults that .env.example shows', async () => {
    const text = await readFile(new URL('../.env.example', import.meta.url), 'utf8');
    const shown = Object.fromEntries(
      [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    );
    expect(loadConfig(shown)).toEqual(loadConfig({}));
  });
});
