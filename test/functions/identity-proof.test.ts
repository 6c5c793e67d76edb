import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Policies } from '../../src/domain/tenant.ts';
import type { CallNote } from '../../src/store/slot-cache.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { ENGLISH_SALON, JANE } from '../support/english-salon.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
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
const LATER = { callId: 'call_later' };
const TOO_WEAK = {
  success: false,
  reason: 'proof_too_weak',
  message: 'Das reicht dafür leider noch nicht aus. Nennen Sie mir bitte den Buchungscode.',
};
const HOURS = { cancelHours: 24, rescheduleHours: 24, minNoticeMinutes: 15 };

function policies(proof: NonNullable<Policies['proof']>): { policies: Policies } {
  return { policies: { ...HOURS, proof } };
}

async function withHaircut(proof: NonNullable<Policies['proof']>) {
  const salon = await world.tenant({ definition: policies(proof) });
  const haircut = await bookByPhone(salon, HAIRCUT_WISH);
  await world.settle();
  return { salon, haircut };
}

async function deedsOn(salon: TenantUnderTest, id: string) {
  await world.settle();
  return (await salon.store.audit.ofAppointment(id)).filter(({ deed }) => deed !== 'read_out');
}

describe('a proof that does not suffice for the deed (ASK-28, ASK-29, ASK-30)', () => {
  it('is answered with the one that does, and nothing is done until it is given', async () => {
    const { salon, haircut } = await withHaircut({ cancel: ['booking_code'] });
    expect(await salon.ask('get_customer_appointments', {}, LATER)).toMatchObject({
      success: true,
      appointments: [{ id: haircut.appointmentId }],
    });
    for (const args of [
      {},
      { appointment_id: haircut.appointmentId },
      { name: 'Max Mustermann', date: 'Dienstag' },
    ]) {
      expect(await salon.ask('cancel_appointment', args, LATER)).toEqual(TOO_WEAK);
    }
    expect(await deedsOn(salon, haircut.appointmentId)).toMatchObject([{ deed: 'book' }]);
    expect(await salon.ask('reschedule_appointment', { new_time: '16 Uhr' }, LATER)).toMatchObject({
      success: true,
    });
    const spoken = haircut.bookingCode.split('').join(' ');
    expect(await salon.ask('cancel_appointment', { booking_code: spoken }, LATER)).toMatchObject({
      success: true,
      appointment_id: haircut.appointmentId,
    });
    expect(await deedsOn(salon, haircut.appointmentId)).toMatchObject([
      { deed: 'book' },
      { deed: 'move', proof: 'caller_id' },
      { deed: 'cancel', proof: 'booking_code' },
    ]);
  });

  it('is remembered for what it is: read out by name and day, cancelled by the code that is said then', async () => {
    const { salon, haircut } = await withHaircut({
      cancel: ['booking_code'],
      move: ['booking_code', 'caller_id'],
    });
    const call = { ...LATER, from: STRANGER };
    const said = { name: 'Max Mustermann', date: 'Dienstag' };
    expect(await salon.ask('get_customer_appointments', said, call)).toMatchObject({
      appointments: [{ id: haircut.appointmentId }],
    });
    const id = { appointment_id: haircut.appointmentId };
    expect(await salon.ask('cancel_appointment', id, call)).toEqual(TOO_WEAK);
    expect(await salon.ask('reschedule_appointment', { ...id, new_time: '16 Uhr' }, call)).toEqual(TOO_WEAK);
    expect(
      await salon.ask('get_customer_appointments', { booking_code: haircut.bookingCode }, call),
    ).toMatchObject({
      success: true,
    });
    expect(await salon.ask('cancel_appointment', id, call)).toMatchObject({ success: true });
  });

  it('sounds the same and costs no try whether or not the name and the day are right', async () => {
    const { salon } = await withHaircut({ cancel: ['booking_code'] });
    const call = { ...LATER, from: STRANGER };
    for (const name of ['Max Mustermann', 'Erika Muster', 'Anna Auer', 'Berta Bauer', 'Carla Clausen']) {
      expect(await salon.ask('cancel_appointment', { name, date: 'Dienstag' }, call)).toEqual(TOO_WEAK);
    }
  });

  it('is not needed for what was made on this very call', async () => {
    const { salon } = await withHaircut({
      cancel: ['booking_code'],
      move: ['booking_code'],
      read: ['booking_code'],
    });
    const call = { callId: 'call_of_two', from: STRANGER };
    const wish = { ...HAIRCUT_WISH, time: '16:00', name: 'Anna Auer' };
    const { appointmentId } = await bookByPhone(salon, wish, call);
    expect(await salon.ask('get_customer_appointments', {}, call)).toMatchObject({
      appointments: [{ id: appointmentId }],
    });
    expect(await salon.ask('reschedule_appointment', { new_time: '9 Uhr' }, call)).toMatchObject({
      success: true,
    });
    expect(await salon.ask('cancel_appointment', {}, call)).toMatchObject({ success: true });
    expect(await deedsOn(salon, appointmentId)).toMatchObject([
      { deed: 'book' },
      { deed: 'move', proof: 'this_call' },
      { deed: 'cancel', proof: 'this_call' },
    ]);
  });

  it('keeps what is next from a caller whose number is no proof for reading out (ASK-02)', async () => {
    const { salon } = await withHaircut({ read: ['booking_code'] });
    expect(await salon.ask('initialize_call', {}, LATER)).toMatchObject({
      success: true,
      message: 'Guten Morgen, Max Mustermann, willkommen bei Salon Nord. Wie kann ich Ihnen helfen?',
      next_appointment: null,
    });
    const known = await salon.ask('get_customer_appointments', {}, LATER);
    const stranger = await salon.ask('get_customer_appointments', {}, { callId: 'call_b', from: STRANGER });
    expect(known).toEqual(stranger);
    expect(known.message).toBe(
      'Mit diesen Angaben kann ich leider keinen Termin aufrufen. Nennen Sie mir bitte den Buchungscode.',
    );
    const inbound = await salon.postRetell('/api/webhooks/retell/inbound', {
      event: 'call_inbound',
      call_inbound: {
        agent_id: salon.definition.agents[0],
        from_number: MAX,
        to_number: salon.definition.phoneNumbers[0],
      },
    });
    expect(await inbound.json()).toMatchObject({
      call_inbound: { dynamic_variables: { customer_name: 'Max Mustermann', next_appointment: '' } },
    });
  });

  it('reads out none of several to choose from where reading out needs more than cancelling', async () => {
    const { salon } = await withHaircut({ read: ['booking_code'] });
    await bookByPhone(salon, { ...HAIRCUT_WISH, date: '2026-11-25' }, { callId: 'call_b' });
    expect(await salon.ask('cancel_appointment', {}, LATER)).toEqual(TOO_WEAK);
    expect(await salon.ask('cancel_appointment', { date: 'Dienstag' }, LATER)).toMatchObject({
      success: true,
    });
  });

  it('offers a callback where the number is all that counts, and it is another one', async () => {
    const { salon, haircut } = await withHaircut({ cancel: ['caller_id'] });
    const call = { ...LATER, from: STRANGER };
    for (const args of [{ booking_code: haircut.bookingCode }, { booking_code: '00000001' }]) {
      expect(await salon.ask('cancel_appointment', args, call)).toMatchObject({
        reason: 'proof_too_weak',
        fallback: 'callback_request',
        message:
          'Das geht leider nur von der Telefonnummer aus, die beim Termin steht. Soll ich einen Rückruf für Sie notieren?',
      });
    }
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ success: true });
  });

  it('says no more than that where nothing is known of the caller', async () => {
    const { salon } = await withHaircut({
      read: ['caller_id'],
      move: ['caller_id'],
      cancel: ['caller_id'],
    });
    const answer = await salon.ask('cancel_appointment', {}, { ...LATER, from: STRANGER });
    expect(answer).toMatchObject({
      reason: 'identity_unproven',
      fallback: 'callback_request',
      message:
        'Das geht leider nur von der Telefonnummer aus, die beim Termin steht. Soll ich einen Rückruf für Sie notieren?',
    });
  });

  it('is asked for in English in an English salon (ASK-96)', async () => {
    const salon = await world.tenant({
      ...ENGLISH_SALON,
      definition: { ...ENGLISH_SALON.definition, ...policies({ cancel: ['booking_code', 'name_and_date'] }) },
    });
    await bookByPhone(salon, HAIRCUT_WISH, { from: JANE });
    expect(await salon.ask('cancel_appointment', {}, { ...LATER, from: JANE })).toMatchObject({
      message:
        "I'm afraid that isn't enough for this yet. Please tell me the booking code, or the name and the date of the appointment.",
    });
  });

  it('is asked for again where the note of the call is of an older version, or gone', async () => {
    const { salon, haircut } = await withHaircut({});
    const call = { ...LATER, from: STRANGER };
    await salon.ask('get_customer_appointments', { booking_code: haircut.bookingCode }, call);
    const older: Record<string, unknown> = { proven: [haircut.appointmentId] };
    const notes: CallNote[] = [older, {}];
    for (const note of notes) {
      await world.deps.cache.open(salon.id).writeCall(call.callId, note);
      expect(await salon.ask('cancel_appointment', {}, call)).toMatchObject({ reason: 'identity_unproven' });
    }
    expect(await salon.ask('cancel_appointment', { booking_code: haircut.bookingCode }, call)).toMatchObject({
      success: true,
    });
  });
});

describe('the deadlines of a tenant (ASK-31)', () => {
  const inHours = (cancelHours: number, rescheduleHours: number) => ({
    policies: { cancelHours, rescheduleHours, minNoticeMinutes: 0 },
  });

  it('leave everything possible until the very start where they are zero hours', async () => {
    const salon = await world.tenant({ definition: inHours(0, 0) });
    await bookByPhone(salon, { ...HAIRCUT_WISH, date: '2026-11-20', time: '13:45' });
    world.clock.set('2026-11-20T12:44:59Z');
    expect(
      await salon.ask('reschedule_appointment', { new_date: 'heute', new_time: '16 Uhr 45' }, LATER),
    ).toMatchObject({ success: true, time: '16:45' });
    world.clock.set('2026-11-20T15:45:00Z');
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({
      reason: 'too_late_to_cancel',
      message:
        'Ihren Termin für Herrenhaarschnitt bei Anna heute, Freitag, den 20. November, um 16 Uhr 45 kann ich leider nicht mehr absagen, das geht nur vor seinem Beginn. Soll ich einen Rückruf für Sie notieren?',
    });
    world.clock.set('2026-11-20T15:44:59Z');
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ success: true });
  });

  it('are said with their hours, each for its own deed, and leave no deed behind', async () => {
    const salon = await world.tenant({ definition: inHours(2, 48) });
    const { appointmentId } = await bookByPhone(salon, HAIRCUT_WISH);
    world.clock.set('2026-11-24T11:30:00Z');
    expect(await salon.ask('reschedule_appointment', { new_time: '16 Uhr' }, LATER)).toMatchObject({
      reason: 'too_late_to_reschedule',
      fallback: 'callback_request',
      message: expect.stringContaining('nicht mehr verlegen, das geht nur bis 48 Stunden vorher.'),
    });
    expect(await deedsOn(salon, appointmentId)).toMatchObject([{ deed: 'book' }]);
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ success: true });
  });
});
