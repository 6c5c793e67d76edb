import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const TUESDAY = '2026-11-24';

describe('start_booking', () => {
  it('holds the time and reads everything back before anything is booked (ASK-16, ASK-22)', async () => {
    const salon = await world.tenant();
    const offer = await salon.ask('start_booking', {
      date: 'Dienstag',
      time: '14 Uhr 30',
      service: 'Herrenschnitt',
    });
    expect(offer).toMatchObject({
      success: true,
      validation_status: 'valid',
      availability_confirmed: true,
      requires_confirmation: true,
      date: TUESDAY,
      time: '14:30',
      message:
        'Ich fasse zusammen: Herrenhaarschnitt am Dienstag, den 24. November, um 14 Uhr 30, auf den Namen Max Mustermann. Darf ich das so verbindlich buchen?',
    });
    expect(offer['summary']).toBe(offer.message);
    expect(salon.calcom.bookings()).toEqual([]);
  });
});
