import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH_SALON } from '../support/english-salon.ts';
import { HAIRCUT } from '../support/salon.ts';
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

describe('get_alternatives', () => {
  it('offers at most five other times, the nearest of the day first (ASK-13)', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('get_alternatives', { date: TUESDAY, time: '14:30' })).toEqual({
      success: true,
      message:
        'Möglich wäre es am Dienstag, den 24. November, um 13 Uhr, 13 Uhr 45 oder 15 Uhr 15. Was davon passt Ihnen?',
      available: true,
      service: 'Herrenhaarschnitt',
      date: TUESDAY,
      formatted_date: '24.11.2026',
      slots: ['13:45', '15:15', '13:00', '16:00', '16:45'],
      alternatives: ['13:45', '15:15', '13:00', '16:00', '16:45'].map((time) => ({ date: TUESDAY, time })),
    });
  });

  it('then offers the same time on other days, then any (ASK-13)', async () => {
    const salon = await world.tenant();
    expect((await salon.ask('get_alternatives', { date: '28.11.', time: '14:30' }))['alternatives']).toEqual([
      { date: '2026-11-30', time: '14:30' },
      { date: '2026-12-01', time: '14:30' },
      { date: '2026-12-02', time: '14:30' },
      { date: '2026-12-03', time: '14:30' },
      { date: '2026-12-04', time: '14:30' },
    ]);
    expect(await salon.ask('get_alternatives', { date: '28.11.' })).toMatchObject({
      slots: [],
      message:
        'Am Samstag, den 28. November, ist leider nichts frei. Möglich wäre es am Montag, den 30. November, um 9 Uhr, 9 Uhr 45 oder 10 Uhr 30. Was davon passt Ihnen?',
    });
  });

  it('puts one question to the calendar for all days (ASK-14)', async () => {
    const salon = await world.tenant();
    await salon.ask('get_alternatives', { date: TUESDAY, time: '14:30' });
    expect(salon.calcom.requests()).toHaveLength(1);
  });

  it('says so when there is nothing at all (ASK-41)', async () => {
    const eventTypes = [
      { id: HAIRCUT, slug: 'zu', title: 'Zu', minutes: 45, hosts: ['Anna'], openingHours: {} },
    ];
    const salon = await world.tenant({ account: { eventTypes } });
    expect(await salon.ask('get_alternatives', { date: TUESDAY, time: '14:30' })).toMatchObject({
      success: true,
      available: false,
      alternatives: [],
      message:
        'Ich finde für Herrenhaarschnitt am Dienstag, den 24. November, leider keinen freien Termin. Soll ich an einem anderen Tag nachsehen?',
    });
  });

  it.each([
    [{ date: 'xyzzy' }, 'date_unclear'],
    [{ date: '2026-11-19' }, 'date_in_past'],
    [{ date: TUESDAY, time: 'qwertz' }, 'time_unclear'],
    [{ date: TUESDAY, service: 'Massage' }, 'service_unknown'],
    [{ date: TUESDAY, staff: 'Zoe' }, 'staff_unknown'],
  ])('refuses %j: %s (ASK-38, ASK-41)', async (args, reason) => {
    const salon = await world.tenant();
    expect(await salon.ask('get_alternatives', args)).toMatchObject({ success: false, reason });
    expect(salon.calcom.requests()).toEqual([]);
  });

  it('speaks English for a salon in New York (ASK-96)', async () => {
    const salon = await world.tenant(ENGLISH_SALON);
    expect(await salon.ask('get_alternatives', { date: 'Tuesday', time: '2:30 pm' })).toMatchObject({
      message:
        'I could offer you a time on Tuesday, November 24th, at 1 p.m., 1:45 p.m. or 3:15 p.m. Which would suit you?',
    });
  });
});
