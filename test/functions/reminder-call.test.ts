import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepTenant } from '../../src/operations/sweep.ts';
import { answerDials } from '../support/answer-dials.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { ENGLISH_SALON, JANE } from '../support/english-salon.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { callOf, openReminderCall, ringAbout, TWO_DAYS_BEFORE } from '../support/reminder-call.ts';
import type { ReminderCall } from '../support/reminder-call.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import type { TenantChange, World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  await warmUpWrites(world);
});
afterAll(() => world.close());

const HAIRCUT = 'Ihr Termin für Herrenhaarschnitt bei Anna am Donnerstag, den 26. November, um 14 Uhr 30';
const FAMILY: TenantChange = {
  definition: {
    customers: [
      { name: 'Max Mustermann', phone: MAX },
      { name: 'Erika Mustermann', phone: MAX },
    ],
  },
};
const NOTHING_DONE = {
  confirmed: false,
  cancelled: false,
  moved: false,
  optedOut: false,
  callbackRequested: false,
};

async function statusOf({ salon, appointmentId }: ReminderCall, id = appointmentId) {
  return (await salon.store.appointments.find(id))?.status;
}

/** A second appointment of the same customer, on the day before the one that the call is about. */
async function withAnotherOne(call: ReminderCall): Promise<string> {
  const wish = { date: '2026-11-25', time: '16:00', service: 'Herrenhaarschnitt', name: 'Max Mustermann' };
  const { appointmentId } = await bookByPhone(call.salon, wish, { callId: 'call_another' });
  await world.settle();
  return appointmentId;
}

describe('initialize_call where we have rung', () => {
  it('says who rings, whom, and about which appointment, not about the next one (VIO-82)', async () => {
    const call = await openReminderCall(world);
    await withAnotherOne(call);
    expect(await call.ask('initialize_call')).toMatchObject({
      success: true,
      message:
        'Guten Tag, Max Mustermann, hier ist Salon Nord. Es geht um Ihren Termin für Herrenhaarschnitt bei Anna am Donnerstag, den 26. November, um 14 Uhr 30. Bleibt es dabei?',
      customer: { name: 'Max Mustermann', email: 'max@example.com' },
      next_appointment: { id: call.appointmentId, date: '2026-11-26', time: '14:30' },
    });
  });

  it('means the one it was dialled for where a family shares the number (VIO-82, ASK-04)', async () => {
    const call = await openReminderCall(world, { change: FAMILY });
    expect(await call.ask('initialize_call')).toMatchObject({ customer: { name: 'Max Mustermann' } });
    expect(await call.ask('check_customer')).toMatchObject({ customer: { name: 'Max Mustermann' } });
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
    expect(await call.ask('initialize_call')).toMatchObject({
      message:
        "Good afternoon, Jane Doe, this is North Salon. I'm calling about your appointment for Herrenhaarschnitt with Anna on Wednesday, November 25th, at 2:30 p.m. Will you be coming?",
    });
  });

  it('does not speak of an appointment that is cancelled meanwhile', async () => {
    const call = await openReminderCall(world);
    await call.salon.ask('cancel_appointment', {}, { callId: 'call_earlier' });
    expect(await call.ask('initialize_call')).toMatchObject({
      message: 'Guten Tag, Max Mustermann, hier ist Salon Nord. Haben Sie einen Moment Zeit?',
      next_appointment: null,
    });
  });
});

describe('a deed where we have rung', () => {
  it('cancels the appointment the call is about, without a name, and frees its time (VIO-94, VIO-46)', async () => {
    const call = await openReminderCall(world);
    const other = await withAnotherOne(call);
    expect(await call.ask('cancel_appointment')).toMatchObject({
      success: true,
      appointment_id: call.appointmentId,
      message: `${HAIRCUT} ist abgesagt. Kann ich sonst noch etwas für Sie tun?`,
    });
    expect([await statusOf(call), await statusOf(call, other)]).toEqual(['cancelled', 'scheduled']);
    expect((await call.session()).deeds).toEqual({ ...NOTHING_DONE, cancelled: true });
    expect(
      await call.salon.ask('check_availability', { date: '2026-11-26', time: '14:30' }, { callId: 'call_b' }),
    ).toMatchObject({ available: true });
    await world.settle();
    expect(await call.salon.store.audit.ofCall(call.dial.callId)).toContainEqual(
      expect.objectContaining({ deed: 'cancel', proof: 'caller_id', appointmentId: call.appointmentId }),
    );
    await expectLedgerEqualsCalendar(call.salon, world.clock.now());
  });

  it('cancels nothing else when it is asked for again, in whatever words (ASK-29)', async () => {
    const call = await openReminderCall(world);
    const other = await withAnotherOne(call);
    const first = await call.ask('cancel_appointment');
    for (const args of [{}, { reason: 'krank' }, { reason: 'keine Zeit', name: 'Max Mustermann' }]) {
      expect(await call.ask('cancel_appointment', args)).toEqual(first);
    }
    expect(await statusOf(call, other)).toBe('scheduled');
    expect(await call.ask('reschedule_appointment', { new_time: '16 Uhr' })).toMatchObject({
      success: false,
      reason: 'already_cancelled',
    });
    expect(await statusOf(call, other)).toBe('scheduled');
  });

  it('moves it by a new day and time alone: "I cannot make it, Thursday instead" (VIO-46)', async () => {
    const call = await openReminderCall(world, { wish: { date: '2026-11-25' } });
    expect(
      await call.ask('reschedule_appointment', { new_date: 'Donnerstag', new_time: '16 Uhr' }),
    ).toMatchObject({
      success: true,
      appointment_id: call.appointmentId,
      date: '2026-11-26',
      time: '16:00',
    });
    expect((await call.session()).deeds).toEqual({ ...NOTHING_DONE, moved: true });
    expect(call.salon.calcom.bookings().filter(({ status }) => status === 'accepted')).toEqual([
      expect.objectContaining({ start: new Date('2026-11-26T15:00:00Z') }),
    ]);
    await expectLedgerEqualsCalendar(call.salon, world.clock.now());
  });

  it.each(['asked', 'swept'] as const)(
    'notes the deed when a lost answer is found out: %s again',
    async (how) => {
      const call = await openReminderCall(world);
      const { faults } = call.salon.calcom;
      faults.add({ method: 'POST', path: '/v2/bookings/*/cancel', fault: { kind: 'lose_answer' }, times: 1 });
      faults.add({ method: 'GET', path: '/v2/bookings/*', fault: { kind: 'status', status: 500 }, times: 2 });
      expect(await call.ask('cancel_appointment')).toMatchObject({ success: false, pending: true });
      expect((await call.session()).deeds).toEqual(NOTHING_DONE);
      world.clock.advance({ seconds: 90 });
      await (how === 'asked' ? call.ask('cancel_appointment') : sweepTenant(await call.salon.ctx()));
      expect((await call.session()).deeds).toEqual({ ...NOTHING_DONE, cancelled: true });
      expect(await statusOf(call)).toBe('cancelled');
    },
  );

  it('takes what the customer wants to be called for their name', async () => {
    const call = await openReminderCall(world, {
      change: {
        definition: { customers: [{ name: 'Maximilian Mustermann', phone: MAX, preferredName: 'Maxi' }] },
      },
      wish: { name: 'Maximilian Mustermann' },
    });
    expect(await call.ask('cancel_appointment', { name: 'Maxi' })).toMatchObject({ success: true });
  });

  it('is not noted with the call where it is about another appointment of theirs', async () => {
    const call = await openReminderCall(world);
    const other = await withAnotherOne(call);
    expect(await call.ask('cancel_appointment', { date: 'Mittwoch' })).toMatchObject({ success: true });
    expect([await statusOf(call), await statusOf(call, other)]).toEqual(['scheduled', 'cancelled']);
    expect((await call.session()).deeds).toEqual(NOTHING_DONE);
  });

  it('keeps to the deadline, offers a callback, and notes that one is wanted (ASK-31, ASK-34)', async () => {
    const call = await openReminderCall(world, { wishes: { hoursBefore: [6] } });
    expect(await call.ask('cancel_appointment')).toMatchObject({
      success: false,
      reason: 'too_late_to_cancel',
      fallback: 'callback_request',
    });
    expect(await call.ask('request_callback', { reason: 'absagen' })).toMatchObject({ success: true });
    expect((await call.session()).deeds).toEqual({ ...NOTHING_DONE, callbackRequested: true });
    const [wish] = await call.salon.store.callbacks.list('open');
    expect(wish).toMatchObject({ phone: MAX, name: 'Max Mustermann' });
  });

  it('says that it is cancelled where it was before the call, and cancels no other one', async () => {
    const call = await openReminderCall(world);
    const other = await withAnotherOne(call);
    await call.salon.ask(
      'cancel_appointment',
      { appointment_id: call.appointmentId },
      { callId: 'call_earlier' },
    );
    expect(await call.ask('cancel_appointment')).toMatchObject({
      success: false,
      reason: 'already_cancelled',
    });
    expect(await statusOf(call, other)).toBe('scheduled');
    expect((await call.session()).deeds).toEqual(NOTHING_DONE);
  });

  it('is known before the answer to the dialling has come, to nobody on another number', async () => {
    const call = await openReminderCall(world);
    await ownerRows(
      world.databaseUrl,
      `update call_sessions set call_id = null, state = 'initiating' where id = '${(await call.session()).id}'`,
    );
    const elsewhere = { callId: 'call_forged', call: { to_number: STRANGER } };
    expect(await call.ask('stop_reminders', {}, elsewhere)).toMatchObject({ success: true });
    expect((await call.session()).deeds).toEqual(NOTHING_DONE);
    expect(await call.ask('cancel_appointment')).toMatchObject({ success: true });
    expect(await call.session()).toMatchObject({ callId: call.dial.callId, deeds: { cancelled: true } });
  });
});

describe('a call that the customer answers, from its dialling to its end', () => {
  it('carries what it was made with through every function of it, to a moved appointment (VIO-82, VIO-46)', async () => {
    const salon = await openReminderSalon(world, TWO_DAYS_BEFORE);
    const people = answerDials(world, () => ({
      kind: 'answered',
      functions: [
        { name: 'initialize_call', args: {} },
        { name: 'confirm_booking', args: { confirmed: false } },
        { name: 'reschedule_appointment', args: { new_date: 'Freitag', new_time: '10:30' } },
      ],
    }));
    const appointmentId = await salon.book();
    const [task] = await salon.tasks(appointmentId);
    await salon.dialAtItsTime(task);
    const [played] = await people.playOut();
    const asked = played?.steps.filter(({ what }) => !what.startsWith('call_')) ?? [];
    expect(asked.map(({ what, answer }) => [what, answer['success'], answer['reason']])).toEqual([
      ['initialize_call', true, undefined],
      ['confirm_booking', false, 'attendance_declined'],
      ['reschedule_appointment', true, undefined],
    ]);
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({
      startsAt: new Date('2026-11-27T09:30:00Z'),
      status: 'scheduled',
    });
    expect(await salon.store.callSessions.findByCall(played?.dial.callId ?? '')).toMatchObject({
      deeds: { ...NOTHING_DONE, moved: true },
    });
  });
});

describe('a call that only says it is one of ours', () => {
  const ERIKA = '+491710000031';
  const TWO: TenantChange = {
    definition: {
      customers: [
        { name: 'Max Mustermann', phone: MAX },
        { name: 'Erika Vogelsang', phone: ERIKA },
      ],
    },
  };
  const nothing = { next_appointment: null };

  it("cannot reach another customer's appointment with their session (VIO-82)", async () => {
    const call = await openReminderCall(world, { change: TWO });
    const forged = { callId: 'call_forged', call: { to_number: ERIKA } };
    expect(await call.ask('initialize_call', {}, forged)).toMatchObject({
      customer: { name: 'Erika Vogelsang' },
      ...nothing,
    });
    for (const [name, args] of [
      ['cancel_appointment', {}],
      ['cancel_appointment', { appointment_id: call.appointmentId }],
      ['reschedule_appointment', { new_time: '16 Uhr' }],
      ['confirm_booking', {}],
    ] as const) {
      expect(await call.ask(name, args, forged)).toMatchObject({ success: false });
    }
    expect(await statusOf(call)).toBe('scheduled');
    expect((await call.session()).deeds).toEqual(NOTHING_DONE);
  });

  it("is nobody's call where another call has that session, whatever number it was to", async () => {
    const call = await openReminderCall(world, { change: FAMILY });
    const forged = { callId: 'call_forged' };
    expect(await call.ask('initialize_call', {}, forged)).toMatchObject({ customer: null, ...nothing });
    expect(await call.ask('cancel_appointment', {}, forged)).toMatchObject({ reason: 'customer_unclear' });
    expect(await statusOf(call)).toBe('scheduled');
  });

  it('gains nothing on an inbound call (VIO-82)', async () => {
    const call = await openReminderCall(world, { change: FAMILY });
    const inbound = {
      call: { direction: 'inbound', from_number: MAX, to_number: call.salon.fromNumber },
    };
    expect(await call.ask('initialize_call', {}, inbound)).toMatchObject({ customer: null, ...nothing });
    expect(await call.ask('confirm_booking', {}, inbound)).toMatchObject({ reason: 'nothing_offered' });
    expect((await call.session()).deeds).toEqual(NOTHING_DONE);
  });

  it("gains nothing with another tenant's session (VIO-82, ASK-74)", async () => {
    const other = await openReminderCall(world, { change: FAMILY });
    const salon = await openReminderSalon(world, TWO_DAYS_BEFORE, FAMILY);
    const options = {
      callId: 'call_ours',
      call: { ...callOf(other.dial), from_number: salon.fromNumber },
    };
    expect(await salon.ask('initialize_call', {}, options)).toMatchObject({ customer: null, ...nothing });
    expect(await salon.ask('confirm_booking', {}, options)).toMatchObject({ reason: 'nothing_offered' });
    expect((await other.session()).deeds).toEqual(NOTHING_DONE);
    expect(await statusOf(other)).toBe('scheduled');
  });

  it('is an ordinary call where no session can be read of it', async () => {
    const call = await openReminderCall(world);
    const ids = ['', '\u0000', 'x'.repeat(5_000), 'ses_nobody', 7];
    for (const metadata of [{}, null, 7, ...ids.map((id) => ({ session_id: id }))]) {
      const without = { callId: 'call_without', call: { metadata } };
      expect(await call.ask('initialize_call', {}, without)).toMatchObject({
        message: expect.stringContaining('willkommen bei Salon Nord'),
        customer: { name: 'Max Mustermann' },
      });
      expect(await call.ask('confirm_booking', {}, without)).toMatchObject({ reason: 'nothing_offered' });
    }
  });

  it('is an ordinary call where the number of the customer was corrected meanwhile', async () => {
    const call = await openReminderCall(world);
    await ownerRows(
      world.databaseUrl,
      `update customers set phone = '${ERIKA}' where tenant_id = '${call.salon.id}' returning id`,
    );
    expect(await call.ask('initialize_call')).toMatchObject({ customer: null, ...nothing });
    expect(await call.ask('cancel_appointment')).toMatchObject({ success: false });
    expect(await statusOf(call)).toBe('scheduled');
  });
});
