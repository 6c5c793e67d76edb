import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { COLOURING, HAIRCUT } from '../support/salon.ts';
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
const WEDNESDAY = '2026-11-25';
const HAIRCUT_WISH = { date: TUESDAY, time: '14:30', service: 'Herrenhaarschnitt' };
const NOT_FOUND =
  'Mit diesen Angaben kann ich leider keinen Termin aufrufen. Nennen Sie mir bitte den Namen und das Datum des Termins oder den Buchungscode.';
/** Another call, so that the appointment is not known from this one. */
const LATER = { callId: 'call_later' };

/** Max's haircut on Tuesday at half past two, booked on an earlier call. */
async function withHaircut(change?: Parameters<World['tenant']>[0]) {
  const salon = await world.tenant(change);
  const haircut = await bookByPhone(salon, HAIRCUT_WISH);
  await world.settle();
  const startsAt = async () =>
    (await salon.store.appointments.find(haircut.appointmentId))?.startsAt.toISOString();
  return { salon, haircut, startsAt };
}

describe('reschedule_appointment', () => {
  it("moves the caller's one appointment to another day, in our store and in the calendar (ASK-30)", async () => {
    const { salon, haircut, startsAt } = await withHaircut();
    const answer = await salon.ask(
      'reschedule_appointment',
      { new_date: 'Mittwoch', new_time: '9 Uhr 45', reason: 'Dienstreise' },
      LATER,
    );
    expect(answer).toMatchObject({
      success: true,
      appointment_id: haircut.appointmentId,
      date: WEDNESDAY,
      time: '09:45',
      status: 'scheduled',
      message:
        'Ihr Termin ist verlegt: Herrenhaarschnitt bei Anna am Mittwoch, den 25. November, um 9 Uhr 45, statt am Dienstag, den 24. November, um 14 Uhr 30. Kann ich sonst noch etwas für Sie tun?',
    });
    expect(await startsAt()).toBe('2026-11-25T08:45:00.000Z');
    expect(salon.calcom.bookings().map(({ status }) => status)).toEqual(['cancelled', 'accepted']);
    expect(salon.calcom.bookings()[1]).toMatchObject({ reschedulingReason: 'Dienstreise' });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('answers to reschedule as well', async () => {
    const { salon } = await withHaircut();
    expect(await salon.ask('reschedule', { new_time: '16:00' }, LATER)).toMatchObject({
      success: true,
      date: TUESDAY,
      time: '16:00',
    });
  });

  it('keeps one appointment with one id and code, whatever uid the calendar gives it', async () => {
    const { salon, haircut } = await withHaircut();
    await salon.ask('reschedule_appointment', { new_time: '16:00' }, LATER);
    await salon.ask('reschedule_appointment', { new_date: WEDNESDAY, new_time: '09:00' }, LATER);
    const uids = salon.calcom.bookings().map(({ uid }) => uid);
    expect(uids).toHaveLength(3);
    for (const uid of uids) {
      expect(await salon.store.appointments.findByUid(uid)).toMatchObject({
        id: haircut.appointmentId,
        bookingCode: haircut.bookingCode,
        uid: uids[2],
      });
    }
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('frees the old time and takes the new one, in the cache as well (ASK-25)', async () => {
    const { salon } = await withHaircut();
    const free = async (time: string) =>
      (await salon.ask('check_availability', { ...HAIRCUT_WISH, time }, { callId: 'call_other' }))[
        'available'
      ];
    expect([await free('14:30'), await free('16:00')]).toEqual([false, true]);
    await salon.ask('reschedule_appointment', { new_time: '16:00' }, LATER);
    expect([await free('14:30'), await free('16:00')]).toEqual([true, false]);
  });

  it('stays on the same day where only a time was said, and asks for the time where only a day was', async () => {
    const { salon } = await withHaircut();
    expect(await salon.ask('reschedule_appointment', { new_date: 'Mittwoch' }, LATER)).toMatchObject({
      success: false,
      reason: 'argument_missing',
      message: 'Um wie viel Uhr soll es sein?',
    });
    expect(await salon.ask('reschedule_appointment', { new_time: 'um vier' }, LATER)).toMatchObject({
      success: true,
      date: TUESDAY,
      time: '16:00',
    });
  });

  it('moves to a time that overlaps the old one', async () => {
    const salon = await world.tenant();
    const colouring = await bookByPhone(salon, { date: TUESDAY, time: '14:00', service: 'Färben' });
    await world.settle();
    expect(await salon.ask('reschedule_appointment', { new_time: '14:30' }, LATER)).toMatchObject({
      success: true,
      appointment_id: colouring.appointmentId,
      time: '14:30',
    });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(await salon.ask('reschedule_appointment', { new_time: '13:30' }, LATER)).toMatchObject({
      success: true,
      time: '13:30',
    });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('moves to an overlapping time also where only the other person has room for it', async () => {
    const salon = await world.tenant();
    await bookByPhone(salon, { date: TUESDAY, time: '14:00', service: 'Färben' });
    const [booking] = salon.calcom.bookings();
    const [claim] = await salon.store.claims.liveWithin(
      { startsAt: new Date('2026-11-24T13:00:00Z'), endsAt: new Date('2026-11-24T14:30:00Z') },
      world.clock.now(),
    );
    salon.calcom.addBooking({
      eventTypeId: COLOURING,
      start: new Date('2026-11-24T14:30:00Z'),
      ...(booking === undefined ? {} : { host: booking.host }),
    });
    await salon.store.claims.take({
      id: 'clm_next',
      seats: [claim?.seat ?? ''],
      startsAt: new Date('2026-11-24T14:30:00Z'),
      endsAt: new Date('2026-11-24T16:00:00Z'),
      booked: true,
      now: world.clock.now(),
    });
    expect(await salon.ask('reschedule_appointment', { new_time: '14:30' }, LATER)).toMatchObject({
      success: true,
      time: '14:30',
    });
  });

  it('refuses after the deadline, says the deadline, and offers a callback (ASK-31)', async () => {
    const { salon, startsAt } = await withHaircut();
    world.clock.set('2026-11-23T13:30:01Z');
    expect(await salon.ask('reschedule_appointment', { new_time: '16:00' }, LATER)).toMatchObject({
      success: false,
      reason: 'too_late_to_reschedule',
      fallback: 'callback_request',
      message:
        'Ihren Termin für Herrenhaarschnitt bei Anna morgen, Dienstag, den 24. November, um 14 Uhr 30 kann ich leider nicht mehr verlegen, das geht nur bis 24 Stunden vorher. Soll ich einen Rückruf für Sie notieren?',
    });
    expect(await startsAt()).toBe('2026-11-24T13:30:00.000Z');
    world.clock.set('2026-11-23T13:30:00Z');
    expect(await salon.ask('reschedule_appointment', { new_time: '16:00' }, LATER)).toMatchObject({
      success: true,
    });
  });

  it('keeps to the deadlines that the business has set', async () => {
    const policies = { cancelHours: 24, rescheduleHours: 2, minNoticeMinutes: 15 };
    const { salon } = await withHaircut({ definition: { policies } });
    world.clock.set('2026-11-24T11:30:00Z');
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ reason: 'too_late_to_cancel' });
    expect(await salon.ask('reschedule_appointment', { new_time: '16:00' }, LATER)).toMatchObject({
      success: true,
    });
  });

  it('says that it is there already where the new time is the old one', async () => {
    const { salon } = await withHaircut();
    expect(await salon.ask('reschedule_appointment', { new_time: 'halb drei' }, LATER)).toMatchObject({
      success: false,
      reason: 'same_time',
    });
    expect(salon.calcom.bookings()).toHaveLength(1);
  });

  it('keeps the old time where the new one is taken, and names others', async () => {
    const { salon, startsAt } = await withHaircut();
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: new Date('2026-11-24T15:00:00Z') });
    const answer = await salon.ask('reschedule_appointment', { new_time: '16:00' }, LATER);
    expect(answer).toMatchObject({ success: false, reason: 'slot_taken' });
    expect(answer['alternatives']).toContainEqual({ date: TUESDAY, time: '15:15' });
    expect(answer['alternatives']).not.toContainEqual({ date: TUESDAY, time: '16:00' });
    expect(answer['alternatives']).not.toContainEqual({ date: TUESDAY, time: '14:30' });
    expect(await startsAt()).toBe('2026-11-24T13:30:00.000Z');
  });

  it('keeps the old time where another call holds the new one', async () => {
    const { salon } = await withHaircut();
    await salon.ask('start_booking', { ...HAIRCUT_WISH, time: '16:00' }, { callId: 'call_other' });
    await world.settle();
    expect(await salon.ask('reschedule_appointment', { new_time: '16:00' }, LATER)).toMatchObject({
      success: false,
      reason: 'slot_taken',
    });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it("is not stopped by its own call's offer for the new time", async () => {
    const { salon } = await withHaircut();
    await salon.ask('start_booking', { ...HAIRCUT_WISH, time: '16:00' }, LATER);
    await world.settle();
    expect(await salon.ask('reschedule_appointment', { new_time: '16:00' }, LATER)).toMatchObject({
      success: true,
      time: '16:00',
    });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('says the same for a repeat, and moves once, also through two gateways at the same moment', async () => {
    const { salon } = await withHaircut();
    const other = await openSecondGateway(world, salon);
    const move = { new_time: '16:00' };
    const answers = await Promise.all(
      [salon, salon, other, other].map((gateway) => gateway.ask('reschedule_appointment', move, LATER)),
    );
    answers.push(await salon.ask('reschedule_appointment', move, { ...LATER, toolCallId: 'tool_a' }));
    answers.push(await other.ask('reschedule', move, { ...LATER, toolCallId: 'tool_a' }));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ success: true, time: '16:00' });
    expect(salon.calcom.bookings()).toHaveLength(2);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('lets one of two callers have a time that both want at the same moment', async () => {
    const { salon } = await withHaircut();
    const wish = { ...HAIRCUT_WISH, time: '16:00', name: 'Erika Muster' };
    await Promise.all([
      salon.ask('reschedule_appointment', { new_time: '16:00' }, LATER),
      bookByPhone(salon, wish, { callId: 'call_other', from: STRANGER }).catch(() => undefined),
    ]);
    const atFour = salon.calcom
      .bookings()
      .filter(({ status, start }) => status === 'accepted' && start.getUTCHours() === 15);
    expect(atFour).toHaveLength(1);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('asks which one is meant where there are several', async () => {
    const { salon } = await withHaircut();
    await bookByPhone(salon, { ...HAIRCUT_WISH, date: WEDNESDAY });
    expect(await salon.ask('reschedule_appointment', { new_time: '16:00' }, LATER)).toMatchObject({
      success: false,
      reason: 'several_appointments',
    });
    expect(
      await salon.ask('reschedule_appointment', { date: 'Mittwoch', new_time: '16:00' }, LATER),
    ).toMatchObject({ success: true, date: WEDNESDAY, time: '16:00' });
  });

  it("moves nobody else's appointment, of this tenant or another", async () => {
    const { salon, haircut, startsAt } = await withHaircut();
    const stranger = await world.tenant();
    const args = { appointment_id: haircut.appointmentId, new_time: '16:00' };
    for (const answer of [
      await salon.ask('reschedule_appointment', args, { ...LATER, from: STRANGER }),
      await stranger.ask('reschedule_appointment', args, { callId: salon.callId }),
      await stranger.ask('reschedule_appointment', { ...args, booking_code: haircut.bookingCode }, LATER),
    ]) {
      expect(answer).toMatchObject({ success: false, message: NOT_FOUND });
    }
    expect(await startsAt()).toBe('2026-11-24T13:30:00.000Z');
  });
});
