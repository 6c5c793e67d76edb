import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { sweepTenant } from '../../src/operations/sweep.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { STRANGER } from '../support/tenant-under-test.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
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

const HAIRCUT_WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };

function statuses(salon: TenantUnderTest): string[] {
  return salon.calcom.bookings().map(({ status }) => status);
}

describe('a deed that comes again after the world has changed', () => {
  it('is a new one: book, cancel, book the same again, cancel again', async () => {
    const salon = await world.tenant();
    const first = await bookByPhone(salon, HAIRCUT_WISH);
    const cancelled = await salon.ask('cancel_appointment', { date: 'Dienstag' });
    expect(cancelled).toMatchObject({ success: true, appointment_id: first.appointmentId });
    const second = await bookByPhone(salon, HAIRCUT_WISH);
    expect(second.appointmentId).not.toBe(first.appointmentId);
    expect(second.bookingCode).not.toBe(first.bookingCode);
    expect(await salon.ask('cancel_appointment', { date: 'Dienstag' })).toMatchObject({
      success: true,
      appointment_id: second.appointmentId,
    });
    expect(statuses(salon)).toEqual(['cancelled', 'cancelled']);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('is a new one in one step too', async () => {
    const salon = await world.tenant();
    const first = await salon.ask('book_appointment', HAIRCUT_WISH);
    await salon.ask('cancel_appointment', {});
    const second = await salon.ask('book_appointment', HAIRCUT_WISH);
    expect(second).toMatchObject({ success: true });
    expect(second['appointment_id']).not.toBe(first['appointment_id']);
    expect(statuses(salon)).toEqual(['cancelled', 'accepted']);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('is a new one: move there, move back, move there again', async () => {
    const salon = await world.tenant();
    await bookByPhone(salon, HAIRCUT_WISH);
    for (const time of ['16:00', '14:30', '16:00', '14:30']) {
      expect(await salon.ask('reschedule_appointment', { new_time: time })).toMatchObject({
        success: true,
        time,
      });
    }
    expect(statuses(salon)).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled', 'accepted']);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('is a new one: book, move, book the first time for somebody else', async () => {
    const salon = await world.tenant();
    await bookByPhone(salon, HAIRCUT_WISH);
    await salon.ask('reschedule_appointment', { new_time: '16:00' });
    const second = await bookByPhone(salon, { ...HAIRCUT_WISH, name: 'Paul Mustermann' });
    expect(second.answer).toMatchObject({ time: '14:30' });
    expect(statuses(salon)).toEqual(['cancelled', 'accepted', 'accepted']);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('does not call a cancelled booking booked where its confirmation comes again', async () => {
    const salon = await world.tenant();
    const offer = await salon.ask('start_booking', HAIRCUT_WISH);
    const yes = { booking_id: offer['booking_id'], confirmed: true };
    await salon.ask('confirm_booking', yes);
    await salon.ask('cancel_appointment', {});
    expect(await salon.ask('confirm_booking', yes)).toMatchObject({
      success: false,
      reason: 'already_cancelled',
      message:
        'Ihr Termin für Herrenhaarschnitt am Dienstag, den 24. November, um 14 Uhr 30 ist bereits abgesagt. Möchten Sie einen neuen Termin?',
    });
    expect(statuses(salon)).toEqual(['cancelled']);
  });

  it('stays the same deed where the words of a cancellation are others, and says when it was done before', async () => {
    const salon = await world.tenant();
    const { appointmentId, bookingCode } = await bookByPhone(salon, HAIRCUT_WISH);
    await world.settle();
    const ways = [
      { appointment_id: appointmentId },
      { date: 'Dienstag' },
      { booking_code: bookingCode },
      { reason: 'krank' },
      { name: 'Max Mustermann', date: '24.11.' },
    ];
    for (const args of ways) {
      expect(await salon.ask('cancel_appointment', args)).toMatchObject({
        success: true,
        appointment_id: appointmentId,
        message: expect.stringContaining('ist abgesagt'),
      });
    }
    const later = { callId: 'call_later' };
    expect(await salon.ask('cancel_appointment', { date: 'Dienstag' }, later)).toMatchObject({
      success: false,
      reason: 'already_cancelled',
    });
    expect(await salon.ask('cancel_appointment', {}, later)).toMatchObject({
      reason: 'appointment_not_found',
    });
    expect(
      await salon.ask('cancel_appointment', ways[0], { callId: 'call_stranger', from: STRANGER }),
    ).toMatchObject({ success: false, reason: 'identity_unproven' });
    expect(statuses(salon)).toEqual(['cancelled']);
  });

  it('stays the same deed where a cancellation was found out by the sweep', async () => {
    const salon = await world.tenant();
    const { appointmentId } = await bookByPhone(salon, HAIRCUT_WISH);
    salon.calcom.faults.add({
      method: 'POST',
      path: '/v2/bookings/*/cancel',
      fault: { kind: 'lose_answer' },
      times: 1,
    });
    salon.calcom.faults.add({ method: 'GET', fault: { kind: 'status', status: 500 }, times: 2 });
    expect(await salon.ask('cancel_appointment', {})).toMatchObject({ pending: true });
    world.clock.advance({ seconds: 45 });
    await sweepTenant(await openCtx(world.deps, salon.id, new AbortController().signal, 'system'));
    expect(await salon.ask('cancel_appointment', {})).toMatchObject({
      success: true,
      appointment_id: appointmentId,
    });
  });

  it('stays the same deed where the words of a move are others', async () => {
    const salon = await world.tenant();
    await bookByPhone(salon, HAIRCUT_WISH);
    const moved = await salon.ask('reschedule_appointment', { new_time: '16:00' });
    expect(moved).toMatchObject({ success: true, time: '16:00' });
    expect(
      await salon.ask('reschedule_appointment', { new_date: 'Dienstag', new_time: '16 Uhr' }),
    ).toMatchObject({ success: true, message: moved.message, time: '16:00' });
    expect(
      await salon.ask('reschedule_appointment', { new_time: '16:00' }, { callId: 'call_later' }),
    ).toMatchObject({ success: false, reason: 'same_time' });
    expect(statuses(salon)).toEqual(['cancelled', 'accepted']);
  });

  it('is a new one for the next offer, also where yes is all that is said and the records could not be forgotten', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', HAIRCUT_WISH);
    const first = await salon.ask('confirm_booking', { confirmed: true });
    expect(await salon.ask('confirm_booking', { confirmed: true })).toEqual(first);
    const { openStore } = world.deps;
    world.deps.openStore = (tenantId) => {
      const store = openStore(tenantId);
      const forgetOthers = () => Promise.reject(new Error('planted'));
      return {
        ...store,
        atomically: (work) =>
          store.atomically((within) => work({ ...within, once: { ...within.once, forgetOthers } })),
      };
    };
    await salon.ask('start_booking', { ...HAIRCUT_WISH, time: '16:00' });
    world.deps.openStore = openStore;
    expect(await salon.ask('confirm_booking', { confirmed: true })).toMatchObject({
      success: true,
      time: '16:00',
    });
    expect(statuses(salon)).toEqual(['accepted', 'accepted']);
  });

  it('stays the same deed where only the offer comes again after the booking', async () => {
    const salon = await world.tenant();
    for (const service of ['Herrenhaarschnitt', 'Färben']) {
      const wish = { ...HAIRCUT_WISH, service, time: service === 'Färben' ? '10:00' : '14:30' };
      const first = await bookByPhone(salon, wish);
      const again = await bookByPhone(salon, wish);
      expect(again.appointmentId).toBe(first.appointmentId);
    }
    expect(statuses(salon)).toEqual(['accepted', 'accepted']);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('is a new one on another call', async () => {
    const salon = await world.tenant();
    await bookByPhone(salon, { ...HAIRCUT_WISH, service: 'Färben', time: '10:00' });
    await bookByPhone(
      salon,
      { ...HAIRCUT_WISH, service: 'Färben', time: '10:00', name: 'Erika Muster', email: 'erika@example.com' },
      { callId: 'call_other' },
    );
    expect(statuses(salon)).toEqual(['accepted', 'accepted']);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('can succeed with the same words after it was refused', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', HAIRCUT_WISH, { callId: 'call_other' });
    await world.settle();
    expect(await salon.ask('start_booking', HAIRCUT_WISH)).toMatchObject({ reason: 'slot_taken' });
    await salon.ask('confirm_booking', { confirmed: false }, { callId: 'call_other' });
    expect(await salon.ask('start_booking', HAIRCUT_WISH)).toMatchObject({ success: true });
  });
});
