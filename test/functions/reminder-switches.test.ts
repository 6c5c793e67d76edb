import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallContent } from '../../src/domain/reminders/reminder-settings.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { ENGLISH_SALON, JANE } from '../support/english-salon.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { openReminderCall, ringAbout, TWO_DAYS_BEFORE } from '../support/reminder-call.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
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

const WHAT = 'Herrenhaarschnitt bei Anna am Donnerstag, den 26. November, um 14 Uhr 30';
const LATER = { new_date: 'Freitag', new_time: '10:30' };
const BEFORE = { status: 'scheduled', startsAt: new Date('2026-11-26T13:30:00Z') };

function ringWith(content: Partial<CallContent>) {
  return openReminderCall(world, { wishes: { ...TWO_DAYS_BEFORE, content } });
}

async function ringInEnglish(content: Partial<CallContent>) {
  const salon = await openReminderSalon(world, { ...TWO_DAYS_BEFORE, content }, ENGLISH_SALON);
  const wish = { date: '2026-11-25', time: '14:30', service: 'Herrenhaarschnitt', name: 'Jane Doe' };
  const { appointmentId } = await bookByPhone(salon, wish, { from: JANE });
  await world.settle();
  return ringAbout(world, salon, appointmentId);
}

describe('a call of ours whose owner lets nothing be cancelled in it', () => {
  it('cancels nothing, says so and offers a callback, and moves as ever (VIO-02, VIO-61)', async () => {
    const call = await ringWith({ cancelling: false });
    const { salon, appointmentId } = call;
    for (const args of [{}, { appointment_id: appointmentId }, { reason: 'krank' }]) {
      expect(await call.ask('cancel_appointment', args)).toMatchObject({
        success: false,
        reason: 'no_cancelling_here',
        fallback: 'callback_request',
        message:
          'Absagen kann ich in diesem Anruf leider keinen Termin. Soll ich einen Rückruf für Sie notieren?',
      });
    }
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject(BEFORE);
    expect(await call.ask('reschedule_appointment', LATER)).toMatchObject({ success: true });
    expect((await call.session()).deeds).toMatchObject({ cancelled: false, moved: true });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('asks on a no for another time alone (VIO-61)', async () => {
    const call = await ringWith({ cancelling: false });
    expect(await call.ask('confirm_booking', { confirmed: false })).toMatchObject({
      reason: 'attendance_declined',
      message: `Soll ich Ihren Termin für ${WHAT} auf eine andere Zeit verlegen?`,
    });
  });

  it('does not offer to cancel what was booked in it, where a no comes after the yes (VIO-61)', async () => {
    const call = await ringWith({ cancelling: false });
    const friday = { date: '2026-11-27', time: '10:30', service: 'Herrenhaarschnitt' };
    const { booking_id: id } = await call.ask('start_booking', friday);
    expect(await call.ask('confirm_booking', { booking_id: id, confirmed: true })).toMatchObject({
      success: true,
    });
    expect(await call.ask('confirm_booking', { booking_id: id, confirmed: false })).toMatchObject({
      success: false,
      reason: 'no_cancelling_here',
      fallback: 'callback_request',
    });
  });

  it('leaves who calls the salon free to cancel (VIO-61, ASK-29)', async () => {
    const { salon, appointmentId } = await ringWith({ cancelling: false, rescheduling: false });
    const inbound = { callId: 'call_inbound', from: MAX };
    expect(await salon.ask('reschedule_appointment', LATER, inbound)).toMatchObject({ success: true });
    expect(await salon.ask('cancel_appointment', {}, inbound)).toMatchObject({ success: true });
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'cancelled' });
  });

  it('says the same in English (VIO-61, ASK-96)', async () => {
    const call = await ringInEnglish({ cancelling: false, rescheduling: false });
    const offer = 'Shall I note down a callback for you?';
    expect(await call.ask('cancel_appointment')).toMatchObject({
      message: `I'm afraid I can't cancel appointments on this call. ${offer}`,
    });
    expect(await call.ask('reschedule_appointment', { new_time: '4 pm' })).toMatchObject({
      message: `I'm afraid I can't move appointments on this call. ${offer}`,
    });
    expect(await call.ask('confirm_booking', { confirmed: false })).toMatchObject({
      message: `I'm afraid I can neither cancel nor move your appointment for Herrenhaarschnitt with Anna on Wednesday, November 25th, at 2:30 p.m. on this call. ${offer}`,
    });
  });
});

describe('a call of ours whose owner lets nothing be moved in it', () => {
  it('moves nothing, says so and offers a callback, and cancels as ever (VIO-61)', async () => {
    const call = await ringWith({ rescheduling: false });
    const { salon, appointmentId } = call;
    expect(await call.ask('reschedule_appointment', LATER)).toMatchObject({
      success: false,
      reason: 'no_rescheduling_here',
      fallback: 'callback_request',
      message:
        'Verlegen kann ich in diesem Anruf leider keinen Termin. Soll ich einen Rückruf für Sie notieren?',
    });
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject(BEFORE);
    expect(await call.ask('confirm_booking', { confirmed: false })).toMatchObject({
      message: `Soll ich Ihren Termin für ${WHAT} absagen?`,
    });
    expect(await call.ask('cancel_appointment')).toMatchObject({ success: true });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('offers on a no a callback alone where nothing can be cancelled either (VIO-61)', async () => {
    const call = await ringWith({ rescheduling: false, cancelling: false });
    expect(await call.ask('confirm_booking', { confirmed: false })).toMatchObject({
      success: false,
      reason: 'no_change_here',
      fallback: 'callback_request',
      message: `Ihren Termin für ${WHAT} kann ich in diesem Anruf leider weder absagen noch verlegen. Soll ich einen Rückruf für Sie notieren?`,
    });
  });
});

describe('a call of ours whose owner wants no confirmation', () => {
  it('names the appointment and does not ask whether it stays (VIO-02, VIO-61)', async () => {
    const call = await ringWith({ confirmation: false });
    expect(await call.ask('initialize_call')).toMatchObject({
      message: `Guten Tag, Max Mustermann, hier ist Salon Nord. Es geht um Ihren Termin für ${WHAT}.`,
    });
    const english = await ringInEnglish({ confirmation: false });
    expect(await english.ask('initialize_call')).toMatchObject({
      message: expect.stringMatching(/2:30 p\.m\.$/),
    });
  });
});
