import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH_SALON } from '../support/english-salon.ts';
import { COLOURING, HAIRCUT } from '../support/salon.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await warmUp(world);
});
afterAll(() => world.close());

describe('find_next_available', () => {
  it('finds the first free time from now on, with the notice kept (ASK-15, ASK-58)', async () => {
    const salon = await world.tenant();
    world.clock.set('2026-11-20T09:20:00Z');
    expect(await salon.ask('find_next_available')).toEqual({
      success: true,
      message:
        'Der nächste freie Termin für Herrenhaarschnitt ist heute, Freitag, den 20. November, um 11 Uhr 15. Es ginge auch am selben Tag um 13 Uhr oder 13 Uhr 45. Was passt Ihnen?',
      available: true,
      service: 'Herrenhaarschnitt',
      date: '2026-11-20',
      formatted_date: '20.11.2026',
      slots: ['11:15', '13:00', '13:45', '14:30', '15:15', '16:00', '16:45'],
      alternatives: ['13:00', '13:45', '14:30', '15:15', '16:00'].map((time) => ({
        date: '2026-11-20',
        time,
      })),
    });
  });

  it('looks from the day and the time on that were said (ASK-15)', async () => {
    const salon = await world.tenant();
    const first = async (args: Record<string, unknown>) => {
      const answer = await salon.ask('find_next_available', args);
      return [answer['date'], (Array.isArray(answer['slots']) ? answer['slots'] : [])[0]];
    };
    expect(await first({ date: 'Samstag' })).toEqual(['2026-11-23', '09:00']);
    expect(await first({ date: '2026-11-25', time: '10 Uhr' })).toEqual(['2026-11-25', '10:30']);
    expect(await first({ date: '2026-11-25', time: '20 Uhr' })).toEqual(['2026-11-26', '09:00']);
    expect(await first({ date: '2026-11-25', time: 'nachmittags' })).toEqual(['2026-11-25', '13:00']);
    expect(await first({ time: 'nachmittags' })).toEqual(['2026-11-20', '13:00']);
  });

  it('looks four weeks ahead with one question, and past what is booked', async () => {
    const salon = await world.tenant({
      account: {
        eventTypes: [
          {
            id: HAIRCUT,
            slug: 'selten',
            title: 'Selten',
            minutes: 45,
            hosts: ['Anna'],
            openingHours: { 2: [['09:00', '09:45']] },
            emailRequired: false,
          },
        ],
      },
    });
    for (const start of ['2026-11-24T08:00:00Z', '2026-12-01T08:00:00Z']) {
      salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: new Date(start) });
    }
    expect(await salon.ask('find_next_available')).toMatchObject({
      date: '2026-12-08',
      slots: ['09:00'],
      alternatives: [{ date: '2026-12-15', time: '09:00' }],
    });
    expect(salon.calcom.requests()).toHaveLength(1);
  });

  it('says so when nothing is free for four weeks (ASK-41)', async () => {
    const eventTypes = [
      { id: HAIRCUT, slug: 'zu', title: 'Zu', minutes: 45, hosts: ['Anna'], openingHours: {} },
    ];
    const salon = await world.tenant({ account: { eventTypes } });
    expect(await salon.ask('find_next_available')).toMatchObject({
      success: true,
      available: false,
      slots: [],
      message:
        'Ich finde für Herrenhaarschnitt von heute, Freitag, dem 20. November, bis Donnerstag, den 17. Dezember, leider keinen freien Termin. Soll ich an einem anderen Tag nachsehen?',
    });
  });

  it.each([
    [{ date: 'xyzzy' }, 'date_unclear'],
    [{ date: '2026-11-19' }, 'date_in_past'],
    [{ time: 'qwertz' }, 'time_unclear'],
    [{ service: 'Massage' }, 'service_unknown'],
    [{ staff: 'Zoe' }, 'staff_unknown'],
    [{ service: 'Färben', staff: 'Ben' }, 'staff_not_selectable'],
  ])('refuses %j: %s (ASK-38, ASK-41)', async (args, reason) => {
    const salon = await world.tenant();
    expect(await salon.ask('find_next_available', args)).toMatchObject({ success: false, reason });
    expect(salon.calcom.requests()).toEqual([]);
  });

  it('speaks English and starts today by the clock of New York (ASK-09, ASK-96)', async () => {
    const salon = await world.tenant(ENGLISH_SALON);
    world.clock.set('2026-11-24T03:00:00Z');
    expect(await salon.ask('find_next_available', { service: 'Färben' })).toMatchObject({
      date: '2026-11-24',
      message:
        'The next free appointment for Färben is tomorrow, Tuesday, November 24th, at 9 a.m. There is also a time on the same day at 9:30 a.m. or 10 a.m. Which would suit you?',
    });
    expect(salon.calcom.requests()[0]?.query).toMatchObject({
      eventTypeId: String(COLOURING),
      start: '2026-11-23T05:00:00.000Z',
      timeZone: 'America/New_York',
    });
  });
});
