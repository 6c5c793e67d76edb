import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCalcomSimulator } from '../simulators/calcom/calcom-simulator.ts';
import type { CalcomSimulator } from '../simulators/calcom/calcom-simulator.ts';
import { createRetellApiSimulator } from '../simulators/retell-api/retell-api-simulator.ts';
import type { RetellApiSimulator } from '../simulators/retell-api/retell-api-simulator.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { startProcess } from '../support/gateway-process.ts';
import { HAIRCUT, salonAccount } from '../support/salon.ts';

const START = new Date('2026-11-20T09:00:00Z');
const CALL = {
  call_id: 'call_0123456789',
  call_status: 'ended',
  direction: 'inbound',
  to_number: '+493012345678',
  start_timestamp: START.getTime() - 660_000,
  end_timestamp: START.getTime() - 600_000,
  call_analysis: { call_successful: true },
};

let database: TestDatabase;
let calcom: CalcomSimulator;
let retell: RetellApiSimulator;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slotline-reconcile-'));
  database = await createTestDatabase();
  calcom = await createCalcomSimulator({ now: () => START, accounts: [salonAccount('reconcile')] });
  retell = await createRetellApiSimulator({ apiKeys: ['key_retell'] });
  env = {
    DATABASE_URL: database.url,
    SECRET_KEY: '5a'.repeat(32),
    DATA_DIR: folder,
    RETELL_BASE_URL: retell.url,
    CLOCK_START: START.toISOString(),
    LOG_LEVEL: 'silent',
  };
  const file = join(folder, 'tenants.json');
  await writeFile(file, JSON.stringify({ tenants: [tenant()] }));
  const seed = startProcess('scripts/seed.ts', [file], env);
  if ((await seed.ended) !== 0) throw new Error(seed.errors());
});
afterAll(async () => {
  await calcom.close();
  await retell.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function tenant(): Record<string, unknown> {
  return {
    slug: 'salon-nord',
    name: 'Salon Nord',
    business_type: 'salon',
    locale: 'de-DE',
    timezone: 'Europe/Berlin',
    phone_numbers: [CALL.to_number],
    agents: [],
    retell: { api_key: 'key_retell' },
    calcom: { base_url: calcom.url, api_key: 'cal_live_reconcile' },
    services: [{ name: 'Herrenhaarschnitt', event_type_id: HAIRCUT, minutes: 45 }],
  };
}

async function reconcile(...args: string[]) {
  const run = startProcess('scripts/reconcile.ts', args, env);
  return { code: await run.ended, output: run.output(), errors: run.errors() };
}

describe('npm run reconcile', () => {
  it('says what it compared, found and repaired (ASK-57, ASK-49)', async () => {
    calcom.addBooking({ eventTypeId: HAIRCUT, start: new Date('2026-11-24T13:30:00Z') });
    retell.putCall('key_retell', CALL);
    const first = await reconcile('salon-nord', '--json', '--since', '2026-11-01T00:00:00Z');
    expect(JSON.parse(first.output)).toEqual({
      tenant: 'salon-nord',
      runs: [
        {
          source: 'calcom',
          since: '2026-11-01T00:00:00.000Z',
          looked: 1,
          finished: true,
          drift: [{ what: 'missing', appointment_id: expect.stringMatching(/^apt_/), repaired: true }],
        },
        {
          source: 'retell',
          since: '2026-11-01T00:00:00.000Z',
          looked: 1,
          finished: true,
          drift: [{ what: 'call_missing', call_id: CALL.call_id, repaired: true }],
        },
      ],
    });
    expect(first.code).toBe(0);
  });

  it('finds nothing the second time (ASK-57, ASK-49)', async () => {
    const second = await reconcile('salon-nord');
    expect(second.output).toMatch(/^Cal\.com: 1 .*no drift\nRetell: 1 .*no drift\n$/);
    expect(second.code).toBe(0);
  });

  it('exits 1 where a run breaks off, and compares the rest (ASK-57)', async () => {
    calcom.faults.add({ fault: { kind: 'status', status: 503 } });
    const { code, output } = await reconcile('salon-nord');
    calcom.faults.clear();
    expect(output).toContain('broke off (upstream_unavailable)');
    expect(output).toContain('Retell: 1 calls compared');
    expect(code).toBe(1);
  });

  it('exits 1 and says what is wrong with its arguments, and explains itself', async () => {
    const [nobody, stranger, undated, help] = await Promise.all([
      reconcile(),
      reconcile('salon-süd'),
      reconcile('salon-nord', '--since', 'gestern'),
      reconcile('--help'),
    ]);
    expect([nobody, stranger, undated].map(({ code, output }) => ({ code, output }))).toEqual(
      Array.from({ length: 3 }, () => ({ code: 1, output: '' })),
    );
    expect(nobody.errors).toContain('name one tenant');
    expect(stranger.errors).toContain('there is no tenant');
    expect(undated.errors).toContain('ISO instant');
    expect(help.code).toBe(0);
    expect(help.output).toContain('npm run reconcile -- SLUG');
  });
});
