import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { Deps } from '../../src/operations/context.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { Database } from '../../src/store/database.ts';
import { createSecretBox } from '../../src/store/secret-box.ts';
import { openTenantStore } from '../../src/store/tenant-store.ts';
import { openTenant } from '../support/tenant-under-test.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let database: Database;
let statements: string[] = [];

beforeAll(async () => {
  world = await createWorld();
  await warmUp(world);
  database = openDatabase(world.databaseUrl, {
    role: 'slotline_app',
    connections: 2,
    inspect: (statement) => void statements.push(statement),
  });
});
afterAll(async () => {
  await database.close();
  await world.close();
});

/** The same tenant behind an app whose statements are counted. */
function counted(tenant: TenantUnderTest): TenantUnderTest {
  const parts = { db: database.db, secrets: createSecretBox('00'.repeat(32)), jobs: world.jobs };
  const deps: Deps = { ...world.deps, openStore: (tenantId) => openTenantStore(parts, tenantId) };
  const { id, definition, calcom } = tenant;
  return openTenant({ deps, app: createApp(deps), settle: () => world.settle(), id, definition, calcom });
}

async function statementsOf(
  tenant: TenantUnderTest,
  name: string,
  args: Record<string, unknown>,
): Promise<number> {
  statements = [];
  expect(await tenant.ask(name, args)).toMatchObject({ success: true });
  // What follows behind the answer counts as well.
  await world.settle();
  return statements.filter((statement) => /^(select "|insert|update|delete)/i.test(statement)).length;
}

async function book(tenant: TenantUnderTest, date: string): Promise<void> {
  await tenant.ask('book_appointment', { date, time: '09:00' }, { callId: `call_${date}` });
  await world.settle();
}

it('asks the database as often for many appointments as for one (ASK-71)', async () => {
  const salon = await world.tenant();
  const watched = counted(salon);
  await book(salon, '2026-11-24');
  // The first question of a call asks for its offers as well.
  await watched.ask('check_availability', { date: '2026-12-10' });
  world.clock.advance({ minutes: 6 });
  const questions: [string, Record<string, unknown>][] = [
    ['initialize_call', {}],
    ['check_customer', {}],
    ['get_customer_appointments', {}],
    ['check_availability', { date: '2026-12-10' }],
  ];
  const once: number[] = [];
  for (const [name, args] of questions) once.push(await statementsOf(watched, name, args));
  expect(Math.max(...once)).toBeLessThanOrEqual(5);
  for (const date of ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30']) await book(salon, date);
  world.clock.advance({ minutes: 6 });
  const often: number[] = [];
  for (const [name, args] of questions) often.push(await statementsOf(watched, name, args));
  expect(often).toEqual(once);
});

it('asks the database nothing for free times that are in the cache (ASK-07)', async () => {
  const salon = await world.tenant();
  const watched = counted(salon);
  const question = { date: '2026-11-24', time: '14:30' };
  await watched.ask('check_availability', question);
  await world.settle();
  expect(await statementsOf(watched, 'check_availability', question)).toBe(0);
});

it('asks nothing of our own calls where somebody has called us (ASK-71)', async () => {
  const salon = await world.tenant();
  const watched = counted(salon);
  for (const name of ['initialize_call', 'check_customer', 'get_customer_appointments', 'request_callback']) {
    await statementsOf(watched, name, {});
    expect({ name, asked: statements.filter((one) => one.includes('"call_sessions"')) }).toEqual({
      name,
      asked: [],
    });
  }
});
