import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookByPhone } from '../support/book-by-phone.ts';
import { openReminderCall } from '../support/reminder-call.ts';
import type { ReminderCall } from '../support/reminder-call.ts';
import { MAX } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  await warmUpWrites(world);
});
afterAll(() => world.close());

const NAME = 'Maximilian Mustermann';
/** What the agent was told, and what somebody who is asked for their name says. */
const THEIR_NAMES = [
  NAME,
  'Maxi',
  'Maxi Mustermann',
  'Maximilian',
  'Mustermann',
  'Herr Mustermann',
  'M. Mustermann',
];
const FRIDAY = { date: '2026-11-27', time: '10:30', service: 'Herrenhaarschnitt' };

function openCall(isPrivate = false): Promise<ReminderCall> {
  return openReminderCall(world, {
    wishes: { hoursBefore: [48], waitlist: true, privacy: { enabled: isPrivate } },
    change: { definition: { customers: [{ name: NAME, phone: MAX, preferredName: 'Maxi' }] } },
    wish: { name: NAME },
  });
}

async function namesUnder({ salon }: ReminderCall, phone = MAX): Promise<string[]> {
  return (await salon.store.customers.findByPhone(phone)).map(({ name }) => name);
}

describe('whom we have rung', () => {
  it.each(THEIR_NAMES)(
    'waits with the appointment they have, named as "%s" (VIO-94, ASK-17)',
    async (name) => {
      const call = await openCall();
      expect(await call.ask('join_waitlist', { name })).toMatchObject({ success: true });
      expect(await namesUnder(call)).toEqual([NAME]);
      expect(await call.salon.store.waitlist.list()).toMatchObject([{ appointmentId: call.appointmentId }]);
    },
  );

  it.each(THEIR_NAMES)('books for themselves, named as "%s" (ASK-17)', async (name) => {
    const call = await openCall();
    await bookByPhone({ ...call.salon, ask: call.ask }, { ...FRIDAY, name });
    await world.settle();
    expect(await namesUnder(call)).toEqual([NAME]);
    expect(await call.ask('get_customer_appointments', { name })).toMatchObject({
      appointments: [{ id: call.appointmentId }, { date: '2026-11-27' }],
    });
  });

  it.each(['Maxi', 'Maximilian'])(
    'is known as "%s" where no more of the name was told to the agent (VIO-56, ASK-04)',
    async (name) => {
      const call = await openCall(true);
      expect(await call.ask('check_customer', { name })).toMatchObject({
        known: true,
        customer: { name: 'Maximilian' },
      });
      expect(await call.ask('join_waitlist', { name })).toMatchObject({ success: true });
      expect(await namesUnder(call)).toEqual([NAME]);
    },
  );

  it('is the same wish under another of their names (ASK-22)', async () => {
    const call = await openCall();
    const offer = await call.ask('start_booking', { ...FRIDAY, name: 'Maxi' });
    const again = await call.ask('start_booking', { ...FRIDAY, name: 'Herr Mustermann' });
    expect(again['booking_id']).toBe(offer['booking_id']);
  });

  it.each(['Erika Mustermann', 'Erika', 'Maxi Beispiel'])(
    'books for somebody else as well, named as "%s" (ASK-17)',
    async (name) => {
      const call = await openCall();
      await bookByPhone({ ...call.salon, ask: call.ask }, { ...FRIDAY, name });
      expect(await namesUnder(call)).toEqual(expect.arrayContaining([NAME, name]));
    },
  );
});

describe('a call that comes in from the number of a customer', () => {
  it.each(['Maxi', 'Maximilian', 'Mustermann'])(
    'books for who says "%s": it may be one of the family (ASK-17)',
    async (name) => {
      const call = await openCall();
      await bookByPhone(call.salon, { ...FRIDAY, name }, { callId: 'call_in' });
      expect(await namesUnder(call)).toEqual(expect.arrayContaining([NAME, name]));
    },
  );
});
