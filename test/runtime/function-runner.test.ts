import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { CallInfo } from '../../src/operations/context.ts';
import { Fault } from '../../src/platform/fault.ts';
import { done, say } from '../../src/platform/outcome.ts';
import type { Answer } from '../../src/runtime/answer.ts';
import { defineFunction } from '../../src/runtime/define-function.ts';
import type { VoiceFunction } from '../../src/runtime/define-function.ts';
import { createFunctionRunner } from '../../src/runtime/function-runner.ts';
import { HAIRCUT } from '../support/salon.ts';
import { expectSpeakable } from '../support/expect-speakable.ts';
import { MAX } from '../support/tenant-under-test.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await warmUp(world);
});
afterAll(() => world.close());

const TUESDAY = '2026-11-24';
const CALLBACK_OFFERED = { success: false, reason: 'unavailable', fallback: 'callback_request' };

interface Trial {
  effect: 'read' | 'write';
  budgetMs: number;
  run(): Promise<unknown>;
}

/** A function made for one test, which does what `run` does and then says that an offer was dropped. */
function trialFunction({ effect, budgetMs, run }: Trial): VoiceFunction {
  const base = {
    name: 'trial',
    description: 'For this test.',
    input: z.object({}),
    budgetMs,
    run: async () => {
      await run();
      return done({}, say('offer_dropped', {}));
    },
    answer: () => ({}),
  };
  return effect === 'read'
    ? defineFunction({ ...base, effect })
    : defineFunction({ ...base, effect, onceKey: () => '', undoes: [] });
}

function runTrial(
  tenant: TenantUnderTest,
  fn: VoiceFunction,
  findCall?: () => Promise<CallInfo>,
): Promise<Answer> {
  const { deps } = world;
  const door = deps.directory.door(tenant.id);
  if (door === undefined) throw new Error('the tenant has no door');
  const now = deps.clock.now();
  const facts = { id: tenant.callId, direction: 'inbound' as const, startedAt: now, now };
  return createFunctionRunner(deps).run({
    door,
    fn,
    rawArguments: {},
    findCall: findCall ?? (() => Promise.resolve({ id: tenant.callId, facts })),
    receivedMs: deps.machine.elapsedMs(),
  });
}

async function recordsOf(tenant: TenantUnderTest) {
  await world.settle();
  return tenant.store.functionCalls.ofCall(tenant.callId);
}

describe('the runner of functions', () => {
  it('answers a read that never ends with a sentence and a callback (ASK-40)', async () => {
    const salon = await world.tenant();
    const stuck = Promise.withResolvers<void>();
    const fn = trialFunction({ effect: 'read', budgetMs: 120, run: () => stuck.promise });
    expect(await runTrial(salon, fn)).toEqual({
      ...CALLBACK_OFFERED,
      message:
        'Das dauert gerade leider länger als sonst. Soll ich es noch einmal versuchen oder einen Rückruf für Sie notieren?',
    });
    stuck.resolve();
    expect(await recordsOf(salon)).toMatchObject([{ result: 'failed', why: 'budget_spent' }]);
  });

  it('lets a write go on beyond its answer, and gives its result to whoever asks again (ASK-40)', async () => {
    const salon = await world.tenant();
    const deed = Promise.withResolvers<void>();
    let deeds = 0;
    const fn = trialFunction({
      effect: 'write',
      budgetMs: 250,
      run: () => {
        deeds += 1;
        return deed.promise;
      },
    });
    expect(await runTrial(salon, fn)).toEqual({
      success: false,
      pending: true,
      message: 'Einen Moment noch, ich bin noch dabei.',
    });
    deed.resolve();
    await world.settle();
    const first = await runTrial(salon, fn);
    expect(first).toMatchObject({ success: true });
    expect(await runTrial(salon, fn)).toEqual(first);
    expect(deeds).toBe(1);
  });

  it.each([
    ['a defect of ours', () => Promise.reject(new TypeError('x is not a function'))],
    [
      'a database that does not answer',
      () => Promise.reject(new Fault('store_unavailable', 'postgres 57P01')),
    ],
    [
      'something thrown that is no error',
      () => Promise.reject(Object.assign(Object.create(null), { odd: true })),
    ],
  ])('turns %s into a sentence that tells nothing of it (ASK-41)', async (_name, run) => {
    const salon = await world.tenant();
    for (const effect of ['read', 'write'] as const) {
      const answer = await runTrial(salon, trialFunction({ effect, budgetMs: 2_000, run }));
      expect(answer).toMatchObject(CALLBACK_OFFERED);
      expectSpeakable(answer);
      expect(JSON.stringify(answer)).not.toMatch(/function|postgres|odd/);
    }
    const failed = world.logLines().filter((line) => line.includes('"function failed"'));
    expect(failed.length).toBeGreaterThanOrEqual(2);
  });

  it('answers in time where even the call cannot be found out', async () => {
    const salon = await world.tenant();
    const never = new Promise<CallInfo>(() => undefined);
    const fn = trialFunction({ effect: 'read', budgetMs: 120, run: () => Promise.resolve() });
    const lost = Promise.withResolvers<CallInfo>();
    expect(await runTrial(salon, fn, () => Promise.race([never, lost.promise]))).toMatchObject(
      CALLBACK_OFFERED,
    );
    lost.reject(new Fault('unreadable_request', 'the request names no call'));
  });
});

describe('the record of a function call (ASK-79)', () => {
  it('keeps question, answer, step, exchanges and time', async () => {
    const salon = await world.tenant();
    const args = { date: 'Dienstag', time: null, junk: 1 };
    const answer = await salon.ask('check_availability', args, { toolCallId: 'tool_call_1' });
    const [record, ...others] = await recordsOf(salon);
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      callId: salon.callId,
      function: 'check_availability',
      toolCallId: 'tool_call_1',
      arguments: args,
      answer,
      result: 'done',
      ladderStep: 'live',
      at: world.clock.now(),
      exchanges: [{ service: 'calcom', method: 'GET', status: 200 }],
    });
    expect(record?.ms).toBeGreaterThan(0);
    expect(JSON.stringify(record)).not.toContain(salon.definition.calcom?.apiKey);
  });

  it('waits with the record of a late answer for what is still exchanged, and keeps the time of the question', async () => {
    const others = await world.tenant();
    const salon = await world.tenant();
    const deed = Promise.withResolvers<void>();
    const asked = world.clock.now();
    const fn = defineFunction({
      name: 'trial',
      description: 'For this test.',
      input: z.object({}),
      effect: 'write',
      onceKey: () => '',
      undoes: [],
      budgetMs: 250,
      run: async (ctx) => {
        await deed.promise;
        ctx.trace.exchanges.push({
          service: 'calcom',
          method: 'POST',
          path: '/bookings',
          status: 201,
          ms: 1,
        });
        return done({}, say('offer_dropped', {}));
      },
      answer: () => ({}),
    });
    const answer = await runTrial(salon, fn);
    expect(answer).toMatchObject({ pending: true });
    // What is written before the work ends is written without what it exchanges.
    world.clock.advance({ minutes: 1 });
    await others.ask('get_available_services');
    await vi.waitFor(async () => {
      expect(await others.store.functionCalls.ofCall(others.callId)).toHaveLength(1);
    });
    expect(await salon.store.functionCalls.ofCall(salon.callId)).toEqual([]);
    deed.resolve();
    expect(await recordsOf(salon)).toMatchObject([
      { answer, result: 'pending', at: asked, exchanges: [{ method: 'POST', status: 201 }] },
    ]);
  });

  it('keeps the exchange of a question that several share with each of them', async () => {
    const salon = await world.tenant();
    salon.calcom.faults.add({ fault: { kind: 'status', status: 500 } });
    const ask = (callId: string) => salon.ask('check_availability', { date: TUESDAY }, { callId });
    await Promise.all([ask('call_a'), ask('call_b')]);
    await world.settle();
    for (const callId of ['call_a', 'call_b']) {
      expect(await salon.store.functionCalls.ofCall(callId)).toMatchObject([
        { exchanges: [{ status: 500 }] },
      ]);
    }
  });

  it('keeps refusals with their reason and failures with what Cal.com answered, unprintable text too', async () => {
    const salon = await world.tenant();
    await salon.ask('check_availability', { date: 'xyzzy' });
    const body = { message: 'half \ud800 and zero \0' };
    salon.calcom.faults.add({ fault: { kind: 'status', status: 500, body } });
    await salon.ask('check_availability', { date: TUESDAY });
    const records = await recordsOf(salon);
    expect(records).toMatchObject([
      { result: 'refused', why: 'date_unclear', exchanges: [] },
      { result: 'refused', why: 'calendar_unreachable', ladderStep: 'none', exchanges: [{ status: 500 }] },
    ]);
    expect(JSON.stringify(records[1]?.exchanges)).toContain('and zero');
  });

  it('makes the record of the call too, where no call_started has come (ASK-44)', async () => {
    const salon = await world.tenant();
    await salon.ask('get_available_services');
    await world.settle();
    expect(await salon.store.calls.find(salon.callId)).toMatchObject({
      id: salon.callId,
      status: 'ongoing',
      agentId: salon.definition.agents[0],
      fromNumber: MAX,
      toNumber: salon.definition.phoneNumbers[0],
      startedAt: world.clock.now(),
    });
  });

  it('cuts a megabyte that was put into an argument, and answers all the same', async () => {
    const salon = await world.tenant();
    const answer = await salon.ask('request_callback', { reason: 'Haare '.repeat(170_000) });
    expect(answer.success).toBe(true);
    expectSpeakable(answer);
    const [record] = await recordsOf(salon);
    expect(JSON.stringify(record?.arguments).length).toBeLessThan(2_100);
  });
});

describe('the throttle of a tenant (ASK-51)', () => {
  it('answers 200 and a sentence over the limit, and leaves other tenants alone', async () => {
    const busy = await world.tenant({ definition: { functionsPerMinute: 3 } });
    const calm = await world.tenant({ definition: { functionsPerMinute: 3 } });
    const ask = () => busy.askTimed('get_available_services');
    const answers = [await ask(), await ask(), await ask(), await ask()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answers.map(({ answer }) => answer.success)).toEqual([true, true, true, false]);
    expect(answers[3]?.answer).toEqual({
      success: false,
      reason: 'too_many_requests',
      message: 'Im Moment kommen sehr viele Anfragen auf einmal. Soll ich es gleich noch einmal versuchen?',
    });
    expect(await calm.ask('get_available_services')).toMatchObject({ success: true });
  });
});

describe('an answer', () => {
  it('stays under what Retell reads when a calendar has a free time every minute', async () => {
    const week: Record<number, [string, string][]> = { 2: [['00:00', '24:00']] };
    const salon = await world.tenant({
      account: {
        eventTypes: [
          {
            id: HAIRCUT,
            slug: 'immer',
            title: 'Immer',
            minutes: 1,
            hosts: ['Anna'],
            openingHours: week,
            emailRequired: false,
          },
        ],
      },
    });
    for (const name of ['check_availability', 'get_alternatives', 'find_next_available']) {
      const answer = await salon.ask(name, { date: TUESDAY });
      expectSpeakable(answer);
      expect(answer).toMatchObject({ success: true, available: true });
      const slots = Array.isArray(answer['slots']) ? answer['slots'] : [];
      expect(slots[0]).toBe('00:00');
      expect(slots.length).toBeLessThanOrEqual(288);
    }
  });
});
