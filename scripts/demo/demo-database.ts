import { randomBytes } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TenantId } from '../../src/domain/tenant.ts';
import { createLog } from '../../src/platform/log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { removeEmbeddedPostgres } from '../../src/store/embedded-postgres/home.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded-postgres/start-embedded-postgres.ts';
import type { EmbeddedPostgres } from '../../src/store/embedded-postgres/start-embedded-postgres.ts';
import { createSecretBox } from '../../src/store/secret-box.ts';
import { createSystemStore } from '../../src/store/system-store.ts';
import { openTenantStore } from '../../src/store/tenant-store.ts';
import type { TenantStore } from '../../src/store/tenant-store.ts';

export interface DemoDatabase {
  /** The settings by which other processes share it. */
  settings: { DATABASE_URL: string; SECRET_KEY: string };
  /** The store of each tenant that has been set up, by its slug. */
  openStores(): Promise<Map<string, TenantStore>>;
  /** Stops the server and deletes its data. */
  remove(): Promise<void>;
}

/** An embedded PostgreSQL with nothing in it, under `dataDir`; what an earlier demo left there is deleted. */
export async function openDemoDatabase(dataDir: string): Promise<DemoDatabase> {
  await mkdir(dataDir, { recursive: true });
  const postgres = await startEmpty(dataDir);
  const secretKey = randomBytes(32).toString('hex');
  const app = openDatabase(postgres.url, { role: 'slotline_app', connections: 2 });
  const across = openDatabase(postgres.url, { role: 'slotline_system', connections: 1 });
  const secrets = createSecretBox(secretKey);
  const jobs = { enqueue: () => Promise.reject(new Error('the demo only reads')) };
  const openStore = (id: TenantId): TenantStore => openTenantStore({ db: app.db, secrets, jobs }, id);
  return {
    settings: { DATABASE_URL: postgres.url, SECRET_KEY: secretKey },
    async openStores() {
      const doors = await createSystemStore(across.db, secrets).listDoors();
      return new Map(doors.map(({ id, slug }) => [slug, openStore(id)]));
    },
    async remove() {
      await Promise.all([app.close(), across.close()]);
      await postgres.stop();
      await removeEmbeddedPostgres(dataDir);
    },
  };
}

/** A server that runs already belongs to another demo, unless that one was killed: then it is taken over. */
async function startEmpty(dataDir: string): Promise<EmbeddedPostgres> {
  const options = { dataDir, log: createLog('silent'), durable: false };
  const isLeftOver = await stat(join(dataDir, 'postgres')).then(
    () => true,
    () => false,
  );
  const first = await startEmbeddedPostgres(options);
  if (!first.owner) throw new Error('another demo is running: stop it, or give this one its own DATA_DIR');
  if (!isLeftOver) return first;
  await first.stop();
  await removeEmbeddedPostgres(dataDir);
  return startEmbeddedPostgres(options);
}
