import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { COLOURING, salonAccount, salonDefinition } from '../support/salon.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

const ANNAS_OWN = 3001;
const BENS_OWN = 3002;
const WISH = { date: '2026-11-24', time: '13:00', service: 'Färben' };

/** A salon in which each colourist has an event type of their own beside the shared one. */
function withOwnEventTypes() {
  const { eventTypes } = salonAccount('any');
  const colouring = eventTypes.filter((type) => type.id === COLOURING);
  const own = (id: number, host: string) =>
    colouring.map((type) => ({ ...type, id, slug: `faerben-${id}`, hosts: [host] }));
  const services = salonDefinition('00000000', '').services.map((service) =>
    service.name === 'Färben'
      ? {
          ...service,
          staff: [
            { name: 'Anna', eventTypeId: ANNAS_OWN },
            { name: 'Ben', eventTypeId: BENS_OWN },
          ],
        }
      : service,
  );
  return {
    account: { eventTypes: [...eventTypes, ...own(ANNAS_OWN, 'Anna'), ...own(BENS_OWN, 'Ben')] },
    definition: { services },
  };
}

describe('a booking that the calendar answers with an earlier one', () => {
  it('is not taken for its own: the caller is told, ledger and calendar hold one (ASK-23)', async () => {
    const salon = await world.tenant();
    await bookByPhone(salon, { ...WISH, name: 'Vater Klein' });
    const offer = await salon.ask('start_booking', { ...WISH, name: 'Sohn Klein' });
    const second = await salon.ask('confirm_booking', { booking_id: offer['booking_id'], confirmed: true });
    expect(second).toMatchObject({
      success: false,
      reason: 'booking_limit_of_caller',
      fallback: 'callback_request',
    });
    expect(salon.calcom.bookings()).toHaveLength(1);
    await world.settle();
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    // What the refused one held is free for another caller.
    const other = { callId: 'call_of_somebody_else', from: '+491710000099' };
    await bookByPhone(salon, { ...WISH, name: 'Ina Ander' }, other);
    expect(salon.calcom.bookings()).toHaveLength(2);
  });
});

describe('a booking of a service whose people have event types of their own', () => {
  it('is moved with anybody who is free where nobody in particular was wished for (ASK-30)', async () => {
    const salon = await world.tenant(withOwnEventTypes());
    const { appointmentId } = await bookByPhone(salon, WISH);
    const [booking] = salon.calcom.bookings();
    const start = new Date('2026-11-25T12:00:00Z');
    const host = booking?.host === 'Ben' ? BENS_OWN : ANNAS_OWN;
    salon.calcom.addBooking({ eventTypeId: host, start });
    const wish = { appointment_id: appointmentId, new_date: '2026-11-25', new_time: '13:00' };
    const asked = { date: '2026-11-25', time: '13:00', service: 'Färben' };
    expect(await salon.ask('check_availability', asked)).toMatchObject({ available: true });
    expect(await salon.ask('reschedule_appointment', wish)).toMatchObject({ success: true, time: '13:00' });
    await world.settle();
    const moved = await salon.store.appointments.find(appointmentId);
    expect(moved?.startsAt).toEqual(start);
  });

  it('stays with the person where they were wished for (ASK-12)', async () => {
    const salon = await world.tenant(withOwnEventTypes());
    const { appointmentId } = await bookByPhone(salon, { ...WISH, staff: 'Ben' });
    salon.calcom.addBooking({ eventTypeId: BENS_OWN, start: new Date('2026-11-25T12:00:00Z') });
    const wish = { appointment_id: appointmentId, new_date: '2026-11-25', new_time: '13:00' };
    expect(await salon.ask('reschedule_appointment', wish)).toMatchObject({
      success: false,
      reason: 'slot_taken',
    });
  });
});
