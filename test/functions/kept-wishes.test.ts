import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLOURING } from '../support/salon.ts';
import { ENGLISH_SALON } from '../support/english-salon.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await warmUp(world);
});
afterAll(() => world.close());

async function fillDay(
  salon: TenantUnderTest,
  date: string,
  hours: string[],
  offset = '+01:00',
): Promise<void> {
  for (const hour of hours)
    salon.calcom.addBooking({
      eventTypeId: COLOURING,
      host: 'Anna',
      start: new Date(`${date}T${hour}:00${offset}`),
    });
}

const LATE = ['15:00', '16:30'];
const MONDAYS = ['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14'];

const AFTERNOON = ['13:00', '14:30', '16:00', '16:30'];

describe('what is said not to be free', () => {
  it('is the days that were named, with the hours that were wished for (ASK-10, ASK-41)', async () => {
    const salon = await world.tenant();
    for (const date of ['2026-11-23', '2026-11-25']) await fillDay(salon, date, LATE);
    const { message } = await salon.ask('check_availability', { date: 'Montag oder Mittwoch ab halb vier' });
    expect(message).toContain(
      'Am Montag, den 23. November und am Mittwoch, den 25. November, ist ab 15 Uhr 30 leider nichts frei. Möglich wäre es',
    );
  });

  it('is the weekdays that were looked at, in both languages (ASK-10, ASK-96)', async () => {
    const salon = await world.tenant();
    for (const date of MONDAYS) await fillDay(salon, date, LATE);
    const { message } = await salon.ask('check_availability', { date: 'nur montags ab halb vier' });
    expect(message).toContain('ist montags ab 15 Uhr 30 leider nichts frei.');
    const english = await world.tenant(ENGLISH_SALON);
    const answer = await english.ask('check_availability', { date: 'only on Saturdays', time: 'after four' });
    expect(answer.message).toContain('there is nothing free on Saturdays from 4 p.m.');
  });
});

describe('a bound that was said', () => {
  it.each<[Record<string, string>, string[]]>([
    [{ date: 'Dienstag', time: 'bis spätestens neun' }, ['09:00']],
    [{ date: 'Dienstag', time: 'zwischen 14 und 16 Uhr' }, ['14:30', '15:15', '16:00']],
    [{ date: 'Dienstag', time: 'vormittags' }, ['09:00', '09:45', '10:30', '11:15']],
  ])('is included, the end of a part of the day is not: %j (ASK-05)', async (args, slots) => {
    const salon = await world.tenant();
    expect((await salon.ask('check_availability', args))['slots']).toEqual(slots);
  });
});

describe('get_alternatives', () => {
  it('offers the wished hours on other days first, and says what is not free (ASK-13)', async () => {
    const salon = await world.tenant();
    await fillDay(salon, '2026-11-23', LATE);
    expect((await salon.ask('get_alternatives', { date: 'Montag ab halb vier' })).message).toContain(
      'Am Montag, den 23. November, ist ab 15 Uhr 30 leider nichts frei. Möglich wäre es am Dienstag, den 24. November, um 16 Uhr oder 16 Uhr 45',
    );
  });

  it.each(['keiner davon', 'andere Tage', undefined])(
    'looks from today on where the day is %j (ASK-13)',
    async (date) => {
      const salon = await world.tenant();
      const answer = await salon.ask('get_alternatives', date === undefined ? {} : { date });
      expect(answer).toMatchObject({ available: true, date: '2026-11-20' });
    },
  );
});

describe('find_next_available', () => {
  it('takes the same weekdays of the weeks after where nothing fits on the days named (ASK-15)', async () => {
    const salon = await world.tenant();
    for (const date of ['2026-11-25', '2026-11-26']) await fillDay(salon, date, AFTERNOON);
    const answer = await salon.ask('find_next_available', { date: 'Mittwoch oder Donnerstag nachmittags' });
    expect(answer).toMatchObject({ available: true, date: '2026-12-02' });
  });
});
