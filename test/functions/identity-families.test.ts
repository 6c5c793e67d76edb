import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
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

const TUESDAY = '2026-11-24';
const UNCLEAR = {
  success: false,
  reason: 'customer_unclear',
  message:
    'Unter dieser Nummer kenne ich mehrere Personen. Auf welchen Vor- und Nachnamen lautet der Termin?',
};

/** Max at half past two and Erika at four on the same day, under one number. */
async function family() {
  const salon = await world.tenant({
    definition: {
      customers: [
        { name: 'Max Mustermann', phone: MAX },
        { name: 'Erika Mustermann', phone: MAX },
      ],
    },
  });
  const book = (name: string, time: string) =>
    bookByPhone(salon, { name, date: TUESDAY, time }, { callId: `call_of_${name}` });
  const max = await book('Max Mustermann', '14:30');
  const erika = await book('Erika Mustermann', '16:00');
  await world.settle();
  return { salon, max, erika };
}

function times(answer: Record<string, unknown>): unknown {
  const { appointments } = answer;
  return Array.isArray(appointments)
    ? appointments.map(({ time }: { time?: unknown }) => time)
    : appointments;
}

async function statuses(salon: TenantUnderTest, ...ids: string[]) {
  return Promise.all(ids.map(async (id) => (await salon.store.appointments.find(id))?.status));
}

describe('several customers on one number (ASK-04, ASK-28, ASK-29, ASK-30)', () => {
  it('are asked for, and none of them is named, whatever is wanted', async () => {
    const { salon, max, erika } = await family();
    const asked = [
      await salon.ask('get_customer_appointments'),
      await salon.ask('cancel_appointment'),
      await salon.ask('cancel_appointment', { date: 'Dienstag', time: '16 Uhr' }),
      await salon.ask('cancel_appointment', { appointment_id: max.appointmentId }),
      await salon.ask('reschedule_appointment', { new_time: '9 Uhr' }),
    ];
    for (const answer of asked) expect(answer).toEqual(UNCLEAR);
    expect(await statuses(salon, max.appointmentId, erika.appointmentId)).toEqual(['scheduled', 'scheduled']);
  });

  it.each(['Erika Mustermann', 'Erika', 'mein Name ist Erika Mustermann'])(
    'hear, cancel and move only their own once they are named: %s',
    async (name) => {
      const { salon, max, erika } = await family();
      expect(times(await salon.ask('get_customer_appointments', { name }))).toEqual(['16:00']);
      expect(
        await salon.ask('reschedule_appointment', { name, new_date: 'Mittwoch', new_time: '9 Uhr' }),
      ).toMatchObject({ success: true, appointment_id: erika.appointmentId });
      expect(await salon.ask('cancel_appointment', { name })).toMatchObject({
        success: true,
        appointment_id: erika.appointmentId,
      });
      expect(await statuses(salon, max.appointmentId, erika.appointmentId)).toEqual([
        'scheduled',
        'cancelled',
      ]);
      await expectLedgerEqualsCalendar(salon, world.clock.now());
    },
  );

  it('are asked for their first name where the name that was said is of more than one of them', async () => {
    const { salon } = await family();
    expect(await salon.ask('cancel_appointment', { name: 'Mustermann' })).toEqual(UNCLEAR);
    expect(await salon.store.identity.hasEnded(salon.callId)).toBe(false);
  });

  it('need no name for what was read out to them on this call, nor for what was made on it', async () => {
    const { salon, max, erika } = await family();
    await salon.ask('get_customer_appointments', { name: 'Erika Mustermann' });
    expect(await salon.ask('cancel_appointment', { appointment_id: max.appointmentId })).toEqual(UNCLEAR);
    expect(await salon.ask('cancel_appointment', { appointment_id: erika.appointmentId })).toMatchObject({
      success: true,
    });
    const call = { callId: 'call_for_a_child' };
    const child = await bookByPhone(
      salon,
      { name: 'Paul Mustermann', date: 'Donnerstag', time: '9 Uhr' },
      call,
    );
    expect(await salon.ask('cancel_appointment', { date: 'Dienstag' }, call)).toEqual(UNCLEAR);
    expect(await salon.ask('cancel_appointment', {}, call)).toMatchObject({
      success: true,
      appointment_id: child.appointmentId,
    });
  });

  it('are asked for where what is cancelled already was another one’s', async () => {
    const { salon, erika } = await family();
    await salon.ask('get_customer_appointments', { name: 'Erika Mustermann' });
    expect(await salon.ask('cancel_appointment', { name: 'Erika Mustermann' })).toMatchObject({
      success: true,
      appointment_id: erika.appointmentId,
    });
    expect(await salon.ask('cancel_appointment', { date: 'Dienstag' })).toEqual(UNCLEAR);
  });

  it('are not asked for where somebody proves an appointment in another way', async () => {
    const { salon, max, erika } = await family();
    expect(await salon.ask('cancel_appointment', { booking_code: max.bookingCode })).toMatchObject({
      success: true,
      appointment_id: max.appointmentId,
    });
    expect(
      await salon.ask(
        'cancel_appointment',
        { name: 'Erika Mustermann', date: 'Dienstag' },
        { from: STRANGER },
      ),
    ).toMatchObject({ success: true, appointment_id: erika.appointmentId });
  });

  it('are one person where one of the names is a shorter form of the other', async () => {
    const salon = await world.tenant({
      definition: {
        customers: [
          { name: 'Max Mustermann', phone: MAX },
          { name: 'M. Mustermann', phone: MAX },
        ],
      },
    });
    for (const [name, time] of [
      ['Max Mustermann', '14:30'],
      ['M. Mustermann', '16:00'],
    ]) {
      await bookByPhone(salon, { name, date: TUESDAY, time }, { callId: `call_of_${String(name)}` });
    }
    expect(times(await salon.ask('get_customer_appointments'))).toEqual(['14:30', '16:00']);
  });
});
