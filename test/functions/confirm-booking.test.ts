import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { HAIRCUT, salonAccount } from '../support/salon.ts';
import { openSecondGateway } from '../support/second-gateway.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
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
const BEARD_WISH = { date: TUESDAY, time: '14:30', service: 'Bartpflege' };
const HALF_PAST_TWO = new Date('2026-11-24T13:30:00Z');

describe('confirm_booking', () => {
  it('books what was offered and reads the code out (ASK-23, ASK-24)', async () => {
    const salon = await world.tenant();
    const offer = await salon.ask('start_booking', { ...HAIRCUT_WISH, notes: 'Kurz, bitte.' });
    const answer = await salon.ask('confirm_booking', { booking_id: offer['booking_id'], confirmed: true });
    expect(answer).toMatchObject({
      success: true,
      status: 'scheduled',
      service: 'Herrenhaarschnitt',
      date: TUESDAY,
      time: '14:30',
    });
    const code = String(answer['booking_code']);
    expect(code).toMatch(/^\d{8}$/);
    expect(answer.message).toBe(
      `Ihr Termin ist gebucht: Herrenhaarschnitt am Dienstag, den 24. November, um 14 Uhr 30, auf den Namen Max Mustermann. Ihr Buchungscode lautet ${spelled(code)}.`,
    );
    expect(answer['confirmation_message']).toBe(answer.message);
    await expectLedgerEqualsCalendar(salon, world.clock.now());

    const made = await salon.store.appointments.findByCode(code);
    expect(made).toMatchObject({
      id: answer['appointment_id'],
      status: 'scheduled',
      source: 'voice',
      startsAt: HALF_PAST_TWO,
      customer: { name: 'Max Mustermann', phone: MAX, email: 'max@example.com' },
      staff: { name: 'Anna' },
    });
    expect(await salon.store.calls.find(salon.callId)).toMatchObject({
      appointmentMade: true,
      customerId: made?.customer?.id,
    });
  });

  it('tells the calendar zone, source, call and offer, and who comes (ASK-26)', async () => {
    const salon = await world.tenant();
    const offer = await salon.ask('start_booking', { ...HAIRCUT_WISH, notes: 'Kurz, bitte.' });
    await salon.ask('confirm_booking', { booking_id: offer['booking_id'], confirmed: true });
    expect(salon.calcom.bookings()[0]).toMatchObject({
      status: 'accepted',
      start: HALF_PAST_TWO,
      metadata: {
        booking_timezone: 'Europe/Berlin',
        source: 'retell_voice_agent',
        call_id: salon.callId,
        booking_id: offer['booking_id'],
      },
      attendees: [
        {
          name: 'Max Mustermann',
          email: 'max@example.com',
          phoneNumber: MAX,
          timeZone: 'Europe/Berlin',
          language: 'de',
        },
      ],
      responses: { notes: 'Kurz, bitte.' },
    });
  });

  it('never answers an id of the calendar, which alone can cancel a booking', async () => {
    const salon = await world.tenant();
    const { answer } = await bookByPhone(salon, HAIRCUT_WISH);
    const [booking] = salon.calcom.bookings();
    expect(JSON.stringify(answer)).not.toContain(booking?.uid);
    expect(JSON.stringify(answer)).not.toContain(String(booking?.id));
  });

  it('makes an unknown caller a customer, and knows them the next time (ASK-24)', async () => {
    const salon = await world.tenant();
    await bookByPhone(salon, { ...HAIRCUT_WISH, name: 'erika muster' }, { from: STRANGER });
    expect(await salon.store.customers.findByPhone(STRANGER)).toMatchObject([{ name: 'Erika Muster' }]);
    const later = await salon.ask(
      'start_booking',
      { ...HAIRCUT_WISH, time: '16:00' },
      { from: STRANGER, callId: 'call_later' },
    );
    expect(later.message).toContain('auf den Namen Erika Muster');
  });

  it("completes a known customer's address instead of making a second one", async () => {
    const customers = [{ name: 'Max Mustermann', phone: MAX }];
    const salon = await world.tenant({ definition: { customers } });
    await bookByPhone(salon, { ...HAIRCUT_WISH, name: 'max mustermann', email: 'new@example.com' });
    expect(await salon.store.customers.findByPhone(MAX)).toMatchObject([{ email: 'new@example.com' }]);
  });

  it('needs no id while there is one offer', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', HAIRCUT_WISH);
    expect(await salon.ask('confirm_booking', {})).toMatchObject({ success: true, time: '14:30' });
  });

  it('drops the cached times of the day and ends the reservation (ASK-25)', async () => {
    const salon = await world.tenant();
    const free = () => salon.ask('check_availability', HAIRCUT_WISH, { callId: 'call_other' });
    expect(await free()).toMatchObject({ available: true });
    await salon.ask('start_booking', HAIRCUT_WISH);
    await world.settle();
    await salon.ask('confirm_booking', {});
    expect(await free()).toMatchObject({ available: false });
    await world.settle();
    expect(salon.calcom.reservations()).toEqual([]);
  });

  it('says the same again for a repeat, and books once', async () => {
    const salon = await world.tenant();
    const offer = await salon.ask('start_booking', HAIRCUT_WISH);
    const yes = { booking_id: offer['booking_id'], confirmed: true };
    const first = await salon.ask('confirm_booking', yes, { toolCallId: 'tool_a' });
    const repeats = [
      await salon.ask('confirm_booking', yes, { toolCallId: 'tool_a' }),
      await salon.ask('confirm_booking', yes, { toolCallId: 'tool_b' }),
      await salon.ask('confirm_booking', { ...yes, confirmed: 'ja, gerne' }),
      await salon.ask('confirm_booking', {}),
    ];
    for (const again of repeats) expect(again).toEqual(first);
    expect(salon.calcom.bookings()).toHaveLength(1);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('books once where it comes several times at the same moment, also through two gateways', async () => {
    const salon = await world.tenant();
    const other = await openSecondGateway(world, salon);
    const offer = await salon.ask('start_booking', HAIRCUT_WISH);
    const yes = { booking_id: offer['booking_id'], confirmed: true };
    const answers = await Promise.all(
      [salon, salon, other, other].map((gateway) => gateway.ask('confirm_booking', yes)),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ success: true });
    expect(salon.calcom.bookings()).toHaveLength(1);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('only requests where the business confirms each booking itself', async () => {
    const eventTypes = salonAccount('any').eventTypes.map((type) =>
      type.id === HAIRCUT ? { ...type, requiresConfirmation: true } : type,
    );
    const salon = await world.tenant({ account: { eventTypes } });
    const { answer, bookingCode } = await bookByPhone(salon, HAIRCUT_WISH);
    expect(answer).toMatchObject({
      success: true,
      status: 'requested',
      message:
        'Ich habe den Termin angefragt: Herrenhaarschnitt am Dienstag, den 24. November, um 14 Uhr 30, auf den Namen Max Mustermann. Er muss von uns noch bestätigt werden.',
    });
    expect(await salon.store.appointments.findByCode(bookingCode)).toMatchObject({ status: 'requested' });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(await salon.ask('start_booking', HAIRCUT_WISH, { callId: 'call_other' })).toMatchObject({
      success: false,
      reason: 'slot_taken',
    });
  });

  it('asks for the e-mail address that the calendar wants, and books with it', async () => {
    const salon = await world.tenant();
    const wish = { ...BEARD_WISH, name: 'Erika Muster' };
    await salon.ask('start_booking', wish, { from: STRANGER });
    expect(await salon.ask('confirm_booking', {}, { from: STRANGER })).toMatchObject({
      success: false,
      reason: 'contact_missing',
      message: 'Für die Buchung brauche ich noch Ihre E-Mail-Adresse. Wie lautet sie bitte?',
    });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    const { answer } = await bookByPhone(salon, { ...wish, email: 'erika@example.com' }, { from: STRANGER });
    expect(answer).toMatchObject({ success: true });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });
});

/** Digit by digit, in groups of four. */
function spelled(code: string): string {
  return code.replaceAll(/\d{4}(?=\d)|\d(?=\d)/g, (digits) =>
    digits.length > 1 ? `${digits.replaceAll(/(?<=.)(?=.)/g, ' ')}, ` : `${digits} `,
  );
}
