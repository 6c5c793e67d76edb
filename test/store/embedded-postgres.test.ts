import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { removeEmbeddedPostgres } from '../../src/store/embedded-postgres/home.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded-postgres/start-embedded-postgres.ts';
import type { EmbeddedPostgres } from '../../src/store/embedded-postgres/start-embedded-postgres.ts';

const log = createLog('silent');
const root = process.getuid?.() === 0;
const ends: (() => Promise<void>)[] = [];
/** Its cluster is made once; every test but those about making one starts and ends the server there. */
let dataDir = '';

beforeAll(async () => {
  dataDir = await makeFolder(0o711);
});

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

afterAll(() => removeFolder(dataDir));

async function makeFolder(mode: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'slotline-embedded-'));
  await chmod(folder, mode);
  return folder;
}

async function removeFolder(folder: string): Promise<void> {
  await removeEmbeddedPostgres(folder);
  await rm(folder, { recursive: true, force: true });
}

async function makeNewDataDir(mode: number): Promise<string> {
  const folder = await makeFolder(mode);
  ends.push(() => removeFolder(folder));
  return folder;
}

async function start(folder: string, durable = false): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir: folder, log, durable });
  ends.push(() => server.stop());
  return server;
}

async function ask(url: string, query: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const rows = await sql.unsafe(query).values();
    return rows[0]?.[0];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function clusterOf(server: EmbeddedPostgres): Promise<string> {
  return String(await ask(server.url, 'show data_directory'));
}

async function serverPid(cluster: string): Promise<number> {
  return Number.parseInt(await readFile(join(cluster, 'postmaster.pid'), 'utf8'), 10);
}

async function note(server: EmbeddedPostgres, text: string): Promise<void> {
  await ask(server.url, 'create table if not exists notes (text text)');
  await ask(server.url, `insert into notes values ('${text}')`);
}

function readNote(server: EmbeddedPostgres, text: string): Promise<unknown> {
  return ask(server.url, `select text from notes where text = '${text}'`);
}

function withWrongPassword(url: string): string {
  const bare = new URL(url);
  bare.password = 'wrong';
  return bare.href;
}

describe('embedded PostgreSQL', () => {
  it('starts with the extension, case rules and time zone the schema counts on', async () => {
    const server = await start(dataDir);

    expect(server.owner).toBe(true);
    expect(new URL(server.url).pathname).toBe('/slotline');
    await ask(server.url, 'create extension btree_gist');
    expect(await ask(server.url, `select lower('ÄÖÜ')`)).toBe('äöü');
    expect(await ask(server.url, 'show server_encoding')).toBe('UTF8');
    expect(await ask(server.url, 'show timezone')).toBe('UTC');
  });

  it('lets nobody in without the password, which only its owner can read', async () => {
    const server = await start(dataDir);

    await expect(ask(withWrongPassword(server.url), 'select 1')).rejects.toThrow(/password authentication/);
    expect(await ask(server.url, 'show listen_addresses')).toBe('127.0.0.1');
    expect((await stat(join(dataDir, 'postgres', 'password'))).mode & 0o777).toBe(0o600);
    expect((await stat(await clusterOf(server))).mode & 0o777).toBe(0o700);
  });

  it('finds its data again on the next start', async () => {
    const first = await start(dataDir);
    await note(first, 'before the stop');
    await first.stop();
    await expect(ask(first.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);

    expect(await readNote(await start(dataDir), 'before the stop')).toBe('before the stop');
  });

  it('is shared by whoever opens it meanwhile, and only its owner ends it', async () => {
    const owner = await start(dataDir);
    const guest = await start(dataDir);

    expect(guest).toMatchObject({ owner: false, url: owner.url });
    await guest.stop();
    expect(await ask(owner.url, 'select 1')).toBe(1);
    await owner.stop();
    await owner.stop();
    await expect(ask(owner.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('starts where a crash left the process id of what is another program now', async () => {
    const first = await start(dataDir);
    await note(first, 'before the crash');
    const cluster = await clusterOf(first);
    const left = await readFile(join(cluster, 'postmaster.pid'), 'utf8');
    await first.stop();
    await writeFile(join(cluster, 'postmaster.pid'), left.replace(/^\d+/, String(process.pid)));

    const second = await start(dataDir);
    expect(second.owner).toBe(true);
    expect(await readNote(second, 'before the crash')).toBe('before the crash');
  });

  it('recovers a server that was killed, whose first owner then leaves the new one alone', async () => {
    const first = await start(dataDir, true);
    await note(first, 'before the kill');
    process.kill(await serverPid(await clusterOf(first)), 'SIGKILL');

    const second = await start(dataDir, true);
    expect(second.owner).toBe(true);
    await first.stop();
    expect(await readNote(second, 'before the kill')).toBe('before the kill');
    expect((await start(dataDir)).owner).toBe(false);
  });

  it('takes over the running server of a process that was killed, and ends it', async () => {
    const url = await startInProcessAndKill(dataDir);

    const heir = await start(dataDir);
    expect(heir).toMatchObject({ owner: true, url });
    await heir.stop();
    await expect(ask(url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('has one owner when several start at the same moment in a new folder', async () => {
    const folder = await makeNewDataDir(0o711);
    const servers = await Promise.all([start(folder), start(folder), start(folder)]);

    expect(servers.filter((server) => server.owner)).toHaveLength(1);
    expect(new Set(servers.map((server) => server.url)).size).toBe(1);
  });

  it('keeps its data in an open folder itself, whoever runs it', async () => {
    expect(await clusterOf(await start(dataDir))).toBe(join(dataDir, 'postgres', 'data'));
  });

  it('keeps its data where the user it runs as can reach it, as root not in a closed folder, and finds it there ever after', async () => {
    const closed = await makeNewDataDir(0o700);
    const first = await start(closed);
    await note(first, 'kept');
    const cluster = await clusterOf(first);
    const { uid } = await stat(cluster);
    await first.stop();

    expect(cluster === join(closed, 'postgres', 'data')).toBe(!root);
    expect(uid === process.getuid?.()).toBe(!root);
    await chmod(closed, 0o711);
    const second = await start(closed);
    expect(await clusterOf(second)).toBe(cluster);
    expect(await readNote(second, 'kept')).toBe('kept');
  });

  it('begins anew and keeps the old data aside when the password is gone', async () => {
    const folder = await makeNewDataDir(0o711);
    const first = await start(folder);
    await note(first, 'old');
    const cluster = await clusterOf(first);
    await first.stop();
    await rm(join(folder, 'postgres', 'password'));

    await expect(readNote(await start(folder), 'old')).rejects.toThrow(/does not exist/);
    expect((await stat(join(`${cluster}-1`, 'PG_VERSION'))).isFile()).toBe(true);
  });
});

/** Starts the server in a process of its own, kills that process, and answers the server's URL. */
async function startInProcessAndKill(folder: string): Promise<string> {
  const modules = [
    '../../src/store/embedded-postgres/start-embedded-postgres.ts',
    '../../src/platform/log.ts',
  ].map((path) => new URL(path, import.meta.url).href);
  const script = `
    const [{ startEmbeddedPostgres }, { createLog }] = await Promise.all(${JSON.stringify(modules)}.map((m) => import(m)));
    const options = { dataDir: process.argv[1], log: createLog('silent'), durable: false };
    process.stdout.write((await startEmbeddedPostgres(options)).url + '\\n');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [line]: unknown[] = await Promise.race([once(child.stdout, 'data'), exited]);
  child.kill('SIGKILL');
  await exited;
  return String(line).trim();
}
