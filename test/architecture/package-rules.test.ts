import { describe, expect, it } from 'vitest';
import { missingAtRunTime, packageViolations } from './package-rules.ts';
import { readManifest } from './manifest.ts';
import { readSources } from './source-file.ts';

function violationsOf(path: string, specifier: string): string[] {
  return packageViolations([{ path, text: `import { x } from '${specifier}';\n` }]);
}

describe('package owners', () => {
  it('are the only ones to name their packages', () => {
    expect(packageViolations(readSources())).toEqual([]);
  });

  it.each([
    ['src/operations/book.ts', 'drizzle-orm'],
    ['src/http/owner.ts', 'drizzle-orm/pg-core'],
    ['src/scheduler/workers.ts', 'postgres'],
    ['src/http/retell.ts', 'ioredis'],
    ['src/operations/remind.ts', 'pg-boss'],
    ['src/runtime/run-function.ts', 'cockatiel'],
    ['src/http/retell.ts', 'retell-sdk'],
    ['src/operations/book.ts', 'retell-sdk/lib/webhook_auth'],
    ['src/operations/book.ts', 'hono'],
    ['functions/book.ts', 'hono/html'],
    ['src/upstream/calcom.ts', '@hono/node-server'],
    ['src/domain/slots.ts', 'zod'],
    ['src/http/retell.ts', 'chrono-node'],
    ['src/http/retell.ts', 'luxon'],
    ['functions/book.ts', 'libphonenumber-js/max'],
    ['src/store/calls.ts', 'pino'],
    ['src/http/health.ts', 'prom-client'],
    ['src/platform/context.ts', 'node:async_hooks'],
    ['src/http/retell.ts', 'node:process'],
    ['src/http/retell.ts', 'node:https'],
    ['src/operations/book.ts', 'node:timers/promises'],
  ])('keep %s from importing %s', (path, specifier) => {
    expect(violationsOf(path, specifier)).toEqual([`${path}:1 ${specifier} is not at home`]);
  });

  it('leave no package without a home, nor an alias', () => {
    expect(violationsOf('src/domain/slots.ts', 'left-pad')).toEqual([
      'src/domain/slots.ts:1 left-pad has no home',
    ]);
    expect(violationsOf('src/domain/slots.ts', '#domain/x.ts')).toHaveLength(1);
  });

  it('let each package be named at home, and tests and scripts name any', () => {
    expect(violationsOf('src/http/retell.ts', 'retell-sdk/lib/webhook_auth.mjs')).toEqual([]);
    expect(violationsOf('src/store/jobs.ts', 'drizzle-orm/postgres-js')).toEqual([]);
    expect(violationsOf('src/store/secret-box.ts', 'node:crypto')).toEqual([]);
    expect(violationsOf('test/support/world.ts', 'drizzle-orm')).toEqual([]);
    expect(violationsOf('scripts/seed.ts', 'postgres')).toEqual([]);
  });
});

describe('what the gateway imports', () => {
  const { dependencies, devDependencies } = readManifest();

  it('is there after an install without development dependencies', () => {
    expect(missingAtRunTime(readSources(), Object.keys(dependencies), Object.keys(devDependencies))).toEqual(
      [],
    );
  });

  it('is reported when it is a development dependency or none at all, unless it is loaded on demand', () => {
    const text = "import a from 'dev-one';\nimport b from 'none/x';\nimport type { C } from 'dev-one';\n";
    const files = [
      { path: 'src/store/x.ts', text: `${text}const d = await import('dev-one');\n` },
      { path: 'test/x.test.ts', text },
    ];
    expect(missingAtRunTime(files, ['hono'], ['dev-one'])).toEqual([
      'src/store/x.ts:1 dev-one is not among the dependencies',
      'src/store/x.ts:2 none is not among the dependencies',
    ]);
  });
});
