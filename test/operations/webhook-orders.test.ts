import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { takeCalendarEvent } from '../../src/operations/take-calendar-event.ts';
import { addDays, dayBounds, toWallTime } from '../../src/domain/wall-clock.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { openSalonWithHook } from '../support/calendar-hook.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { HAIRCUT } from '../support/salon.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: () => 30_000 });
  await warmUpWrites(world);
});
afterAll(() => world.close());

type Salon = TenantUnderTest;

/** A day of its own for one order of events, so that one salon is enough for all of them, at the same time. */
interface Day {
  date: string;
  at(time: string): Date;
}

/** What happens to one booking; answers the uid that it has then. Each step makes the calendar post one event. */
type Step = (salon: Salon, day: Day, uid: string) => string | Promise<string>;

const madeElsewhere: Step = ({ calcom }, day) =>
  calcom.addBooking({ eventTypeId: HAIRCUT, start: day.at('09:00') }).uid;
const bookedByVoice: Step = async (salon, { date, at }) => {
  const callId = `call_${date}`;
  await bookByPhone(salon, { date, time: '09:00', service: 'Herrenhaarschnitt' }, { callId });
  const booking = salon.calcom.bookings().find(({ start }) => start.getTime() === at('09:00').getTime());
  return booking?.uid ?? '';
};
const movedTo =
  (time: string): Step =>
  ({ calcom }, day, uid) =>
    calcom.rescheduleElsewhere(uid, day.at(time)).uid;
const cancelled: Step = ({ calcom }, _day, uid) => calcom.cancelElsewhere(uid).uid;
const confirmed: Step = async ({ calcom, definition }, _day, uid) => {
  await fetch(`${calcom.url}/bookings/${uid}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${definition.calcom?.apiKey}`, 'cal-api-version': '2026-02-25' },
  });
  return uid;
};

const TWO_MOVES = [movedTo('09:45'), movedTo('13:45')];
/** Four changes can be told of in 105 ways between themselves, five in 945: so many of them, from first to last. */
const MOST_WAYS = 21;
/** Days that are gone through at the same time. */
const AT_ONCE = 6;

const HISTORIES: { name: string; steps: Step[]; needsConfirmation?: boolean }[] = [
  { name: 'made elsewhere and moved twice', steps: [madeElsewhere, ...TWO_MOVES] },
  { name: 'made elsewhere, moved twice and cancelled', steps: [madeElsewhere, ...TWO_MOVES, cancelled] },
  { name: 'booked by voice, moved twice and cancelled', steps: [bookedByVoice, ...TWO_MOVES, cancelled] },
  {
    name: 'requested by voice, confirmed and moved twice',
    steps: [bookedByVoice, confirmed, ...TWO_MOVES],
    needsConfirmation: true,
  },
  {
    name: 'requested elsewhere, confirmed, moved twice and cancelled',
    steps: [madeElsewhere, confirmed, ...TWO_MOVES, cancelled],
    needsConfirmation: true,
  },
];

describe.each(HISTORIES)('the webhooks of a booking $name', ({ steps, needsConfirmation = false }) => {
  const open = async () =>
    (await openSalonWithHook(world, { requiresConfirmation: needsConfirmation })).salon;
  const places = steps.map((_, place) => place);

  it(
    'end in the same state in every order, with repeats, when all has happened already (ASK-57)',
    { timeout: 120_000 },
    async () => {
      const salon = await open();
      const states = await eachOnADay(orders(places), async (order, day) => {
        await hearTimes(salon, day);
        const bodies = await liveThrough(salon, steps, day);
        await takeAll(salon, pick(bodies, order));
        await takeAll(salon, pick(bodies, order.slice(0, 2).toReversed()));
        return stateOf(salon, day);
      });
      expect(states).toHaveLength(1);
      await expectLedgerEqualsCalendar(salon, world.clock.now());
    },
  );

  it(
    'end in the same state in a sample of the ways they come between the changes themselves',
    { timeout: 120_000 },
    async () => {
      const salon = await open();
      const states = await eachOnADay(spread(interleavings(steps.length)), async (play, day) => {
        const bodies: unknown[] = [];
        let uid = '';
        for (const { change, event } of play) {
          if (change !== undefined) {
            uid = (await steps[change]?.(salon, day, uid)) ?? '';
            bodies.push(lastEventOf(salon, uid));
          }
          if (event !== undefined) await takeAll(salon, pick(bodies, [event]));
        }
        return stateOf(salon, day);
      });
      expect(states).toHaveLength(1);
      await expectLedgerEqualsCalendar(salon, world.clock.now());
    },
  );

  it(
    'end in the same state where each comes up to three times, in any order',
    { timeout: 120_000 },
    async () => {
      const salon = await open();
      const anyOrder = fc
        .tuple(...places.map((place) => fc.integer({ min: 1, max: 3 }).map((times) => repeat(place, times))))
        .chain((lists) => fc.shuffledSubarray(lists.flat(), { minLength: lists.flat().length }));
      const states = await eachOnADay(
        fc.sample(anyOrder, { numRuns: 10, seed: 20_261_120 }),
        async (order, day) => {
          const bodies = await liveThrough(salon, steps, day);
          await takeAll(salon, pick(bodies, order));
          return stateOf(salon, day);
        },
      );
      expect(states).toHaveLength(1);
      await expectLedgerEqualsCalendar(salon, world.clock.now());
    },
  );
});

/** Goes through all of them, each on a day of its own; answers the states they end in, each once. */
async function eachOnADay<T>(all: T[], end: (one: T, day: Day) => Promise<unknown>): Promise<unknown[]> {
  const states = new Map<string, unknown>();
  const waiting = [...all.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const state = await end(next[1], dayOf(next[0]));
      states.set(JSON.stringify(state), state);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return [...states.values()];
}

/** Lets all of it happen; answers the bodies of its events, one for each step. */
async function liveThrough(salon: Salon, steps: Step[], day: Day): Promise<unknown[]> {
  const uids: string[] = [];
  for (const step of steps) uids.push(await step(salon, day, uids.at(-1) ?? ''));
  const posted = salon.calcom.deliveries();
  return uids.map((uid, place) => {
    const ofBooking = posted.filter(({ rawBody }) => rawBody.includes(`"uid":"${uid}"`));
    const earlier = uids.slice(0, place).filter((other) => other === uid).length;
    return JSON.parse(ofBooking[earlier]?.rawBody ?? 'null');
  });
}

/** What the calendar has posted last of a booking. */
function lastEventOf({ calcom }: Salon, uid: string): unknown {
  const posted = calcom.deliveries().findLast(({ rawBody }) => rawBody.includes(`"uid":"${uid}"`));
  if (posted === undefined) throw new Error('a change that was not posted');
  return JSON.parse(posted.rawBody);
}

/** Takes them in as if each were new, in this order; one that has to be tried again is, as its job would. */
async function takeAll({ id, store }: Salon, bodies: unknown[]): Promise<void> {
  const ctx = await openCtx(world.deps, id, new AbortController().signal, 'calendar');
  for (const payload of bodies) {
    const entryId = ctx.ids.next('evt');
    const { triggerEvent: event } = Object(payload);
    const receivedAt = ctx.clock.now();
    const source = 'calcom';
    await store.inbox.add({
      id: entryId,
      source,
      event: String(event),
      payload,
      receivedAt,
      dedupeKey: entryId,
    });
    await takeCalendarEvent(ctx, entryId);
  }
}

/**
 * What is left of one day's booking, without what differs from day to day: the appointments as they stand, the
 * claims, and what a caller hears of the day's times.
 */
async function stateOf(salon: Salon, day: Day): Promise<unknown> {
  const { store, calcom } = salon;
  const [from, until] = [day.at('00:00'), day.at('23:59')];
  const every = ['scheduled', 'requested', 'cancelled', 'completed', 'no_show'] as const;
  const appointments = await store.appointments.startingWithin(from, until, [...every]);
  const claims = await store.claims.liveWithin({ startsAt: from, endsAt: until }, world.clock.now());
  const newest = calcom.bookings().findLast(({ start }) => start >= from && start < until);
  return {
    // One that was never known and one that is known to be cancelled are both nothing any more.
    standing: appointments
      .filter(({ status }) => status !== 'cancelled')
      .map(({ startsAt, status, source, staff, uid }) => ({
        at: toWallTime(startsAt, 'Europe/Berlin').time,
        status,
        source,
        staff: staff?.name,
        isNewest: uid === newest?.uid,
      })),
    isKnownTwice: appointments.length > 1,
    claims: claims.map(({ startsAt, state }) => [toWallTime(startsAt, 'Europe/Berlin').time, state]),
    times: await hearTimes(salon, day),
  };
}

/** What a caller hears of the day, from the cache where the day is in it: an event has to throw it out. */
async function hearTimes({ ask }: Salon, { date }: Day): Promise<unknown> {
  const callId = `call_asks_${date}`;
  const answer = await ask('check_availability', { date, service: 'Herrenhaarschnitt' }, { callId });
  return answer['slots'];
}

function dayOf(number: number): Day {
  const date = addDays('2026-11-23', Math.floor(number / 5) * 7 + (number % 5));
  const midnight = dayBounds(date, 'Europe/Berlin').from.getTime();
  return { date, at: (time) => new Date(midnight + Date.parse(`1970-01-01T${time}Z`)) };
}

function pick(bodies: unknown[], order: number[]): unknown[] {
  return order.map((place) => {
    if (bodies[place] === undefined) throw new Error('no such event');
    return bodies[place];
  });
}

function repeat(place: number, times: number): number[] {
  return Array.from({ length: times }, () => place);
}

function orders(places: number[]): number[][] {
  if (places.length < 2) return [places];
  return places.flatMap((first) =>
    orders(places.filter((place) => place !== first)).map((rest) => [first, ...rest]),
  );
}

/** Of very many ways as many as can be tried, from the first to the last. */
function spread<T>(ways: T[]): T[] {
  const every = Math.ceil(ways.length / MOST_WAYS);
  return ways.filter((_, place) => place % every === 0);
}

interface Moment {
  change?: number;
  event?: number;
}

/** All ways in which events can come that come after what they tell of. */
function interleavings(steps: number, changed = 0, told: number[] = []): Moment[][] {
  if (told.length === steps) return [[]];
  const next = changed < steps ? interleavings(steps, changed + 1, told) : [];
  const events = Array.from({ length: changed }, (_, place) => place).filter(
    (place) => !told.includes(place),
  );
  return [
    ...next.map((rest) => [{ change: changed }, ...rest]),
    ...events.flatMap((event) =>
      interleavings(steps, changed, [...told, event]).map((rest) => [{ event }, ...rest]),
    ),
  ];
}
