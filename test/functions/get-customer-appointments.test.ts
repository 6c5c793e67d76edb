import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH_SALON, JANE } from '../support/english-salon.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
import type { Answered, TenantUnderTest } from '../support/tenant-under-test.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await warmUp(world);
});
afterAll(() => world.close());

const TUESDAY = '2026-11-24';
const HAIRCUT_ON_TUESDAY = { service: 'Herrenhaarschnitt', date: TUESDAY, time: '14:30', staff: 'Anna' };
const FROM_NOBODY = { from: null, callId: 'call_from_nobody' };
const UNPROVEN = {
  success: false,
  reason: 'identity_unproven',
  message:
    'Mit diesen Angaben kann ich leider keinen Termin aufrufen. Nennen Sie mir bitte den Namen und das Datum des Termins oder den Buchungscode.',
};

/** Books for the caller on a call of its own. */
async function book(
  tenant: TenantUnderTest,
  wish: Record<string, unknown>,
  from: string = MAX,
): Promise<Answered> {
  const call = { callId: `call_for_${JSON.stringify(wish)}`, from };
  await tenant.ask('start_booking', wish, call);
  const booked = await tenant.ask('confirm_booking', { confirmed: true }, call);
  expect(booked.success).toBe(true);
  return booked;
}

describe('get_customer_appointments', () => {
  it("lists the caller's own appointments, the soonest first (ASK-28)", async () => {
    const salon = await world.tenant();
    await book(salon, { date: '2026-11-26', time: '09:00', service: 'Färben' });
    const haircut = await book(salon, { date: TUESDAY, time: '14:30' });
    await book(salon, { date: TUESDAY, time: '09:00', name: 'Erika Musterfrau' }, STRANGER);
    const answer = await salon.ask('get_customer_appointments');
    expect(answer).toMatchObject({
      success: true,
      message:
        'Ich finde 2 Termine: Herrenhaarschnitt am Dienstag, den 24. November, um 14 Uhr 30 und Färben am Donnerstag, den 26. November, um 9 Uhr.',
      appointments: [
        { ...HAIRCUT_ON_TUESDAY, id: haircut['appointment_id'] },
        { service: 'Färben', date: '2026-11-26', time: '09:00' },
      ],
    });
    // A Cal.com uid alone can cancel a booking.
    for (const { uid } of salon.calcom.bookings()) expect(JSON.stringify(answer)).not.toContain(uid);
  });

  it('leaves out what is over and what is cancelled', async () => {
    const salon = await world.tenant();
    await book(salon, { date: TUESDAY, time: '14:30' });
    const later = await book(salon, { date: '2026-11-26', time: '09:00' });
    await salon.ask('cancel_appointment', { appointment_id: later['appointment_id'] });
    expect((await salon.ask('get_customer_appointments'))['appointments']).toHaveLength(1);
    world.clock.set('2026-11-24T14:00:00Z');
    expect(await salon.ask('get_customer_appointments')).toEqual({
      success: true,
      message: 'Ich finde für Sie keinen anstehenden Termin. Möchten Sie einen buchen?',
      appointments: [],
    });
  });

  it('says nothing of anybody to a caller who proves nothing', async () => {
    const salon = await world.tenant();
    await book(salon, { date: TUESDAY, time: '14:30' });
    for (const args of [
      {},
      { phone: MAX },
      { name: 'Max Mustermann' },
      { name: 'Max Mustermann', phone: MAX },
      { name: 'Erika Musterfrau', date: TUESDAY },
      { name: 'Max Mustermann', date: '2026-11-25' },
      { booking_code: '12345678' },
      { booking_code: '' },
    ]) {
      for (const from of [STRANGER, null]) {
        const call = { from, callId: `call_${from}_${JSON.stringify(args)}` };
        const answer = await salon.ask('get_customer_appointments', args, call);
        expect({ args, answer }).toEqual({ args, answer: UNPROVEN });
      }
    }
  });

  it('takes the booking code as proof, also read out with gaps, and remembers it for the call', async () => {
    const salon = await world.tenant();
    const booked = await book(salon, { date: TUESDAY, time: '14:30' });
    const code = String(booked['booking_code']);
    const call = { from: STRANGER, callId: 'call_with_code' };
    const spoken = code.split('').join(' ');
    expect(await salon.ask('get_customer_appointments', { booking_code: spoken }, call)).toMatchObject({
      success: true,
      appointments: [HAIRCUT_ON_TUESDAY],
    });
    expect(await salon.ask('get_customer_appointments', {}, call)).toMatchObject({ success: true });
    const other = { from: STRANGER, callId: 'call_of_another' };
    expect(await salon.ask('get_customer_appointments', {}, other)).toEqual(UNPROVEN);
  });

  it('takes name and day together as proof', async () => {
    const salon = await world.tenant();
    await book(salon, { date: TUESDAY, time: '14:30' });
    const said = { name: 'max mustermann', date: 'am Dienstag' };
    expect(await salon.ask('get_customer_appointments', said, { from: null })).toMatchObject({
      success: true,
      message: 'Ihr Termin für Herrenhaarschnitt bei Anna ist am Dienstag, den 24. November, um 14 Uhr 30.',
      appointments: [HAIRCUT_ON_TUESDAY],
    });
  });

  it.each(['mein Name ist Max Mustermann', 'Max, M U S T E R M A N N', 'Max Mustermann am Apparat'])(
    'takes "%s" for the name as it does where a booking is made',
    async (name) => {
      const salon = await world.tenant();
      await book(salon, { date: TUESDAY, time: '14:30' });
      const said = { name, date: 'am Dienstag' };
      expect(await salon.ask('get_customer_appointments', said, { from: null })).toMatchObject({
        success: true,
        appointments: [HAIRCUT_ON_TUESDAY],
      });
      expect(
        await salon.ask(
          'get_customer_appointments',
          { ...said, name: 'mein Name ist Eva Muster' },
          FROM_NOBODY,
        ),
      ).toEqual(UNPROVEN);
    },
  );

  it('speaks English with the wall clock of New York (ASK-09, ASK-96)', async () => {
    const salon = await world.tenant(ENGLISH_SALON);
    await book(salon, { date: TUESDAY, time: '14:30' }, JANE);
    expect(await salon.ask('get_customer_appointments', {}, { from: JANE })).toMatchObject({
      message: 'Your appointment for Herrenhaarschnitt with Anna is on Tuesday, November 24th, at 2:30 p.m.',
      appointments: [HAIRCUT_ON_TUESDAY],
    });
    expect(salon.calcom.bookings()[0]?.start).toEqual(new Date('2026-11-24T19:30:00Z'));
  });
});
