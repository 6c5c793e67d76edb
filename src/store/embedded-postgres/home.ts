import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, realpath, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Log } from '../../platform/log.ts';
import { runProgram } from './run-program.ts';
import type { Account } from './run-program.ts';

/** Where one embedded PostgreSQL lives, and as whom it runs. */
export interface PostgresHome {
  /** `<dataDir>/postgres`: lock, password, owner and log of the server; this process reads and writes them. */
  keep: string;
  /** Holds the cluster and, where they are needed, copies of the programs: `keep` or a folder in its stead. */
  place: string;
  cluster: string;
  /** Undefined: as the user of this process. */
  account: Account | undefined;
}

/**
 * Where the data lives when this process is root and the account PostgreSQL runs as cannot enter `dataDir`.
 * `/var/tmp` comes last: machines clear it of files unused for a month.
 */
const STEAD_FOLDERS = ['/var/lib', '/var/tmp'];

/** Makes `<dataDir>/postgres` where it is missing and answers its real path. */
export async function openKeep(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const keep = join(await realpath(dataDir), 'postgres');
  await mkdir(keep, { recursive: true });
  const { uid } = await stat(keep);
  if (isRoot()) {
    // PostgreSQL's account must get through it to the cluster, which is closed to all others.
    if (uid === 0) await chmod(keep, 0o711);
  } else if (uid !== process.getuid?.()) {
    throw new Error(`${keep} belongs to another user: run as that user, or set DATA_DIR or DATABASE_URL`);
  } else {
    await chmod(keep, 0o700);
  }
  return keep;
}

/** The home in which an earlier run left a cluster, if there is one. It runs as whoever owns that cluster. */
export async function findPostgresHome(keep: string): Promise<PostgresHome | undefined> {
  for (const place of placesOf(keep)) {
    const cluster = join(place, 'data');
    const found = await stat(join(cluster, 'PG_VERSION')).catch(() => undefined);
    if (found === undefined) continue;
    if (place !== keep) await openStead(place);
    return { keep, place, cluster, account: isRoot() ? { uid: found.uid, gid: found.gid } : undefined };
  }
  return undefined;
}

/** The home for a new cluster. As root that is the first folder which the unprivileged account really can use. */
export async function choosePostgresHome(keep: string, log: Log): Promise<PostgresHome> {
  if (!isRoot()) return { keep, place: keep, cluster: join(keep, 'data'), account: undefined };
  const account = await unprivilegedAccount(log);
  for (const place of placesOf(keep)) {
    if (place !== keep && !(await openStead(place))) continue;
    if (!(await canHold(place, account))) {
      if (place !== keep) await rm(place, { recursive: true, force: true });
      continue;
    }
    if (place !== keep) {
      log.info({ place }, 'embedded PostgreSQL cannot enter DATA_DIR as its own user; its data is elsewhere');
    }
    return { keep, place, cluster: join(place, 'data'), account };
  }
  throw new Error(`no folder found in which user id ${account.uid} may run PostgreSQL: set DATABASE_URL`);
}

/** Deletes the embedded PostgreSQL of `dataDir` with all its data, wherever it lives. It must not be running. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  const keep = join(await realpath(dataDir).catch(() => resolve(dataDir)), 'postgres');
  for (const place of placesOf(keep)) await rm(place, { recursive: true, force: true });
}

/** Makes `folder` anew, empty, closed to all but the account. */
export async function makeOwnedFolder(folder: string, account: Account | undefined): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  if (account !== undefined) await chown(folder, account.uid, account.gid);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function placesOf(keep: string): string[] {
  if (!isRoot()) return [keep];
  const name = `slotline-${createHash('sha256').update(keep).digest('hex').slice(0, 16)}`;
  return [keep, ...STEAD_FOLDERS.map((folder) => join(folder, name))];
}

/** Anyone may make folders in `/var/tmp`, so one that is not root's own is never used. */
async function openStead(place: string): Promise<boolean> {
  try {
    await mkdir(place, { mode: 0o711 });
    await chmod(place, 0o711);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return false;
  }
  const found = await lstat(place);
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new Error(`${place} was made by another user: remove it, or set DATABASE_URL`);
  }
  return true;
}

/** Tried rather than read from modes: a parent folder, a mount or a policy may stand in the way. */
async function canHold(place: string, account: Account): Promise<boolean> {
  const trial = join(place, 'trial');
  try {
    await makeOwnedFolder(trial, account);
    const { uid } = await stat(trial);
    return uid === account.uid && (await runProgram('test', ['-w', trial], { account })).ok;
  } catch {
    // Some mounts let nobody, not even root, give files away.
    return false;
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}

/** PostgreSQL refuses to run as root. */
async function unprivilegedAccount(log: Log): Promise<Account> {
  const known = await accountNamed('postgres');
  if (known !== undefined) return known;
  const made = await runProgram('useradd', [
    '--system',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]);
  if (made.ok) log.info({ user: 'postgres' }, 'made a system user for embedded PostgreSQL');
  const account = (await accountNamed('postgres')) ?? (await accountNamed('nobody'));
  if (account !== undefined) return account;
  throw new Error('PostgreSQL cannot run as root and there is no user for it: add a user named postgres');
}

async function accountNamed(name: string): Promise<Account | undefined> {
  const [user, group] = await Promise.all([runProgram('id', ['-u', name]), runProgram('id', ['-g', name])]);
  if (!user.ok || !group.ok) return undefined;
  const account = { uid: Number(user.output), gid: Number(group.output) };
  return account.uid > 0 && account.gid >= 0 ? account : undefined;
}
