import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH_SALON, JANE } from '../support/english-salon.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await warmUp(world);
});
afterAll(() => world.close());

describe('initialize_call', () => {
  it('greets a known caller by name and says what day it is (ASK-02, ASK-04)', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('initialize_call')).toEqual({
      success: true,
      message: 'Guten Morgen, Max Mustermann, willkommen bei Salon Nord. Wie kann ich Ihnen helfen?',
      tenant: 'Salon Nord',
      today: { date: '2026-11-20', weekday: 'Freitag', time: '10:00', timezone: 'Europe/Berlin' },
      customer: { name: 'Max Mustermann', email: 'max@example.com' },
      next_appointment: null,
    });
  });

  it('names the next appointment, the soonest of them, with its day and time (ASK-02)', async () => {
    const salon = await world.tenant();
    for (const [date, time] of [
      ['2026-11-26', '09:00'],
      ['2026-11-24', '14:30'],
    ]) {
      const callId = `call_${date}`;
      await salon.ask('start_booking', { date, time }, { callId });
      await salon.ask('confirm_booking', { confirmed: true }, { callId });
    }
    expect(await salon.ask('initialize_call')).toMatchObject({
      message:
        'Guten Morgen, Max Mustermann, willkommen bei Salon Nord. Ihr nächster Termin für Herrenhaarschnitt bei Anna ist am Dienstag, den 24. November, um 14 Uhr 30. Wie kann ich Ihnen helfen?',
      next_appointment: { service: 'Herrenhaarschnitt', date: '2026-11-24', time: '14:30', staff: 'Anna' },
    });
    world.clock.set('2026-11-24T13:31:00Z');
    expect((await salon.ask('initialize_call'))['next_appointment']).toMatchObject({ date: '2026-11-26' });
  });

  it('greets somebody it does not know, and a caller without a number, without a name', async () => {
    const salon = await world.tenant();
    for (const from of [STRANGER, null]) {
      expect(await salon.ask('initialize_call', {}, { from })).toMatchObject({
        success: true,
        message: 'Guten Morgen, willkommen bei Salon Nord. Wie kann ich Ihnen helfen?',
        customer: null,
        next_appointment: null,
      });
    }
  });

  it('asks who is calling when a family shares the number, and names none of them (ASK-04)', async () => {
    const salon = await world.tenant({
      definition: {
        customers: [
          { name: 'Max Mustermann', phone: MAX },
          { name: 'Erika Mustermann', phone: MAX },
        ],
      },
    });
    const answer = await salon.ask('initialize_call');
    expect(answer).toMatchObject({
      success: true,
      message: 'Guten Morgen, willkommen bei Salon Nord. Mit wem spreche ich bitte?',
      customer: null,
    });
    expect(JSON.stringify(answer)).not.toMatch(/Max|Erika/);
  });

  it('speaks English and keeps the day of its own zone for a salon in New York (ASK-96)', async () => {
    const salon = await world.tenant(ENGLISH_SALON);
    world.clock.set('2026-11-21T01:30:00Z');
    expect(await salon.ask('initialize_call', {}, { from: JANE })).toMatchObject({
      message: 'Good evening, Jane Doe, welcome to North Salon. How can I help you?',
      today: { date: '2026-11-20', weekday: 'Friday', time: '20:30', timezone: 'America/New_York' },
    });
  });

  it('knows a caller whose number Retell writes with spaces or without the plus sign (ASK-76)', async () => {
    const salon = await world.tenant();
    for (const from of ['+49 171 1234567', '0171 1234567', '0049 171 / 123 45 67']) {
      const { customer } = { customer: null, ...(await salon.ask('initialize_call', {}, { from })) };
      expect({ from, customer }).toMatchObject({ from, customer: { name: 'Max Mustermann' } });
    }
  });
});
