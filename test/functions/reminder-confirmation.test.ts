import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Queries } from '../../src/store/tenant-store.ts';
import { ENGLISH_SALON, JANE } from '../support/english-salon.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { openReminderCall, ringAbout, TWO_DAYS_BEFORE } from '../support/reminder-call.ts';
import type { ReminderCall } from '../support/reminder-call.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
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
const THANKS = `Danke, ich habe notiert, dass Sie kommen: ${WHAT}. Kann ich sonst noch etwas für Sie tun?`;

async function noted({ salon, appointmentId, dial, session }: ReminderCall) {
  await world.settle();
  const appointment = await salon.store.appointments.find(appointmentId);
  const deeds = (await salon.store.audit.ofCall(dial.callId)).filter(
    ({ deed }) => deed === 'confirm_attendance',
  );
  return {
    isConfirmed: appointment?.confirmedAt !== undefined,
    inSession: (await session()).deeds.confirmed,
    audited: deeds.map(({ appointmentId: id, proof }) => ({ id, proof })),
  };
}

const NOTHING = { isConfirmed: false, inSession: false, audited: [] };

describe('confirm_booking where we have rung and offered nothing', () => {
  it('notes that the customer comes, with the appointment, the call and the audit (VIO-46)', async () => {
    const call = await openReminderCall(world);
    expect(await call.ask('confirm_booking', { confirmed: true })).toMatchObject({
      success: true,
      appointment_id: call.appointmentId,
      status: 'attending',
      date: '2026-11-26',
      time: '14:30',
      message: THANKS,
      confirmation_message: THANKS,
    });
    expect(await noted(call)).toEqual({
      isConfirmed: true,
      inSession: true,
      audited: [{ id: call.appointmentId, proof: 'caller_id' }],
    });
    await expectLedgerEqualsCalendar(call.salon, world.clock.now());
  });

  it('says the same when it is said twice, at once as well, and notes it once (ASK-24)', async () => {
    const call = await openReminderCall(world);
    const first = await call.ask('confirm_booking');
    const before = (await call.salon.store.appointments.find(call.appointmentId))?.confirmedAt;
    world.clock.advance({ seconds: 5 });
    const again = await Promise.all(
      [{}, { confirmed: 'ja' }, { booking_id: 'guessed' }].map((args) => call.ask('confirm_booking', args)),
    );
    expect(again).toEqual([first, first, first]);
    expect((await call.salon.store.appointments.find(call.appointmentId))?.confirmedAt).toEqual(before);
    expect((await noted(call)).audited).toHaveLength(1);
  });

  it('asks what they want instead on a no, and again on what is neither, and notes nothing', async () => {
    const call = await openReminderCall(world);
    expect(await call.ask('confirm_booking', { confirmed: false })).toMatchObject({
      success: false,
      reason: 'attendance_declined',
      message: `Soll ich Ihren Termin für ${WHAT} absagen, oder passt Ihnen eine andere Zeit besser?`,
    });
    expect(await call.ask('confirm_booking', { confirmed: 'vielleicht' })).toMatchObject({
      success: false,
      reason: 'attendance_unclear',
      message: 'Das habe ich leider nicht sicher verstanden. Kommen Sie zu Ihrem Termin, ja oder nein?',
    });
    expect(await noted(call)).toEqual(NOTHING);
    expect(await call.ask('confirm_booking', { confirmed: true })).toMatchObject({ message: THANKS });
  });

  it('says that it is cancelled where it was meanwhile', async () => {
    const call = await openReminderCall(world);
    const [booking] = call.salon.calcom.bookings();
    await call.salon.ask('cancel_appointment', {}, { callId: 'call_earlier' });
    expect(booking).toBeDefined();
    for (const confirmed of [true, false]) {
      expect(await call.ask('confirm_booking', { confirmed })).toMatchObject({
        success: false,
        reason: 'already_cancelled',
        message: `Ihr Termin für ${WHAT} ist bereits abgesagt. Möchten Sie einen neuen Termin?`,
      });
    }
    expect(await noted(call)).toEqual(NOTHING);
  });

  it('tells the new time first where it was moved elsewhere, and takes the yes to that one', async () => {
    const call = await openReminderCall(world);
    await call.salon.ask('reschedule_appointment', { new_time: '16 Uhr' }, { callId: 'call_earlier' });
    expect(await call.ask('confirm_booking')).toMatchObject({
      success: false,
      reason: 'appointment_moved',
      message: expect.stringContaining('um 16 Uhr'),
    });
    expect(await noted(call)).toEqual(NOTHING);
    expect(await call.ask('confirm_booking')).toMatchObject({ success: true, time: '16:00' });
    expect(await noted(call)).toMatchObject({ isConfirmed: true, inSession: true });
  });

  it('keeps nothing of a yes when the appointment gets another time, neither when nor how (VIO-46)', async () => {
    const call = await openReminderCall(world);
    const yes = () =>
      ownerRows(
        world.databaseUrl,
        `select confirmed_at is not null as said, confirmed_by from appointments where id = '${call.appointmentId}'`,
      );
    await call.ask('confirm_booking');
    expect(await yes()).toEqual([{ said: true, confirmed_by: 'voice_call' }]);
    await call.ask('reschedule_appointment', { new_time: '16 Uhr' });
    expect(await yes()).toEqual([{ said: false, confirmed_by: null }]);
  });

  it('takes a yes to the time the call itself has moved it to', async () => {
    const call = await openReminderCall(world);
    await call.ask('reschedule_appointment', { new_time: '16 Uhr' });
    expect(await call.ask('confirm_booking')).toMatchObject({ success: true, time: '16:00' });
    expect((await call.session()).deeds).toMatchObject({ moved: true, confirmed: true });
  });

  it('says that it goes on while the appointment is being cancelled', async () => {
    const call = await openReminderCall(world);
    const { faults } = call.salon.calcom;
    faults.add({ method: 'POST', path: '/v2/bookings/*/cancel', fault: { kind: 'lose_answer' }, times: 1 });
    faults.add({ method: 'GET', path: '/v2/bookings/*', fault: { kind: 'status', status: 500 }, times: 2 });
    await call.ask('cancel_appointment');
    expect(await call.ask('confirm_booking')).toMatchObject({ success: false, pending: true });
    expect(await noted(call)).toEqual(NOTHING);
  });

  it('speaks English where the salon does (ASK-96)', async () => {
    const salon = await openReminderSalon(world, TWO_DAYS_BEFORE, ENGLISH_SALON);
    const { appointmentId } = await bookByPhone(
      salon,
      { date: '2026-11-25', time: '14:30', service: 'Herrenhaarschnitt', name: 'Jane Doe' },
      { from: JANE },
    );
    await world.settle();
    const call = await ringAbout(world, salon, appointmentId);
    expect(await call.ask('confirm_booking', { confirmed: false })).toMatchObject({
      message:
        'Shall I cancel your appointment for Herrenhaarschnitt with Anna on Wednesday, November 25th, at 2:30 p.m., or would another time suit you better?',
    });
    expect(await call.ask('confirm_booking', { confirmed: true })).toMatchObject({
      message:
        "Thank you, I've noted that you are coming: Herrenhaarschnitt with Anna on Wednesday, November 25th, at 2:30 p.m. Is there anything else I can do for you?",
    });
  });
});

describe('confirm_booking where we have rung and offered a time', () => {
  const FRIDAY = { date: '2026-11-27', time: '10:30', service: 'Herrenhaarschnitt' };

  it('books that one as ever, and says nothing of the other (ASK-23)', async () => {
    const call = await openReminderCall(world);
    await call.ask('start_booking', FRIDAY);
    const booked = await call.ask('confirm_booking', { confirmed: true });
    expect(booked).toMatchObject({ success: true, status: 'scheduled', date: '2026-11-27' });
    expect(await call.ask('confirm_booking', { confirmed: true })).toEqual(booked);
    expect(await noted(call)).toEqual(NOTHING);
  });

  it('is a yes to the appointment again once the offer was turned down', async () => {
    const call = await openReminderCall(world);
    await call.ask('start_booking', FRIDAY);
    expect(await call.ask('confirm_booking', { confirmed: false })).toMatchObject({ status: 'dropped' });
    expect(await call.ask('confirm_booking', { confirmed: true })).toMatchObject({ status: 'attending' });
  });

  it('is no yes to the appointment where the offer has run out', async () => {
    const call = await openReminderCall(world);
    await call.ask('start_booking', FRIDAY);
    world.clock.advance({ minutes: 6 });
    for (let round = 0; round < 2; round += 1) {
      expect(await call.ask('confirm_booking')).toMatchObject({ success: false, reason: 'offer_expired' });
    }
    expect(await noted(call)).toEqual(NOTHING);
  });
});

describe('confirm_booking where we have rung, when something goes wrong', () => {
  it.each(['confirm', 'noteDeed', 'add'] as const)('leaves nothing where it fails at: %s', async (step) => {
    const call = await openReminderCall(world);
    const { openStore } = world.deps;
    const broken = () => Promise.reject(new Error('planted'));
    const fault: Record<typeof step, (store: Queries) => Queries> = {
      confirm: (store) => ({ ...store, appointments: { ...store.appointments, confirm: broken } }),
      noteDeed: (store) => ({ ...store, callSessions: { ...store.callSessions, noteDeed: broken } }),
      add: (store) => ({ ...store, audit: { ...store.audit, add: broken } }),
    };
    world.deps.openStore = (tenantId) => {
      const store = openStore(tenantId);
      return { ...store, atomically: (work) => store.atomically((inside) => work(fault[step](inside))) };
    };
    try {
      expect(await call.ask('confirm_booking')).toMatchObject({ success: false, reason: 'unavailable' });
    } finally {
      world.deps.openStore = openStore;
    }
    expect(await noted(call)).toEqual(NOTHING);
    expect(await call.ask('confirm_booking')).toMatchObject({ success: true, message: THANKS });
    expect(await noted(call)).toMatchObject({ isConfirmed: true, inSession: true });
  });
});
