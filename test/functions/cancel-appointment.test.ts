import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { sweepTenant } from '../../src/operations/sweep.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { HAIRCUT, salonAccount } from '../support/salon.ts';
import { openSecondGateway } from '../support/second-gateway.ts';
import { STRANGER } from '../support/tenant-under-test.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { unhurriedOffers } from '../support/unhurried.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ calendarTimeoutMs: 1_700, budgetMs: unhurriedOffers });
  await warmUpWrites(world);
});
afterAll(() => world.close());

const TUESDAY = '2026-11-24';
const HAIRCUT_WISH = { date: TUESDAY, time: '14:30', service: 'Herrenhaarschnitt' };
const PENDING = { success: false, pending: true, message: 'Einen Moment noch, ich bin noch dabei.' };
const CANCEL = { method: 'POST', path: '/v2/bookings/*/cancel' };
const LOOK_UP = { method: 'GET', path: '/v2/bookings/*' };
const CANCELLED =
  'Ihr Termin für Herrenhaarschnitt bei Anna am Dienstag, den 24. November, um 14 Uhr 30 ist abgesagt. Kann ich sonst noch etwas für Sie tun?';
const NOT_FOUND =
  'Mit diesen Angaben kann ich leider keinen Termin aufrufen. Nennen Sie mir bitte den Namen und das Datum des Termins oder den Buchungscode.';
/** Another call, so that the appointment is not known from this one. */
const LATER = { callId: 'call_later' };

/** Max's haircut on Tuesday at half past two, booked on an earlier call. */
async function withHaircut(change?: Parameters<World['tenant']>[0]) {
  const salon = await world.tenant(change);
  const haircut = await bookByPhone(salon, HAIRCUT_WISH);
  await world.settle();
  return { salon, haircut };
}

async function standing(salon: TenantUnderTest, id: string): Promise<string | undefined> {
  return (await salon.store.appointments.find(id))?.status;
}

describe('cancel_appointment', () => {
  it("cancels the caller's one appointment, in our store and in the calendar (ASK-29)", async () => {
    const { salon, haircut } = await withHaircut();
    const answer = await salon.ask('cancel_appointment', { reason: 'krank' }, LATER);
    expect(answer).toMatchObject({
      success: true,
      appointment_id: haircut.appointmentId,
      status: 'cancelled',
      message: CANCELLED,
    });
    expect(await standing(salon, haircut.appointmentId)).toBe('cancelled');
    expect(salon.calcom.bookings()[0]).toMatchObject({ status: 'cancelled', cancellationReason: 'krank' });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('answers to cancel as well', async () => {
    const { salon } = await withHaircut();
    expect(await salon.ask('cancel', {}, LATER)).toMatchObject({ success: true, message: CANCELLED });
  });

  it('makes the time free at once, in the cache as well (ASK-25)', async () => {
    const { salon } = await withHaircut();
    const free = () => salon.ask('check_availability', HAIRCUT_WISH, { callId: 'call_other' });
    expect(await free()).toMatchObject({ available: false });
    await salon.ask('cancel_appointment', {}, LATER);
    expect(await free()).toMatchObject({ available: true });
  });

  it('refuses after the deadline, says the deadline, and offers a callback (ASK-31)', async () => {
    const { salon, haircut } = await withHaircut();
    world.clock.set('2026-11-23T13:30:01Z');
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({
      success: false,
      reason: 'too_late_to_cancel',
      fallback: 'callback_request',
      message:
        'Ihren Termin für Herrenhaarschnitt bei Anna morgen, Dienstag, den 24. November, um 14 Uhr 30 kann ich leider nicht mehr absagen, das geht nur bis 24 Stunden vorher. Soll ich einen Rückruf für Sie notieren?',
    });
    expect(await standing(salon, haircut.appointmentId)).toBe('scheduled');
    world.clock.set('2026-11-23T13:30:00Z');
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ success: true });
  });

  it('takes the booking code from any number, however it is read out', async () => {
    const { salon, haircut } = await withHaircut();
    const spoken = haircut.bookingCode.replaceAll(/(?<=.)(?=.)/g, ' ');
    expect(
      await salon.ask('cancel_appointment', { booking_code: spoken }, { ...LATER, from: STRANGER }),
    ).toMatchObject({ success: true, appointment_id: haircut.appointmentId });
  });

  it('takes name and day together from any number', async () => {
    const { salon, haircut } = await withHaircut();
    expect(
      await salon.ask(
        'cancel_appointment',
        { name: 'Mustermann', date: 'nächsten Dienstag' },
        { ...LATER, from: STRANGER },
      ),
    ).toMatchObject({ success: true, appointment_id: haircut.appointmentId });
  });

  it.each([
    { proof: 'nothing', args: {} },
    { proof: 'a day alone', args: { date: TUESDAY } },
    { proof: 'a name alone', args: { name: 'Max Mustermann' } },
    { proof: 'another name', args: { name: 'Erika Muster', date: TUESDAY } },
    { proof: 'a wrong code', args: { booking_code: '00000000' } },
  ])('cancels nothing for a stranger with $proof, and does not say whether it exists', async ({ args }) => {
    const { salon, haircut } = await withHaircut();
    const answer = await salon.ask('cancel_appointment', args, { ...LATER, from: STRANGER });
    expect(answer).toMatchObject({ success: false, message: NOT_FOUND });
    expect(await standing(salon, haircut.appointmentId)).toBe('scheduled');
  });

  it('cancels nothing for a stranger who names the id of an appointment', async () => {
    const { salon, haircut } = await withHaircut();
    const args = { appointment_id: haircut.appointmentId };
    const answer = await salon.ask('cancel_appointment', args, { ...LATER, from: STRANGER });
    expect(answer).toMatchObject({ success: false, message: NOT_FOUND });
    expect(await standing(salon, haircut.appointmentId)).toBe('scheduled');
  });

  it('finds nothing for a known caller who names another day', async () => {
    const { salon } = await withHaircut();
    expect(await salon.ask('cancel_appointment', { date: 'Mittwoch' }, LATER)).toMatchObject({
      success: false,
      reason: 'appointment_not_found',
      message: NOT_FOUND,
    });
  });

  it('asks which one is meant where there are several, and cancels the one that is then named', async () => {
    const { salon, haircut } = await withHaircut();
    await bookByPhone(salon, { ...HAIRCUT_WISH, date: '2026-11-25' });
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({
      success: false,
      reason: 'several_appointments',
      message:
        'Um welchen Termin geht es: Herrenhaarschnitt am Dienstag, den 24. November, um 14 Uhr 30 oder Herrenhaarschnitt am Mittwoch, den 25. November, um 14 Uhr 30?',
    });
    expect(await salon.ask('cancel_appointment', { date: 'Dienstag' }, LATER)).toMatchObject({
      success: true,
      appointment_id: haircut.appointmentId,
    });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('cancels the one of several whose id the agent was given', async () => {
    const { salon, haircut } = await withHaircut();
    const other = await bookByPhone(salon, { ...HAIRCUT_WISH, date: '2026-11-25' });
    const args = { appointment_id: other.appointmentId };
    expect(await salon.ask('cancel_appointment', args, LATER)).toMatchObject({ success: true, ...args });
    expect(await standing(salon, other.appointmentId)).toBe('cancelled');
    expect(await standing(salon, haircut.appointmentId)).toBe('scheduled');
  });

  it('says the same for a repeat, and cancels once, also through two gateways at the same moment', async () => {
    const { salon } = await withHaircut();
    const other = await openSecondGateway(world, salon);
    const answers = await Promise.all(
      [salon, salon, other, other].map((gateway) => gateway.ask('cancel_appointment', {}, LATER)),
    );
    const repeats = [
      await salon.ask('cancel_appointment', {}, { ...LATER, toolCallId: 'tool_a' }),
      await other.ask('cancel', {}, { ...LATER, toolCallId: 'tool_a' }),
    ];
    for (const answer of [...answers, ...repeats]) {
      expect(answer).toMatchObject({ success: true, message: CANCELLED });
    }
    const sent = salon.calcom.requests().filter(({ path }) => path.endsWith('/cancel'));
    expect(sent).toHaveLength(1);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('is content where it was cancelled elsewhere and we had not heard of it', async () => {
    const { salon, haircut } = await withHaircut();
    salon.calcom.cancelElsewhere(salon.calcom.bookings()[0]?.uid ?? '');
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({
      success: true,
      message: CANCELLED,
    });
    expect(await standing(salon, haircut.appointmentId)).toBe('cancelled');
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('leaves everything as it was where the calendar forbids it', async () => {
    const eventTypes = salonAccount('any').eventTypes.map((type) =>
      type.id === HAIRCUT ? { ...type, disableCancelling: true } : type,
    );
    const { salon, haircut } = await withHaircut({ account: { eventTypes } });
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({
      success: false,
      reason: 'change_not_allowed',
      fallback: 'callback_request',
    });
    expect(await standing(salon, haircut.appointmentId)).toBe('scheduled');
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('leaves everything as it was where nothing was sent, and does it the next time', async () => {
    const { salon } = await withHaircut();
    salon.calcom.faults.add({ ...CANCEL, fault: { kind: '429', resetSeconds: 0 }, times: 1 });
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ reason: 'unavailable' });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ success: true });
  });

  it('finds out by itself where the answer was lost', async () => {
    const { salon } = await withHaircut();
    salon.calcom.faults.add({ ...CANCEL, fault: { kind: 'lose_answer' }, times: 1 });
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ message: CANCELLED });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('keeps the caller waiting while nobody can tell; asked again or swept, it is known', async () => {
    for (const how of ['asked', 'swept'] as const) {
      const { salon } = await withHaircut();
      salon.calcom.faults.add({ ...CANCEL, fault: { kind: 'lose_answer' }, times: 1 });
      salon.calcom.faults.add({ ...LOOK_UP, fault: { kind: 'status', status: 500 }, times: 2 });
      expect(await salon.ask('cancel_appointment', {}, LATER)).toEqual(PENDING);
      if (how === 'asked') {
        await salon.ask('cancel_appointment', {}, LATER);
      } else {
        world.clock.advance({ seconds: 45 });
        await sweepTenant(await openCtx(world.deps, salon.id, new AbortController().signal, 'system'));
      }
      await expectLedgerEqualsCalendar(salon, world.clock.now());
    }
  });

  it('leaves the appointment standing where the calendar failed, and can be asked again two minutes later', async () => {
    const { salon, haircut } = await withHaircut();
    salon.calcom.faults.add({ ...CANCEL, fault: { kind: 'status', status: 502 }, times: 1 });
    expect(await salon.ask('cancel_appointment', {}, LATER)).toEqual(PENDING);
    world.clock.advance({ minutes: 2 });
    await sweepTenant(await openCtx(world.deps, salon.id, new AbortController().signal, 'system'));
    expect(await standing(salon, haircut.appointmentId)).toBe('scheduled');
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ message: CANCELLED });
  });

  it('is sent once more where the first answer never comes, since twice is once', async () => {
    const { salon } = await withHaircut();
    salon.calcom.faults.add({ ...CANCEL, fault: { kind: 'reset' }, times: 1 });
    expect(await salon.ask('cancel_appointment', {}, LATER)).toEqual(PENDING);
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ message: CANCELLED });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('answers in time that it goes on where the calendar hangs, and cancels when it wakes up', async () => {
    const { salon } = await withHaircut();
    salon.calcom.faults.add({ ...CANCEL, fault: { kind: 'delay', ms: 1_550 }, times: 1 });
    expect(await salon.ask('cancel_appointment', {}, LATER)).toEqual(PENDING);
    await world.settle();
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ message: CANCELLED });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it("reaches no other tenant's appointment, by id, code or name", async () => {
    const { salon, haircut } = await withHaircut();
    const stranger = await world.tenant();
    const ways = [
      { appointment_id: haircut.appointmentId },
      { booking_code: haircut.bookingCode },
      { name: 'Max Mustermann', date: TUESDAY },
    ];
    for (const args of ways) {
      expect(await stranger.ask('cancel_appointment', args, { callId: salon.callId })).toMatchObject({
        success: false,
        message: NOT_FOUND,
      });
    }
    expect(await standing(salon, haircut.appointmentId)).toBe('scheduled');
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });
});
