import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookByPhone } from '../support/book-by-phone.ts';
import { asCancellation, deliver, openSalonWithHook, webhookResults } from '../support/calendar-hook.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { BEARD_TRIM, COLOURING, HAIRCUT } from '../support/salon.ts';
import { openSecondGateway } from '../support/second-gateway.ts';
import { STRANGER } from '../support/tenant-under-test.ts';
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

const TUESDAY = '2026-11-24';
const HAIRCUT_WISH = { date: TUESDAY, time: '14:30', service: 'Herrenhaarschnitt' };
const HALF_PAST_TWO = new Date('2026-11-24T13:30:00Z');
const FOUR = new Date('2026-11-24T15:00:00Z');

describe('a webhook of the calendar', () => {
  it('makes an appointment of a booking that was made elsewhere, and blocks its time (ASK-57)', async () => {
    const { salon, waiting } = await openSalonWithHook(world);
    const free = () => salon.ask('check_availability', HAIRCUT_WISH, { callId: 'call_other' });
    expect(await free()).toMatchObject({ available: true });
    const attendee = { name: 'Erika Muster', email: 'erika@example.com', phoneNumber: STRANGER };
    const booking = salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: HALF_PAST_TWO, attendee });
    await deliver(salon, waiting());
    expect(await salon.store.appointments.findByUid(booking.uid)).toMatchObject({
      status: 'scheduled',
      source: 'calendar',
      startsAt: HALF_PAST_TWO,
      service: { name: 'Herrenhaarschnitt' },
      staff: { name: 'Anna' },
      customer: { name: 'Erika Muster', phone: STRANGER, email: 'erika@example.com' },
    });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(await free()).toMatchObject({ available: false });
    expect(
      await salon.ask('get_customer_appointments', {}, { from: STRANGER, callId: 'call_erika' }),
    ).toMatchObject({ appointments: [{ date: TUESDAY, time: '14:30' }] });
  });

  it('takes the seat of the person who was booked, so that the others stay free', async () => {
    const { salon, waiting } = await openSalonWithHook(world);
    const booking = salon.calcom.addBooking({ eventTypeId: COLOURING, start: HALF_PAST_TWO, host: 'Ben' });
    await deliver(salon, waiting());
    expect(await salon.store.appointments.findByUid(booking.uid)).toMatchObject({ staff: { name: 'Ben' } });
    expect(await salon.ask('start_booking', HAIRCUT_WISH)).toMatchObject({ success: true });
    expect(
      await salon.ask('start_booking', { ...HAIRCUT_WISH, service: 'Bartpflege' }, { callId: 'call_other' }),
    ).toMatchObject({ success: false, reason: 'slot_taken' });
  });

  it('does the same for a booking by phone that the calendar gave to the other person', async () => {
    const { salon } = await openSalonWithHook(world);
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: new Date('2026-11-24T08:00:00Z') });
    const colouring = await bookByPhone(salon, { ...HAIRCUT_WISH, service: 'Färben' });
    expect(salon.calcom.bookings().at(-1)).toMatchObject({ host: 'Ben' });
    expect(await salon.store.appointments.find(colouring.appointmentId)).toMatchObject({
      staff: { name: 'Ben' },
    });
    await world.settle();
    expect(await salon.ask('start_booking', HAIRCUT_WISH, { callId: 'call_other' })).toMatchObject({
      success: true,
    });
  });

  it('follows a booking that was moved elsewhere: same appointment, new time, old time free', async () => {
    const { salon, waiting } = await openSalonWithHook(world);
    const { appointmentId } = await bookByPhone(salon, HAIRCUT_WISH);
    const free = async (time: string) =>
      (await salon.ask('check_availability', { ...HAIRCUT_WISH, time }, { callId: 'call_other' }))[
        'available'
      ];
    expect([await free('14:30'), await free('16:00')]).toEqual([false, true]);
    salon.calcom.rescheduleElsewhere(salon.calcom.bookings()[0]?.uid ?? '', FOUR);
    await deliver(salon, waiting());
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ startsAt: FOUR });
    expect([await free('14:30'), await free('16:00')]).toEqual([true, false]);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('follows a cancellation elsewhere, and frees ledger and cache', async () => {
    const { salon, waiting } = await openSalonWithHook(world);
    const { appointmentId } = await bookByPhone(salon, HAIRCUT_WISH);
    await world.settle();
    const free = () => salon.ask('check_availability', HAIRCUT_WISH, { callId: 'call_other' });
    expect(await free()).toMatchObject({ available: false });
    salon.calcom.cancelElsewhere(salon.calcom.bookings()[0]?.uid ?? '');
    await deliver(salon, waiting());
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'cancelled' });
    expect(await free()).toMatchObject({ available: true });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('waits for a cancellation that is announced before it is written down', async () => {
    const { salon, waiting } = await openSalonWithHook(world);
    const { appointmentId } = await bookByPhone(salon, HAIRCUT_WISH);
    const [created] = waiting();
    const early = asCancellation(created);
    await salon.postCalcom(early);
    await expect(salon.workOffWebhooks()).rejects.toThrow('cancellation');
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'scheduled' });
    salon.calcom.cancelElsewhere(salon.calcom.bookings()[0]?.uid ?? '');
    await salon.workOffWebhooks();
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'cancelled' });
  });

  it('believes after some looks that a booking stands whose cancellation was announced', async () => {
    const { salon, waiting } = await openSalonWithHook(world);
    const { appointmentId } = await bookByPhone(salon, HAIRCUT_WISH);
    const [created] = waiting();
    await salon.postCalcom(asCancellation(created));
    for (let looks = 0; looks < 5; looks += 1)
      await expect(salon.workOffWebhooks()).rejects.toThrow('cancellation');
    await salon.workOffWebhooks();
    expect(await webhookResults(salon)).toEqual(['done']);
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'scheduled' });
  });

  it('takes the answer of the business to a request: confirmed or declined', async () => {
    for (const [path, status] of [
      ['confirm', 'scheduled'],
      ['decline', 'cancelled'],
    ] as const) {
      const { salon, waiting } = await openSalonWithHook(world, { requiresConfirmation: true });
      const { appointmentId } = await bookByPhone(salon, HAIRCUT_WISH);
      await fetch(`${salon.calcom.url}/bookings/${salon.calcom.bookings()[0]?.uid}/${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${salon.definition.calcom?.apiKey}`,
          'cal-api-version': '2026-02-25',
        },
      });
      await deliver(salon, waiting());
      expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status });
      await expectLedgerEqualsCalendar(salon, world.clock.now());
    }
  });

  it('ends in the same state in whatever order and however often the events come', async () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2, 0, 1],
      [2, 2, 0, 1, 1, 0],
    ]) {
      const { salon, waiting } = await openSalonWithHook(world);
      const first = salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: HALF_PAST_TWO });
      const second = salon.calcom.rescheduleElsewhere(first.uid, FOUR);
      const third = salon.calcom.rescheduleElsewhere(second.uid, new Date('2026-11-25T08:00:00Z'));
      const bodies = waiting();
      expect(bodies).toHaveLength(3);
      await deliver(
        salon,
        order.map((place) => bodies[place]),
      );
      await expectLedgerEqualsCalendar(salon, world.clock.now());
      const found = await salon.store.appointments.findByUid(third.uid);
      expect(found).toMatchObject({ startsAt: third.start, source: 'calendar' });
    }
  });

  it('makes one appointment where two gateways work the same booking off at the same moment', async () => {
    const { salon, waiting } = await openSalonWithHook(world);
    const other = await openSecondGateway(world, salon);
    salon.calcom.addBooking({ eventTypeId: BEARD_TRIM, start: HALF_PAST_TWO });
    const [body] = waiting();
    await salon.postCalcom(body);
    await other.postCalcom(body);
    await Promise.allSettled([salon.workOffWebhooks(), other.workOffWebhooks(), salon.workOffWebhooks()]);
    await salon.workOffWebhooks();
    expect(await webhookResults(salon)).toEqual(['done']);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('changes nothing for our own bookings, moves and cancellations', async () => {
    const { salon, waiting } = await openSalonWithHook(world);
    const { appointmentId } = await bookByPhone(salon, HAIRCUT_WISH);
    await salon.ask('reschedule_appointment', { new_time: '16:00' });
    const before = await salon.store.appointments.find(appointmentId);
    await deliver(salon, waiting());
    expect(await salon.store.appointments.find(appointmentId)).toEqual(before);
    await salon.ask('cancel_appointment', {});
    await deliver(salon, waiting());
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('settles a booking of ours whose answer was lost, also where it was moved since', async () => {
    const { salon, waiting } = await openSalonWithHook(world);
    await salon.ask('start_booking', HAIRCUT_WISH);
    salon.calcom.faults.add({
      method: 'POST',
      path: '/v2/bookings',
      fault: { kind: 'lose_answer' },
      times: 1,
    });
    salon.calcom.faults.add({
      method: 'GET',
      path: '/v2/bookings',
      fault: { kind: 'status', status: 500 },
      times: 2,
    });
    expect(await salon.ask('confirm_booking', {})).toMatchObject({ pending: true });
    salon.calcom.rescheduleElsewhere(salon.calcom.bookings()[0]?.uid ?? '', FOUR);
    await deliver(salon, waiting().toReversed());
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    const [only, ...others] = await salon.store.appointments.upcomingOfCall(salon.callId, world.clock.now());
    expect(others).toEqual([]);
    expect(only).toMatchObject({ source: 'voice', startsAt: FOUR });
  });
});
