import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
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

describe('confirm_booking, whatever the caller replies', () => {
  it('has nothing to confirm without an offer, or for a guessed id', async () => {
    const salon = await world.tenant();
    const nothing = {
      success: false,
      reason: 'nothing_offered',
      message:
        'Ich habe gerade keinen Termin, den ich bestätigen könnte. Für welchen Tag und welche Uhrzeit soll ich nachsehen?',
    };
    expect(await salon.ask('confirm_booking', { confirmed: true })).toMatchObject(nothing);
    await salon.ask('start_booking', HAIRCUT_WISH);
    expect(await salon.ask('confirm_booking', { booking_id: 'bkg_guessed', confirmed: true })).toMatchObject(
      nothing,
    );
  });

  it("does not find another call's offer", async () => {
    const salon = await world.tenant();
    const offer = await salon.ask('start_booking', HAIRCUT_WISH);
    expect(
      await salon.ask(
        'confirm_booking',
        { booking_id: offer['booking_id'], confirmed: true },
        { callId: 'call_other' },
      ),
    ).toMatchObject({ success: false, reason: 'nothing_offered' });
    expect(salon.calcom.bookings()).toEqual([]);
  });

  it('asks again where the answer was neither yes nor no, and the offer stands', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', HAIRCUT_WISH);
    expect(await salon.ask('confirm_booking', { confirmed: 'vielleicht' })).toMatchObject({
      success: false,
      reason: 'answer_unclear',
      message: 'Das habe ich leider nicht sicher verstanden. Darf ich den Termin so buchen, ja oder nein?',
    });
    expect(salon.calcom.bookings()).toEqual([]);
    expect(await salon.ask('confirm_booking', { confirmed: 'ja' })).toMatchObject({ success: true });
  });

  it('gives the time back on a no, and books nothing on a later yes (ASK-22)', async () => {
    const salon = await world.tenant();
    const offer = await salon.ask('start_booking', HAIRCUT_WISH);
    await world.settle();
    expect(await salon.ask('confirm_booking', { confirmed: 'nein danke' })).toMatchObject({
      success: true,
      status: 'dropped',
      appointment_id: null,
      message: 'In Ordnung, ich buche das nicht. Soll ich nach einer anderen Zeit sehen?',
    });
    expect(salon.calcom.reservations()).toEqual([]);
    expect(
      await salon.ask('confirm_booking', { booking_id: offer['booking_id'], confirmed: true }),
    ).toMatchObject({ success: false, reason: 'offer_changed' });
    expect(await salon.ask('start_booking', HAIRCUT_WISH, { callId: 'call_other' })).toMatchObject({
      success: true,
    });
    expect(salon.calcom.bookings()).toEqual([]);
  });

  it('keeps the newer offer where the no belongs to an older one', async () => {
    const salon = await world.tenant();
    const older = await salon.ask('start_booking', HAIRCUT_WISH);
    const newer = await salon.ask('start_booking', { ...HAIRCUT_WISH, time: '16:00' });
    await salon.ask('confirm_booking', { booking_id: older['booking_id'], confirmed: false });
    expect(
      await salon.ask('confirm_booking', { booking_id: newer['booking_id'], confirmed: true }),
    ).toMatchObject({ success: true, time: '16:00' });
  });

  it('says that it is booked, and asks whether to cancel it, where a no comes after the booking', async () => {
    const salon = await world.tenant();
    const offer = await salon.ask('start_booking', HAIRCUT_WISH);
    await salon.ask('confirm_booking', { booking_id: offer['booking_id'], confirmed: true });
    for (const args of [{ booking_id: offer['booking_id'], confirmed: false }, { confirmed: false }]) {
      expect(await salon.ask('confirm_booking', args)).toMatchObject({
        success: false,
        reason: 'already_booked',
        message: expect.stringMatching(/ist bereits gebucht\. Soll ich ihn absagen\?$/),
      });
    }
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('says that it is booked where the same wish comes again after the yes', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', HAIRCUT_WISH);
    const booked = await salon.ask('confirm_booking', { confirmed: true });
    expect(await salon.ask('start_booking', HAIRCUT_WISH)).toMatchObject({
      success: true,
      requires_confirmation: false,
      message: booked.message,
    });
  });

  it('offers to look again where the offer has expired', async () => {
    const salon = await world.tenant();
    const offer = await salon.ask('start_booking', HAIRCUT_WISH);
    world.clock.advance({ minutes: 5 });
    for (const args of [{ booking_id: offer['booking_id'], confirmed: true }, {}]) {
      expect(await salon.ask('confirm_booking', args)).toMatchObject({
        success: false,
        reason: 'offer_expired',
        message:
          'Mein Angebot ist inzwischen abgelaufen. Soll ich noch einmal nachsehen, ob die Zeit frei ist?',
      });
    }
    expect(salon.calcom.bookings()).toEqual([]);
  });

  it('books mother and child in one call, each with a code of their own', async () => {
    const salon = await world.tenant();
    const mother = await bookByPhone(salon, { ...HAIRCUT_WISH, name: 'Maria Muster' }, { from: STRANGER });
    const child = await bookByPhone(
      salon,
      { ...HAIRCUT_WISH, time: '15:15', name: 'Paul Muster' },
      { from: STRANGER },
    );
    expect(child.answer).toMatchObject({ success: true, time: '15:15' });
    expect(child.appointmentId).not.toBe(mother.appointmentId);
    expect(child.bookingCode).not.toBe(mother.bookingCode);
    expect((await salon.store.customers.findByPhone(STRANGER)).map(({ name }) => name)).toEqual([
      'Maria Muster',
      'Paul Muster',
    ]);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('does not take a yes without an id for the booking before, where the newer offer was given up', async () => {
    const salon = await world.tenant();
    await bookByPhone(salon, HAIRCUT_WISH);
    await salon.ask('start_booking', { ...HAIRCUT_WISH, time: '15:15', name: 'Paul Mustermann' });
    await salon.ask('check_availability', { date: TUESDAY, service: 'Färben' });
    expect(await salon.ask('confirm_booking', {})).toMatchObject({ success: false, reason: 'offer_changed' });
  });
});
