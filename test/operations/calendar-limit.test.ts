import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { slotSource } from '../../src/domain/seats.ts';
import { addDays } from '../../src/domain/wall-clock.ts';
import { amongExchanges } from '../../src/operations/exchanges.ts';
import { findFreeSlots } from '../../src/operations/find-free-slots.ts';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { setUpTenant } from '../../src/operations/set-up-tenant.ts';
import { Fault } from '../../src/platform/fault.ts';
import { startOwnRedis } from '../support/own-redis.ts';
import { HAIRCUT } from '../support/salon.ts';
import { openSecondGateway } from '../support/second-gateway.ts';
import type { SecondGateway } from '../support/second-gateway.ts';
import type { Asked, TenantUnderTest } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const TUESDAY = '2026-11-24';
const MINUTE = 20;
/** What the lanes leave of it to a question and to work in the background. */
const QUESTIONS = 17;
const BACKGROUND = 10;
/** As many as a busy machine answers in time. */
const AT_ONCE = 8;

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried, redisTimeoutMs: 5_000 });
  await warmUp(world);
});
afterAll(() => world.close());

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

interface LimitedSalon {
  salon: TenantUnderTest;
  other: SecondGateway;
}

/** A tenant whose key may send 20 requests a minute, and another gateway for it. */
async function openLimited(at = world, calendarsLimit = MINUTE): Promise<LimitedSalon> {
  const salon = await at.tenant({ account: { requestsPerMinute: calendarsLimit } });
  const { calcom } = salon.definition;
  if (calcom === undefined) throw new Error('a salon has a calendar');
  const limited = { ...salon.definition, calcom: { ...calcom, requestsPerMinute: MINUTE } };
  await setUpTenant(at.deps, limited);
  await at.deps.directory.refresh();
  return { salon, other: await openSecondGateway(at, salon) };
}

function statuses({ salon }: LimitedSalon): (number | undefined)[] {
  return salon.calcom.requests().map(({ status }) => status);
}

/** As many questions as that, none of which is answered with another one: far apart, for two services. */
function someQuestions(count: number): { date: string; service: string }[] {
  return Array.from({ length: count }, (_, at) => ({
    date: addDays('2026-12-01', 14 * Math.floor(at / 2)),
    service: at % 2 === 0 ? 'Herrenhaarschnitt' : 'Färben',
  }));
}

/** Questions until the share of the minute that questions have is used up. */
async function useUp({ salon }: LimitedSalon): Promise<void> {
  for (const question of someQuestions(QUESTIONS)) {
    await salon.ask('check_availability', question, { callId: 'call_b' });
  }
}

async function lastStep({ salon }: LimitedSalon): Promise<string | undefined> {
  await world.settle();
  return (await salon.store.functionCalls.ofCall(salon.callId)).at(-1)?.ladderStep;
}

describe('a key’s requests a minute, with two gateways on one Redis (ASK-70)', () => {
  it.each([
    { title: 'the calendar tells how many are left', calendarsLimit: MINUTE },
    { title: 'nobody but the gateways counts them', calendarsLimit: 10_000 },
  ])('are never exceeded by a burst of questions, where $title', async ({ calendarsLimit }) => {
    const limited = await openLimited(world, calendarsLimit);
    const { salon, other } = limited;
    const answers: Asked[] = [];
    const questions = someQuestions(32);
    while (questions.length > 0) {
      const asked = questions
        .splice(0, AT_ONCE)
        .map((question, at) =>
          (at % 2 === 0 ? salon : other).askTimed('check_availability', question, { callId: `call_${at}` }),
        );
      answers.push(...(await Promise.all(asked)));
    }
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const live = answers.filter(({ answer }) => answer.success);
    const rest = answers.filter(({ answer }) => answer['fallback'] === 'callback_request');
    expect([live.length, rest.length]).toEqual([QUESTIONS, 32 - QUESTIONS]);
    expect(statuses(limited)).toEqual(Array.from({ length: QUESTIONS }, () => 200));
  });

  it('near their end leave questions the copy that is there, with a warning (ASK-68)', async () => {
    const limited = await openLimited();
    const { salon, other } = limited;
    await salon.ask('check_availability', { date: TUESDAY });
    world.clock.advance({ minutes: 6 });
    await useUp(limited);
    for (const gateway of [salon, other]) {
      const answer = await gateway.ask('check_availability', { date: TUESDAY });
      expect(answer).toMatchObject({ success: true, available: true, warning: 'stale_data' });
      expect(await lastStep(limited)).toBe('stale');
    }
    expect(statuses(limited)).toEqual(Array.from({ length: QUESTIONS }, () => 200));
  });

  it('leave who finds no room the copy that another gateway has just fetched', async () => {
    const { salon, other } = await openLimited();
    const ctx = await openCtx(world.deps, salon.id, new AbortController().signal, 'system');
    const findSlots = async (): Promise<never> => {
      await other.ask('check_availability', { date: TUESDAY }, { callId: 'call_b' });
      throw new Fault('upstream_unsent', 'no room');
    };
    const [service] = ctx.tenant.services.filter(({ eventTypeId }) => eventTypeId === HAIRCUT);
    const source = service && slotSource(service);
    if (source === undefined || source === 'not_selectable') throw new Error('the salon cuts hair');
    const asked = { ...ctx, calendar: { ...ctx.calendar, findSlots } };
    const found = await findFreeSlots(asked, source, [TUESDAY]);
    expect(found?.step).toBe('cache');
    expect(found?.slots).toHaveLength(10);
  });

  it('leave a booking enough of them while the background walks the calendar', async () => {
    const limited = await openLimited();
    const { salon } = limited;
    const ending = new AbortController();
    const ctx = await openCtx(world.deps, salon.id, ending.signal, 'system');
    const walk = Array.from({ length: 3 * MINUTE }, () =>
      ctx.calendar.getBooking('of_nobody', amongExchanges(ctx)).then(
        () => 'done',
        () => 'ended',
      ),
    );
    await expect.poll(() => salon.calcom.requests().length).toBe(BACKGROUND);
    const offer = await salon.ask('start_booking', { date: TUESDAY, time: '14:30' });
    expect(offer).toMatchObject({ success: true, availability_confirmed: true });
    const { booking_id } = offer;
    expect(await salon.ask('confirm_booking', { booking_id, confirmed: true })).toMatchObject({
      success: true,
    });
    expect(salon.calcom.bookings()).toHaveLength(1);
    ending.abort();
    const walked = await Promise.all(walk);
    expect(walked.filter((end) => end === 'done')).toHaveLength(BACKGROUND);
    expect(statuses(limited)).not.toContain(429);
  });

  it('are kept by both once the calendar has turned one of them away', async () => {
    const { salon, other } = await openLimited();
    salon.calcom.faults.add({ fault: { kind: '429', resetSeconds: 30 }, times: 1 });
    expect(await salon.ask('check_availability', { date: TUESDAY })).toMatchObject({
      fallback: 'callback_request',
    });
    for (const gateway of [salon, other]) {
      expect(await gateway.ask('check_availability', { date: '2026-11-25' })).toMatchObject({
        fallback: 'callback_request',
      });
    }
    expect(salon.calcom.requests()).toHaveLength(1);
  });

  it('are counted under something that is not the key', async () => {
    const { salon } = await openLimited();
    const redis = new Redis(inject('redisUrl'));
    ends.push(async () => redis.disconnect());
    await salon.ask('check_availability', { date: TUESDAY });
    const keys = await redis.keys('calendar-key:*');
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => key.includes(salon.definition.calcom?.apiKey ?? ''))).toEqual([]);
  });
});

describe('a Redis of one’s own', () => {
  async function openOwn() {
    const redis = await startOwnRedis();
    ends.push(() => redis.stop());
    const own = await createWorld({ budgetMs: unhurried, redisUrl: redis.url, redisTimeoutMs: 5_000 });
    ends.push(() => own.close());
    await vi.waitFor(() => own.deps.cache.ping());
    return { redis, own };
  }

  it('that is stopped leaves each gateway with what it knows, and callers with an answer', async () => {
    const { redis, own } = await openOwn();
    const limited = await openLimited(own);
    await redis.stop();
    for (const gateway of [limited.salon, limited.other]) {
      const answer = await gateway.ask('check_availability', { date: TUESDAY });
      expect(answer).toMatchObject({ success: true, available: true });
    }
    // Each by itself still keeps to the limit; the calendar's headers tell of the other one.
    for (const question of someQuestions(20)) await limited.salon.ask('check_availability', question);
    expect(statuses(limited)).not.toContain(429);
    expect(statuses(limited).length).toBeLessThanOrEqual(QUESTIONS + 1);
  });

  it('is not asked about the limit for what is in the cache', async () => {
    const { redis, own } = await openOwn();
    const { salon } = await openLimited(own);
    const watcher = new Redis(redis.url);
    ends.push(async () => watcher.disconnect());
    const scripts = async () =>
      Number(/cmdstat_eval:calls=(\d+)/.exec(await watcher.info('commandstats'))?.[1]);
    await salon.ask('check_availability', { date: TUESDAY });
    await own.settle();
    const before = await scripts();
    await salon.ask('check_availability', { date: TUESDAY });
    await own.settle();
    // That the call has asked this is the only one.
    expect((await scripts()) - before).toBe(1);
  });
});
