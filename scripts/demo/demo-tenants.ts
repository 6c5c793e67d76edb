import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { REPOSITORY_FOLDER } from './repository-folder.ts';

const demoTenant = z.looseObject({
  slug: z.string(),
  name: z.string(),
  timezone: z.string(),
  phone_numbers: z.array(z.string()),
  retell: z.looseObject({ api_key: z.string() }),
  services: z.array(z.looseObject({ event_type_id: z.number() })),
  calcom: z.looseObject({ api_key: z.string(), webhook_secret: z.string() }),
  access_keys: z.array(z.looseObject({ role: z.string(), key: z.string() })).optional(),
});

/** What the demo itself has to know of a tenant of its seed file. */
export type DemoTenant = z.infer<typeof demoTenant>;

const FILE = new URL('../../test/fixtures/demo-tenants.json', import.meta.url);

export async function readDemoTenants(): Promise<DemoTenant[]> {
  const text = await readFile(FILE, 'utf8');
  return z.object({ tenants: z.array(demoTenant) }).parse(JSON.parse(text)).tenants;
}

/** Sets the tenants up with `npm run seed`'s own script, their calendars at `calendarUrl`. */
export async function seedTenants(
  tenants: DemoTenant[],
  { calendarUrl, env, dataDir }: { calendarUrl: string; env: NodeJS.ProcessEnv; dataDir: string },
): Promise<void> {
  const file = join(dataDir, 'tenants.json');
  const seeds = tenants.map((tenant) => ({ ...tenant, calcom: { ...tenant.calcom, base_url: calendarUrl } }));
  await writeFile(file, JSON.stringify({ tenants: seeds }), { mode: 0o600 });
  try {
    await runSeed(file, env);
  } finally {
    await rm(file, { force: true });
  }
}

function runSeed(file: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, ['scripts/seed.ts', file], {
    cwd: REPOSITORY_FOLDER,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const endWithUs = (): void => void child.kill();
  process.once('exit', endWithUs);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', endWithUs);
      if (code === 0) resolve();
      else reject(new Error(`the tenants could not be set up:\n${said.trim()}`));
    });
  });
}
