import { sql } from 'drizzle-orm';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { functions } from '../../functions/index.ts';
import type { VoiceFunction } from '../../src/runtime/define-function.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { CalcomFault } from '../simulators/calcom/calcom-faults.ts';
import { createTestDatabase } from '../support/database.ts';
import { expectSpeakable } from '../support/expect-speakable.ts';
import { startOwnRedis } from '../support/own-redis.ts';
import { readyQuestion } from '../support/ready-question.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
import type { Asked, TenantUnderTest } from '../support/tenant-under-test.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { World, WorldOptions } from '../support/world.ts';
import { createTcpGate } from '../support/tcp-gate.ts';

/** What the promise adds to a budget for the way of the answer. */
const MARGIN_MS = 25;
/** More at once would measure this machine instead of the gateway. */
const AT_ONCE = 4;

const FAULTS: [string, CalcomFault][] = [
  ['hangs', { kind: 'hang' }],
  ['answers after 47 seconds', { kind: 'delay', ms: 47_000 }],
  ['resets connections', { kind: 'reset' }],
  ['answers 503', { kind: 'status', status: 503 }],
  ['answers 429', { kind: '429' }],
  ['answers garbage', { kind: 'garbage' }],
];
/** These need nobody else: they must work whatever is broken. */
const SELF_RELIANT = ['initialize_call', 'parse_date', 'get_available_services'];

interface Question {
  fn: VoiceFunction;
  tenant: TenantUnderTest;
  args: Record<string, unknown>;
}
type Answers = Map<string, Asked>;

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** One tenant per function, so that one's failures do not open the circuit of another. */
async function prepareAll(world: World): Promise<Question[]> {
  const questions: Question[] = [];
  for (const fn of functions) {
    const isWaiting = fn.name === 'join_waitlist';
    const tenant = await (isWaiting ? openReminderSalon(world, { waitlist: true }) : world.tenant());
    questions.push({ fn, tenant, args: await readyQuestion(tenant, fn.name) });
  }
  // As for every tenant that a process has served before, what was set up for it is in memory.
  for (const { tenant } of questions) await tenant.ask('get_available_services');
  await world.settle();
  return questions;
}

/** Asks every function and holds each answer to the promise: 200, in time, one speakable JSON object. */
async function askAll(questions: Question[]): Promise<Answers> {
  const answers: Answers = new Map();
  for (let first = 0; first < questions.length; first += AT_ONCE) {
    const batch = questions.slice(first, first + AT_ONCE);
    const asked = await Promise.all(batch.map(({ fn, tenant, args }) => tenant.askTimed(fn.name, args)));
    for (const [place, { fn }] of batch.entries()) {
      const answer = asked[place];
      if (answer !== undefined) answers.set(fn.name, answer);
    }
  }
  expect([...answers.keys()]).toEqual(functions.map((fn) => fn.name));
  const late = functions.filter((fn) => (answers.get(fn.name)?.ms ?? Infinity) > fn.budgetMs + MARGIN_MS);
  expect(late.map((fn) => `${fn.name}: ${answers.get(fn.name)?.ms} of ${fn.budgetMs} ms`)).toEqual([]);
  for (const { status, answer } of answers.values()) {
    expect(status).toBe(200);
    expectSpeakable(answer);
  }
  return answers;
}

function successOf(answers: Answers, names: string[]): Record<string, boolean | undefined> {
  return Object.fromEntries(names.map((name) => [name, answers.get(name)?.answer.success]));
}

function allTrue(names: string[]): Record<string, boolean> {
  return Object.fromEntries(names.map((name) => [name, true]));
}

/** Keeps everybody else out of every table until the answer is called; calling it again is fine. */
async function lockAllTables(url: string): Promise<() => Promise<void>> {
  const owner = openDatabase(url, { connections: 1 });
  const tables = await owner.db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: locked, resolve: hasLocked } = Promise.withResolvers<void>();
  const holding = owner.db.transaction(async (tx) => {
    for (const { name } of tables) await tx.execute(sql`lock table ${sql.identifier(name)}`);
    hasLocked();
    await released;
  });
  await Promise.race([locked, holding]);
  return async () => {
    release();
    await holding;
    await owner.close();
  };
}

async function openWorld(options: WorldOptions = {}): Promise<World> {
  const world = await createWorld(options);
  ends.push(() => world.close());
  await vi.waitFor(() => world.deps.cache.ping());
  await warmUp(world);
  return world;
}

describe('every function answers 200 within its budget with a speakable sentence', () => {
  let shared: World | undefined;
  afterAll(() => shared?.close());

  it.each(FAULTS)('while Cal.com %s (ASK-39, ASK-40)', async (_name, fault) => {
    if (shared === undefined) {
      shared = await createWorld();
      await warmUp(shared);
    }
    const questions = await prepareAll(shared);
    for (const { tenant } of questions) tenant.calcom.faults.add({ fault });
    const answers = await askAll(questions);
    const needNoCalendar = [
      ...SELF_RELIANT,
      'check_customer',
      'get_customer_appointments',
      'request_callback',
    ];
    expect(successOf(answers, needNoCalendar)).toEqual(allTrue(needNoCalendar));
    const looks = ['check_availability', 'get_alternatives', 'find_next_available', 'start_booking'];
    for (const name of [...looks, 'book_appointment']) {
      expect({ name, ...answers.get(name)?.answer }).toMatchObject({
        name,
        success: false,
        reason: 'calendar_unreachable',
        fallback: 'callback_request',
      });
    }
    // Nothing waits for an answer that would come after three quarters of a minute.
    for (const { tenant } of questions) await tenant.calcom.close();
    await shared.settle();
  });

  it('and does its work while Redis is stopped', async () => {
    const redis = await startOwnRedis();
    ends.push(() => redis.stop());
    const questions = await prepareAll(await openWorld({ redisUrl: redis.url }));
    await redis.stop();
    const answers = await askAll(questions);
    const names = functions.map((fn) => fn.name);
    expect(successOf(answers, names)).toEqual(allTrue(names));
  });

  it('and does its work while Redis is frozen', async () => {
    const redis = await startOwnRedis();
    ends.push(() => redis.stop());
    const questions = await prepareAll(await openWorld({ redisUrl: redis.url }));
    redis.freeze();
    const answers = await askAll(questions);
    const names = functions.map((fn) => fn.name);
    expect(successOf(answers, names)).toEqual(allTrue(names));
  });

  it('while somebody holds a lock on every table, and what was not done then can be done afterwards', async () => {
    const world = await openWorld();
    const questions = await prepareAll(world);
    const unlock = await lockAllTables(world.databaseUrl);
    ends.push(unlock);
    const answers = await askAll(questions);
    expect(successOf(answers, SELF_RELIANT)).toEqual(allTrue(SELF_RELIANT));
    await unlock();
    await world.settle();
    const statusesAfter = { confirm_booking: ['accepted'], cancel_appointment: ['cancelled'] };
    for (const [name, statuses] of Object.entries(statusesAfter)) {
      const question = questions.find(({ fn }) => fn.name === name);
      expect(await question?.tenant.ask(name, question.args)).toMatchObject({ success: true });
      expect(question?.tenant.calcom.bookings().map(({ status }) => status)).toEqual(statuses);
    }
  });

  it('while PostgreSQL is frozen, and the deeds it kept waiting are done when it goes on', async () => {
    const database = await createTestDatabase();
    ends.push(() => database.drop());
    const gate = await createTcpGate(database.url);
    ends.push(() => gate.close());
    const world = await openWorld({ databaseUrl: gate.url });
    ends.push(() => Promise.resolve(gate.open()));
    const questions = await prepareAll(world);
    gate.freeze();
    const answers = await askAll(questions);
    expect(successOf(answers, SELF_RELIANT)).toEqual(allTrue(SELF_RELIANT));
    // Which call is meant has to be looked up first where the request does not say it.
    const nameless = { call: { call_id: null } };
    const asked = await questions[0]?.tenant.askTimed('check_availability', { date: 'morgen' }, nameless);
    expect(asked).toMatchObject({ status: 200, answer: { success: false, fallback: 'callback_request' } });
    expect(asked?.ms).toBeLessThanOrEqual(800 + MARGIN_MS);
    for (const fn of functions.filter(({ effect }) => effect === 'write')) {
      const { name } = fn;
      expect({ name, ...answers.get(name)?.answer }).toMatchObject({ name, success: false, pending: true });
    }
    gate.open();
    await world.settle();
    for (const { fn, tenant } of questions) {
      const recorded = (await tenant.store.functionCalls.ofCall(tenant.callId)).map(
        (record) => record.function,
      );
      expect(recorded).toContain(fn.name);
    }
    const statusesAfter = { confirm_booking: ['accepted'], cancel_appointment: ['cancelled'] };
    for (const [name, statuses] of Object.entries(statusesAfter)) {
      const question = questions.find(({ fn }) => fn.name === name);
      expect(question?.tenant.calcom.bookings().map(({ status }) => status)).toEqual(statuses);
      expect(await question?.tenant.ask(name, question.args)).toMatchObject({ success: true });
      expect(question?.tenant.calcom.bookings().map(({ status }) => status)).toEqual(statuses);
    }
  });
});
