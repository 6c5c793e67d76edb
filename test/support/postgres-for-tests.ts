import { rmSync } from 'node:fs';
import { access, chmod, constants, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { Log } from '../../src/platform/log.ts';
import { removeEmbeddedPostgres } from '../../src/store/embedded-postgres/home.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded-postgres/start-embedded-postgres.ts';
import { migrate } from '../../src/store/migrate.ts';
import { databaseUrl, TEMPLATE_DATABASE } from './database-url.ts';

export interface PostgresForTests {
  url: string;
  stop(): Promise<void>;
}

const MEMORY_FOLDER = '/dev/shm';
/** The log of changes alone may grow to one gigabyte. */
const ROOM_BYTES = 4 * 1024 ** 3;

/** The server at `configuredUrl`, else an embedded one whose data is thrown away at the end. */
export async function openPostgresForTests(
  configuredUrl: string | undefined,
  log: Log,
): Promise<PostgresForTests> {
  if (configuredUrl !== undefined) return { url: configuredUrl, stop: () => Promise.resolve() };
  const dataDir = await mkdtemp(join(await folderForData(), 'slotline-test-'));
  // As root PostgreSQL runs as another user, who must get through this folder to its data.
  await chmod(dataDir, 0o711);
  // An interrupted run ends without stop(): the server is told to end, its data goes here.
  const atExit = (): void => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', atExit);
  const remove = async (): Promise<void> => {
    process.off('exit', atExit);
    await removeEmbeddedPostgres(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const server = await startEmbeddedPostgres({ dataDir, log, durable: false });
    return {
      url: server.url,
      stop: async () => {
        await server.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** In memory where there is room: on a disk a database takes ten times as long to clone, and each file has one. */
async function folderForData(): Promise<string> {
  try {
    await access(MEMORY_FOLDER, constants.W_OK);
    const { bavail, bsize } = await statfs(MEMORY_FOLDER);
    return bavail * bsize >= ROOM_BYTES ? MEMORY_FOLDER : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Makes the migrated database that test databases are cloned from, anew on every run. */
export async function makeTemplateDatabase(url: string, log: Log): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql`drop database if exists ${sql(TEMPLATE_DATABASE)} with (force)`;
    await sql`create database ${sql(TEMPLATE_DATABASE)}`;
    await migrate(databaseUrl(url, TEMPLATE_DATABASE), log);
    // A database with a session in it cannot be cloned.
    await sql`alter database ${sql(TEMPLATE_DATABASE)} with allow_connections false`;
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${TEMPLATE_DATABASE}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
