import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEARD_TRIM, COLOURING, HAIRCUT } from '../support/salon.ts';
import type { Answered, TenantUnderTest } from '../support/tenant-under-test.ts';
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
const ALL_DAY = ['09:00', '09:45', '10:30', '11:15', '13:00', '13:45', '14:30', '15:15', '16:00', '16:45'];
const SLOTS = { method: 'GET', path: '/v2/slots' };

function slotRequests(tenant: TenantUnderTest): number {
  return tenant.calcom.requests().filter(({ method, path }) => method === 'GET' && path === '/v2/slots')
    .length;
}

/** The steps of the ladder that the call's answers came from, in order. */
async function stepsOf(tenant: TenantUnderTest, callId = tenant.callId): Promise<(string | undefined)[]> {
  await world.settle();
  return (await tenant.store.functionCalls.ofCall(callId)).map((record) => record.ladderStep);
}

/** Which of the tenant's services have that day in the cache. */
async function cachedServices(tenant: TenantUnderTest, date = TUESDAY): Promise<string[]> {
  const { services } = await world.deps.directory.profile(tenant.id);
  const cache = world.deps.cache.open(tenant.id);
  const names: string[] = [];
  for (const service of services) {
    const { days } = await cache.readDays(service.id, [date]);
    if (days[0] !== undefined) names.push(service.name);
  }
  return names;
}

function slotsOf(answer: Answered): unknown {
  return answer['slots'];
}

const askDay = (tenant: TenantUnderTest) => tenant.ask('check_availability', { date: TUESDAY });

describe('the availability ladder', () => {
  it('asks the calendar first, and for five minutes nobody else for the same day (ASK-64)', async () => {
    const salon = await world.tenant();
    expect(await askDay(salon)).toMatchObject({ success: true, available: true, slots: ALL_DAY });
    world.clock.advance({ minutes: 4, seconds: 59 });
    expect(slotsOf(await askDay(salon))).toEqual(ALL_DAY);
    expect(slotRequests(salon)).toBe(1);
    world.clock.advance({ seconds: 2 });
    expect(slotsOf(await askDay(salon))).toEqual(ALL_DAY);
    expect(slotRequests(salon)).toBe(2);
    expect(await stepsOf(salon)).toEqual(['live', 'cache', 'live']);
  });

  it('fetches the days around with the first question, so that alternatives cost no other one (ASK-14)', async () => {
    const salon = await world.tenant();
    await askDay(salon);
    const others = await salon.ask('get_alternatives', { date: TUESDAY, time: '10:30' });
    expect(others).toMatchObject({ success: true, available: true });
    expect(slotRequests(salon)).toBe(1);
  });

  it('answers an old copy with a warning while Cal.com fails (ASK-68)', async () => {
    const salon = await world.tenant();
    await askDay(salon);
    world.clock.advance({ minutes: 6 });
    salon.calcom.faults.add({ fault: { kind: 'status', status: 503 } });
    expect(await askDay(salon)).toMatchObject({
      success: true,
      available: true,
      slots: ALL_DAY,
      warning: 'stale_data',
      message:
        'Mein Stand ist gerade vielleicht nicht ganz aktuell. Am Dienstag, den 24. November, sind noch frei: 9 Uhr, 9 Uhr 45, 10 Uhr 30 und weitere. Soll ich einen davon buchen?',
    });
    expect(await stepsOf(salon)).toEqual(['live', 'stale']);
  });

  it('takes alternatives from the old copy too, without asking Cal.com twice (ASK-10, ASK-68)', async () => {
    const salon = await world.tenant();
    await askDay(salon);
    world.clock.advance({ minutes: 6 });
    salon.calcom.faults.add({ fault: { kind: 'status', status: 503 } });
    const answer = await salon.ask('check_availability', { date: TUESDAY, time: '20:00' });
    expect(answer).toMatchObject({ success: true, available: false, warning: 'stale_data' });
    expect(answer['alternatives']).toContainEqual({ date: TUESDAY, time: '16:45' });
    expect(slotRequests(salon)).toBe(2);
    const closed = await salon.ask('check_availability', { date: '2026-11-28' });
    expect(closed).toMatchObject({ success: true, available: false, warning: 'stale_data' });
    expect(closed['alternatives']).toContainEqual({ date: '2026-11-30', time: '09:00' });
    expect(slotRequests(salon)).toBe(3);
  });

  it('warns when only the alternatives are from an old copy (ASK-68)', async () => {
    const salon = await world.tenant();
    await askDay(salon);
    world.clock.advance({ minutes: 4 });
    // The day itself is fetched anew, without the days behind it.
    const { services } = await world.deps.directory.profile(salon.id);
    const source = services.find((service) => service.eventTypeId === HAIRCUT)?.id ?? '';
    const cache = world.deps.cache.open(salon.id);
    const { epoch } = await cache.readDays(source, [TUESDAY]);
    const fetchedAt = world.clock.now().getTime();
    await cache.writeDays(source, [{ date: TUESDAY, fetchedAt, slots: [] }], epoch);
    world.clock.advance({ minutes: 2 });
    salon.calcom.faults.add({ fault: { kind: 'reset' } });
    const answer = await askDay(salon);
    expect(answer).toMatchObject({ success: true, available: false, slots: [], warning: 'stale_data' });
    expect(answer['alternatives']).toContainEqual({ date: '2026-11-25', time: '09:00' });
  });

  it('offers a callback where there is no copy either (ASK-69)', async () => {
    const salon = await world.tenant();
    salon.calcom.faults.add({ fault: { kind: 'status', status: 503 } });
    for (const name of ['check_availability', 'get_alternatives', 'find_next_available']) {
      const answer = await salon.ask(name, { date: TUESDAY });
      expect({ name, ...answer }).toMatchObject({
        name,
        success: false,
        reason: 'calendar_unreachable',
        fallback: 'callback_request',
        message:
          'Ich kann im Moment leider nicht in den Kalender sehen. Soll ich einen Rückruf für Sie notieren?',
      });
    }
    expect(await stepsOf(salon)).toEqual(['none', 'none', 'none']);
  });

  it('no longer asks after five failures: the copy or the callback comes at once (ASK-07, ASK-67 to ASK-69)', async () => {
    const salon = await world.tenant();
    await askDay(salon);
    world.clock.advance({ minutes: 6 });
    salon.calcom.faults.add({ fault: { kind: 'status', status: 503 } });
    for (const service of ['Herrenhaarschnitt', 'Färben', 'Bartpflege', 'Färben', 'Bartpflege']) {
      await salon.ask('check_availability', { date: TUESDAY, service });
    }
    const asked = salon.calcom.requests().length;
    expect(await askDay(salon)).toMatchObject({ success: true, slots: ALL_DAY, warning: 'stale_data' });
    expect(await salon.ask('check_availability', { date: TUESDAY, service: 'Färben' })).toMatchObject({
      success: false,
      fallback: 'callback_request',
    });
    expect(salon.calcom.requests()).toHaveLength(asked);
  });

  it('does not let one tenant feel that the calendar of another fails (ASK-67)', async () => {
    const [broken, well] = [await world.tenant(), await world.tenant()];
    broken.calcom.faults.add({ fault: { kind: 'status', status: 503 } });
    for (let tries = 0; tries < 6; tries += 1) await askDay(broken);
    expect(await askDay(well)).toMatchObject({ success: true, slots: ALL_DAY });
  });

  it('puts one question to the calendar for callers who ask the same at the same moment', async () => {
    const salon = await world.tenant();
    const callers = Array.from({ length: 8 }, (_, at) => `call_${at}`);
    const answers = await Promise.all(
      callers.map((callId) => salon.ask('check_availability', { date: TUESDAY }, { callId })),
    );
    expect(answers.map(slotsOf)).toEqual(callers.map(() => ALL_DAY));
    expect(slotRequests(salon)).toBe(1);
  });

  it('fills the cache behind an answer for which Cal.com was too slow', async () => {
    const salon = await world.tenant();
    salon.calcom.faults.add({ ...SLOTS, fault: { kind: 'delay', ms: 900, when: 'after' }, times: 1 });
    expect(await askDay(salon)).toMatchObject({ success: false, fallback: 'callback_request' });
    await world.settle();
    expect(await askDay(salon)).toMatchObject({ success: true, slots: ALL_DAY });
    expect(slotRequests(salon)).toBe(1);
    expect(await stepsOf(salon)).toEqual(['none', 'cache']);
  });
});

describe('the cache of free times', () => {
  async function fill(tenant: TenantUnderTest): Promise<void> {
    for (const service of ['Herrenhaarschnitt', 'Färben', 'Bartpflege']) {
      await tenant.ask('check_availability', { date: TUESDAY, service }, { callId: 'call_of_somebody_else' });
    }
    await world.settle();
    expect(await cachedServices(tenant)).toEqual(['Herrenhaarschnitt', 'Färben', 'Bartpflege']);
  }

  it('forgets the day for every service at each step of a booking and at its cancellation (ASK-25)', async () => {
    const salon = await world.tenant();
    await fill(salon);
    const offer = await salon.ask('start_booking', { date: TUESDAY, time: '14:30' });
    await world.settle();
    // The check before the hold filled it for its own service; the hold came after.
    expect(await cachedServices(salon)).toEqual([]);

    await fill(salon);
    const booked = await salon.ask('confirm_booking', { booking_id: offer['booking_id'], confirmed: true });
    await world.settle();
    expect(await cachedServices(salon)).toEqual([]);

    await fill(salon);
    const cancelled = await salon.ask('cancel_appointment', { appointment_id: booked['appointment_id'] });
    expect(cancelled.success).toBe(true);
    await world.settle();
    expect(await cachedServices(salon)).toEqual([]);
    expect(await cachedServices(salon, '2026-11-25')).toEqual(['Herrenhaarschnitt', 'Färben', 'Bartpflege']);
  });

  it('lets the next caller see at once that a time is held, also in services of the same person (ASK-25)', async () => {
    const salon = await world.tenant({
      definition: {
        services: [
          {
            name: 'Bartpflege',
            eventTypeId: BEARD_TRIM,
            minutes: 30,
            synonyms: [],
            isDefault: true,
            staff: [{ name: 'Ben' }],
            seats: 1,
          },
          {
            name: 'Färben',
            eventTypeId: COLOURING,
            minutes: 90,
            synonyms: [],
            isDefault: false,
            staff: [{ name: 'Ben' }],
            seats: 1,
          },
        ],
      },
    });
    const askColouring = (time: string) =>
      salon.ask('check_availability', { date: TUESDAY, time, service: 'Färben' }, { callId: 'call_b' });
    expect(await askColouring('13:30')).toMatchObject({ available: true });
    await salon.ask('start_booking', { date: TUESDAY, time: '14:30', email: 'max@example.com' });
    expect(await askColouring('13:30')).toMatchObject({ available: false });
    expect(await askColouring('15:00')).toMatchObject({ available: true });
  });

  it('does not take in an answer that was fetched before a booking and comes after it', async () => {
    const salon = await world.tenant();
    salon.calcom.faults.add({ ...SLOTS, fault: { kind: 'delay', ms: 400, when: 'after' }, times: 1 });
    const slow = askDay(salon);
    const offer = await salon.ask(
      'start_booking',
      { date: TUESDAY, time: '10:30', service: 'Färben' },
      { callId: 'call_b' },
    );
    expect(offer.success).toBe(true);
    expect(await cachedServices(salon)).toEqual([]);
    await slow;
    await world.settle();
    expect(await cachedServices(salon)).toEqual([]);
  });

  it('does not let who asks after a booking share a question put before it', async () => {
    const salon = await world.tenant();
    salon.calcom.faults.add({ ...SLOTS, fault: { kind: 'delay', ms: 400, when: 'after' }, times: 1 });
    const before = askDay(salon);
    await salon.ask(
      'start_booking',
      { date: TUESDAY, time: '10:30', service: 'Färben' },
      { callId: 'call_b' },
    );
    await salon.ask('check_availability', { date: TUESDAY }, { callId: 'call_c' });
    expect(await stepsOf(salon, 'call_c')).toEqual(['live']);
    await before;
    // One for each of the three, where the last two would have been one.
    expect(slotRequests(salon)).toBe(3);
  });
});
