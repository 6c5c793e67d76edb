import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookByPhone } from '../support/book-by-phone.ts';
import { deliver, openSalonWithHook, webhookResults } from '../support/calendar-hook.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: () => 30_000 });
  await warmUpWrites(world);
});
afterAll(() => world.close());

const HAIRCUT_WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };

/** Events of a booking that stands, each with what becomes of it and of the appointment. */
const EVENTS = [
  ['BOOKING_CREATED', 'done', 'scheduled'],
  ['BOOKING_REQUESTED', 'done', 'scheduled'],
  ['BOOKING_RESCHEDULED', 'done', 'scheduled'],
  ['BOOKING_REJECTED', 'done', 'scheduled'],
  ['BOOKING_PAID', 'done', 'scheduled'],
  ['BOOKING_REASSIGNED', 'done', 'scheduled'],
  ['BOOKING_PAYMENT_INITIATED', 'kept', 'scheduled'],
  ['BOOKING_LOCATION_UPDATED', 'kept', 'scheduled'],
  ['MEETING_STARTED', 'kept', 'scheduled'],
  ['MEETING_ENDED', 'done', 'completed'],
  ['RECORDING_READY', 'kept', 'scheduled'],
  ['SOMETHING_NEW', 'kept', 'scheduled'],
] as const;

describe('an event of a booking that the calendar shows standing', () => {
  it.each(EVENTS)(
    '%s is %s and leaves the appointment %s, also when it comes again (ASK-57)',
    async (triggerEvent, result, status) => {
      const { salon } = await openSalonWithHook(world);
      const { appointmentId } = await bookByPhone(salon, HAIRCUT_WISH);
      const uid = salon.calcom.bookings()[0]?.uid;
      const event = (createdAt: string) => ({ triggerEvent, createdAt, payload: { uid } });
      await deliver(salon, [event('2026-11-20T09:00:00Z'), event('2026-11-20T09:00:01Z')]);
      expect(await webhookResults(salon)).toEqual([result, result]);
      expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status });
      if (status === 'scheduled') await expectLedgerEqualsCalendar(salon, world.clock.now());
    },
  );
});
