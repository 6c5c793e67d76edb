import { mkdir, readFile } from 'node:fs/promises';
import { loadConfig } from '../src/config.ts';
import { setUpTenant } from '../src/operations/set-up-tenant.ts';
import { systemClock, systemMachineClock } from '../src/platform/clock.ts';
import { createRandomIds } from '../src/platform/ids.ts';
import { createLog } from '../src/platform/log.ts';
import { openDatabase } from '../src/store/database.ts';
import { startEmbeddedPostgres } from '../src/store/embedded-postgres/start-embedded-postgres.ts';
import { startJobQueue } from '../src/store/job-queue.ts';
import { migrate } from '../src/store/migrate.ts';
import { createSecretBox } from '../src/store/secret-box.ts';
import { keepSecretKey } from '../src/store/secret-key-file.ts';
import { createSystemStore } from '../src/store/system-store.ts';
import { openTenantStore } from '../src/store/tenant-store.ts';
import { readOptions } from './read-options.ts';
import { readTenantFile } from './tenant-file.ts';

const HELP = `npm run seed -- FILE.json [--json]

Creates the tenants in FILE, or updates them: the same file twice changes nothing. Where the file has a
do_not_call, these are the numbers that no tenant calls from then on. Uses the database of the
environment (DATABASE_URL and SECRET_KEY, else the embedded one under DATA_DIR), also while the gateway runs.

  --json   print one JSON object instead of sentences
  --help   print this
`;

const { values, positionals } = readOptions(HELP, {
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
const [file] = positionals;
if (file === undefined) fail(['name the file: npm run seed -- FILE.json']);

const bytes = await readFile(file).catch(() => fail([`${file} cannot be read`]));
const read = readTenantFile(bytes);
if (read.kind === 'wrong') fail(read.problems);
const loaded = loadConfig(process.env);
if (loaded.kind === 'wrong') fail(loaded.problems);
const { config } = loaded;

const log = createLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL);
await mkdir(config.DATA_DIR, { recursive: true });
const secrets = createSecretBox(config.SECRET_KEY ?? (await keepSecretKey(config.DATA_DIR)));
const embedded =
  config.DATABASE_URL === undefined
    ? await startEmbeddedPostgres({ dataDir: config.DATA_DIR, log })
    : undefined;
const url = config.DATABASE_URL ?? embedded?.url ?? '';
await migrate(url, log).catch((error: unknown) => {
  log.error({ err: error }, 'database not migrated');
  return fail([`PostgreSQL at ${new URL(url).host} does not answer, or refuses`]);
});
const app = openDatabase(url, { role: 'slotline_app', connections: 2 });
const across = openDatabase(url, { role: 'slotline_system', connections: 1 });
const jobs = await startJobQueue(url, { log, connections: 2 });

const problems: string[] = [];
const warnings: string[] = [];
const done: string[] = [];
const system = createSystemStore(across.db, secrets);
// Before anybody's calls can be planned.
if (read.doNotCall !== undefined) await system.saveGlobalDoNotCall(read.doNotCall, systemClock.now());
for (const tenant of read.tenants) {
  const result = await setUpTenant(
    {
      system,
      openStore: (tenantId) => openTenantStore({ db: app.db, secrets, jobs }, tenantId),
      clock: systemClock,
      ids: createRandomIds(systemMachineClock.epochMs),
    },
    tenant,
  );
  const named = (line: string) => `${tenant.slug}: ${line}`;
  if (result.kind === 'refused') problems.push(...result.problems.map(named));
  else {
    done.push(tenant.slug);
    warnings.push(...result.warnings.map(named));
  }
}
await jobs.stop();
await Promise.all([app.close(), across.close()]);
await embedded?.stop();
if (problems.length > 0) fail(problems);
const keyless = read.tenants.filter(
  (tenant) => tenant.retell === undefined && config.RETELL_API_KEY === undefined,
);
for (const { slug } of keyless) {
  process.stderr.write(
    `Note: ${slug} has no retell.api_key and RETELL_API_KEY is not set: its calls are turned away.\n`,
  );
}
for (const line of warnings) process.stderr.write(`Note: ${line}\n`);
process.stdout.write(
  values.json
    ? `${JSON.stringify({ tenants: done })}\n`
    : `${done.length} tenants set up: ${done.join(', ')}\n`,
);

function fail(lines: string[]): never {
  process.stderr.write(`Not everything could be set up:\n  ${lines.join('\n  ')}\n`);
  process.exit(1);
}
