import { randomBytes } from 'node:crypto';
import { chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../platform/log.ts';
import { makeOwnedFolder } from './home.ts';
import type { PostgresHome } from './home.ts';
import type { PostgresPrograms } from './programs.ts';
import { runProgram } from './run-program.ts';

const INITDB_LIMIT_MS = 120_000;

/** The superuser's password, made with the cluster; undefined where it is gone or was never made. */
export async function readPassword(home: PostgresHome): Promise<string | undefined> {
  const text = await readFile(join(home.keep, 'password'), 'utf8').catch(() => '');
  return text.trim() === '' ? undefined : text.trim();
}

/** Makes the home's cluster where there is none yet and answers the superuser's password. */
export async function prepareCluster(
  home: PostgresHome,
  programs: PostgresPrograms,
  options: { durable: boolean; log: Log },
): Promise<string> {
  let password = await readPassword(home);
  if (await exists(home.cluster)) {
    if (password !== undefined) return password;
    // Whoever empties DATA_DIR wants to begin anew, but the cluster may live elsewhere and cannot be opened again.
    const aside = await setAside(home.cluster);
    options.log.warn({ aside }, 'password of embedded PostgreSQL is gone: its data was set aside');
  }
  if (password === undefined) {
    password = randomBytes(24).toString('hex');
    await writeFile(join(home.keep, 'password'), password, { mode: 0o600 });
  }
  await initializeCluster(home, programs, password, options.durable);
  return password;
}

/** Under another name first: a cluster that exists is a whole one, even after a crash in between. */
async function initializeCluster(
  home: PostgresHome,
  programs: PostgresPrograms,
  password: string,
  durable: boolean,
): Promise<void> {
  const fresh = `${home.cluster}.new`;
  const passwordFile = join(home.place, 'password-for-initdb');
  await makeOwnedFolder(fresh, home.account);
  try {
    await rm(passwordFile, { force: true });
    await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' });
    if (home.account !== undefined) await chown(passwordFile, home.account.uid, home.account.gid);
    const made = await runProgram(
      programs.initdb,
      [
        `--pgdata=${fresh}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // Knows upper and lower case of every letter, and is the same on every machine.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      { account: home.account, limitMs: INITDB_LIMIT_MS },
    );
    if (!made.ok)
      throw new Error(`embedded PostgreSQL could not make its data folder: ${lastLines(made.output)}`);
    await rename(fresh, home.cluster);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(fresh, { recursive: true, force: true });
  }
}

async function setAside(cluster: string): Promise<string> {
  let number = 1;
  while (await exists(`${cluster}-${number}`)) number += 1;
  await rename(cluster, `${cluster}-${number}`);
  return `${cluster}-${number}`;
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-8).join('\n');
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
