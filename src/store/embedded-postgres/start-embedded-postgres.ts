import type { ChildProcess } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import type { Log } from '../../platform/log.ts';
import { prepareCluster, readPassword } from './cluster.ts';
import { choosePostgresHome, findPostgresHome, openKeep } from './home.ts';
import type { PostgresHome } from './home.ts';
import { findPostgresPrograms } from './programs.ts';
import { withFileLock } from './file-lock.ts';
import { launchPostmaster } from './launch-postmaster.ts';
import { pollUntil } from './poll-until.ts';
import { findPostmaster, signalPostmaster, stopPostmaster } from './postmaster.ts';
import type { Postmaster } from './postmaster.ts';
import { isIdentityAlive, processIdentity } from './process-identity.ts';

export interface EmbeddedPostgres {
  /** Of the database `slotline`, as superuser. */
  url: string;
  /** Ends the server if this is its owner, else leaves it running. May be called again. */
  stop(): Promise<void>;
  /** False where another process, or an earlier call in this one, runs the server and will end it. */
  owner: boolean;
}

export interface EmbeddedPostgresOptions {
  /** The server is kept under `<dataDir>/postgres`; as root its data possibly in a folder in its stead. */
  dataDir: string;
  log: Log;
  /** False: faster, but a crash of the machine may destroy the data. For tests. */
  durable?: boolean;
}

const DATABASE = 'slotline';
const READY_LIMIT_MS = 60_000;
const END_LIMIT_MS = 2_000;

/**
 * Starts the PostgreSQL of `dataDir`, or joins it where it runs already. The cluster is made on the first run and
 * kept; a server whose owner died is taken over. Throws an `Error` with the server's last words where it does not
 * start, and one that says what to do where its programs are not installed.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, durable = true } = options;
  const keep = await openKeep(dataDir);
  return withFileLock(join(keep, 'lock'), async () => {
    const known = await findPostgresHome(keep);
    const joined = known === undefined ? undefined : await joinRunning(known, log);
    if (joined !== undefined) return joined;

    const home = known ?? (await choosePostgresHome(keep, log));
    const programs = await findPostgresPrograms(home);
    const password = await prepareCluster(home, programs, { durable, log });
    const { postmaster, child } = await launchPostmaster(home, programs, { durable });
    try {
      const url = await openDatabaseUrl(postmaster, password);
      log.info({ port: postmaster.port, place: home.place }, 'embedded PostgreSQL started');
      return await ownServer({ home, pid: postmaster.pid, url, log, child });
    } catch (error) {
      await stopPostmaster(home.cluster, postmaster.pid);
      throw error;
    }
  });
}

/** The running server as its guest, or as its owner where the last one died; undefined where none runs. */
async function joinRunning(home: PostgresHome, log: Log): Promise<EmbeddedPostgres | undefined> {
  const postmaster = await findRunning(home);
  if (postmaster === undefined) return undefined;
  const { pid } = postmaster;
  const password = await readPassword(home);
  if (password === undefined) {
    throw new Error(`embedded PostgreSQL (process ${pid}) runs but its password is gone: end it first`);
  }
  const url = await openDatabaseUrl(postmaster, password).catch(async (error: unknown) => {
    const gone = await pollUntil(() => findPostmaster(home.cluster)?.pid !== pid, END_LIMIT_MS);
    if (gone) return undefined;
    throw error;
  });
  if (url === undefined) return undefined;
  const owner = await readFile(ownerFile(home), 'utf8').catch(() => '');
  if (isIdentityAlive(owner)) return { url, owner: false, stop: () => Promise.resolve() };
  log.info({ port: postmaster.port }, 'embedded PostgreSQL taken over: its owner had died');
  return ownServer({ home, pid, url, log });
}

/** A server that takes connections; one that is just starting or ending is waited for. */
async function findRunning(home: PostgresHome): Promise<Postmaster | undefined> {
  let found: Postmaster | undefined;
  const settled = await pollUntil(() => {
    found = findPostmaster(home.cluster);
    return found === undefined || found.ready;
  }, READY_LIMIT_MS);
  if (settled) return found;
  throw new Error(`embedded PostgreSQL (process ${found?.pid ?? 0}) runs but takes no connections`);
}

async function ownServer(server: {
  home: PostgresHome;
  pid: number;
  url: string;
  log: Log;
  child?: ChildProcess;
}): Promise<EmbeddedPostgres> {
  const { home, pid, url, log, child } = server;
  await writeFile(ownerFile(home), processIdentity(process.pid) ?? '', { mode: 0o600 });
  let ending: Promise<void> | undefined;
  // Where this process ends without stop(), by a fault of ours, the server is still told to end.
  const atExit = (): void => signalPostmaster(home.cluster, pid, 'SIGINT');
  process.once('exit', atExit);
  child?.once('exit', (code, signal) => {
    if (ending === undefined) log.error({ code, signal }, 'embedded PostgreSQL ended by itself');
  });
  const end = async (): Promise<void> => {
    await stopPostmaster(home.cluster, pid);
    process.off('exit', atExit);
    // After a crash another process may have started the server anew; then that is its owner.
    if (findPostmaster(home.cluster) === undefined) await rm(ownerFile(home), { force: true });
  };
  // Under the lock, so that nobody joins a server that is about to end.
  const stop = (): Promise<void> => (ending ??= withFileLock(join(home.keep, 'lock'), end));
  return { url, owner: true, stop };
}

function ownerFile(home: PostgresHome): string {
  return join(home.keep, 'owner');
}

/** Makes the database where it is missing. */
async function openDatabaseUrl(postmaster: Postmaster, password: string): Promise<string> {
  const server = `postgres://postgres:${password}@127.0.0.1:${postmaster.port}`;
  const sql = postgres(`${server}/postgres`, { max: 1, connect_timeout: 10, ssl: false });
  try {
    const found = await sql`select from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await sql`create database ${sql(DATABASE)}`;
  } finally {
    await sql.end({ timeout: 1 });
  }
  return `${server}/${DATABASE}`;
}
