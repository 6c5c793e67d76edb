import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH_SALON } from '../support/english-salon.ts';
import { COLOURING, HAIRCUT } from '../support/salon.ts';
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

const ALL_DAY = ['09:00', '09:45', '10:30', '11:15', '13:00', '13:45', '14:30', '15:15', '16:00', '16:45'];
const FORENOON = ALL_DAY.slice(0, 4);

/** The dates and times of an answer's alternatives in short: "11-24 09:45". */
function alternatives(answer: Answered): string[] {
  const { alternatives: list } = answer;
  return (Array.isArray(list) ? list : []).map(
    ({ date, time }: { date: string; time: string }) => `${date.slice(5)} ${time}`,
  );
}

async function fillDay(salon: TenantUnderTest, date: string, hours: string[]): Promise<void> {
  for (const hour of hours)
    salon.calcom.addBooking({
      eventTypeId: COLOURING,
      host: 'Anna',
      start: new Date(`${date}T${hour}:00+01:00`),
    });
}

describe('check_availability with free words', () => {
  it('looks at all of a week, and names times early and late on its first days (ASK-05)', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('check_availability', { date: 'nächste Woche' })).toMatchObject({
      success: true,
      available: true,
      date: '2026-11-23',
      slots: ALL_DAY,
      message:
        'Möglich wäre es am Montag, den 23. November, um 9 Uhr, am Dienstag, den 24. November, um 13 Uhr oder am Mittwoch, den 25. November, um 16 Uhr 45. Was davon passt Ihnen?',
    });
    expect(salon.calcom.requests()).toHaveLength(1);
  });

  it('finds the day of a week that has something, not only its Monday (ASK-05)', async () => {
    const salon = await world.tenant();
    for (const date of ['2026-11-23', '2026-11-24', '2026-11-25'])
      await fillDay(salon, date, ['09:00', '10:30', '13:00', '14:30', '16:00', '16:30']);
    const answer = await salon.ask('check_availability', { date: 'nächste Woche' });
    expect(answer).toMatchObject({ available: true, date: '2026-11-26', slots: ALL_DAY });
  });

  it.each<[Record<string, string>, string, string[], string[]]>([
    [
      { date: 'nächste Woche vormittags, aber nicht Mittwoch' },
      '2026-11-23',
      FORENOON,
      ['11-24 09:45', '11-26 11:15', '11-24 09:00', '11-26 09:00', '11-27 09:00'],
    ],
    [
      { date: 'nur montags' },
      '2026-11-23',
      ALL_DAY,
      ['11-30 13:00', '12-07 16:45', '11-30 09:00', '12-07 09:00', '12-14 09:00'],
    ],
    [
      { date: 'nur montags oder donnerstags', time: 'ab vier' },
      '2026-11-23',
      ['16:00', '16:45'],
      ['11-26 16:00', '11-30 16:45', '11-26 16:45', '11-30 16:00', '12-03 16:00'],
    ],
    [
      { date: 'jeden Tag außer Freitag' },
      '2026-11-23',
      ALL_DAY,
      ['11-24 13:00', '11-25 16:45', '11-24 09:00', '11-25 09:00', '11-26 09:00'],
    ],
    [{ date: 'Dienstag', time: 'aber nicht vormittags' }, '2026-11-24', ALL_DAY.slice(4), []],
    [
      { date: 'Dienstag oder Donnerstag', time: 'nachmittags' },
      '2026-11-24',
      ALL_DAY.slice(4),
      ['11-26 13:00', '11-26 13:45'],
    ],
    [
      { date: 'ab dem 5. Dezember' },
      '2026-12-07',
      ALL_DAY,
      ['12-08 13:00', '12-09 16:45', '12-08 09:00', '12-09 09:00', '12-10 09:00'],
    ],
    [
      { date: 'bis Dienstag' },
      '2026-11-20',
      ALL_DAY.slice(2),
      ['11-23 13:00', '11-24 16:45', '11-23 09:00', '11-24 09:00'],
    ],
    [{ date: 'diese Woche' }, '2026-11-20', ALL_DAY.slice(2), []],
    [
      { date: 'so bald wie möglich' },
      '2026-11-20',
      ALL_DAY.slice(2),
      ['11-23 09:00', '11-24 09:00', '11-25 09:00', '11-26 09:00', '11-27 09:00'],
    ],
    [
      { date: 'nächste Woche', time: 'um 9 Uhr' },
      '2026-11-23',
      ['09:00'],
      ['11-24 09:00', '11-25 09:00', '11-26 09:00', '11-27 09:00'],
    ],
  ])('keeps to %j (ASK-05, ASK-13)', async (args, date, slots, others) => {
    const salon = await world.tenant();
    const answer = await salon.ask('check_availability', args);
    expect({ date: answer['date'], slots: answer['slots'], others: alternatives(answer) }).toEqual({
      date,
      slots,
      others,
    });
    expect(answer['available']).toBe(true);
  });

  it('names times spread over a part of the day with many (ASK-08)', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('check_availability', { date: 'Dienstag nachmittag' })).toMatchObject({
      slots: ALL_DAY.slice(4),
      message:
        'Am Dienstag, den 24. November, sind noch frei: 13 Uhr, 14 Uhr 30, 16 Uhr 45 und weitere. Was passt Ihnen?',
    });
  });

  it('names the nearest times before and after one that was named roughly (ASK-10)', async () => {
    const salon = await world.tenant();
    const roughly = { date: 'Dienstag', time: 'so gegen elf' };
    expect(await salon.ask('check_availability', roughly)).toMatchObject({
      available: true,
      message: 'Am Dienstag, den 24. November, sind noch frei: 10 Uhr 30 und 11 Uhr 15. Was passt Ihnen?',
    });
    const bounded = { date: 'Dienstag', time: 'so gegen elf, aber nicht vor elf' };
    expect(await salon.ask('check_availability', bounded)).toMatchObject({
      available: true,
      message: 'Am Dienstag, den 24. November, ist noch 11 Uhr 15 frei. Passt Ihnen das?',
    });
  });

  it('says what is not free, and what comes next to it (ASK-10, ASK-41)', async () => {
    const salon = await world.tenant();
    const ask = async (args: Record<string, string>) => (await salon.ask('check_availability', args)).message;
    expect(await ask({ date: 'nächste Woche', time: 'abends' })).toBe(
      'Von Montag, dem 23. November, bis Sonntag, den 29. November, ist zwischen 18 Uhr und 22 Uhr leider nichts frei. Möglich wäre es am Montag, den 23. November, um 16 Uhr 45, am Dienstag, den 24. November, um 16 Uhr 45 oder am Mittwoch, den 25. November, um 16 Uhr 45. Was davon passt Ihnen?',
    );
    expect(await ask({ date: 'am Wochenende' })).toBe(
      'Von morgen, Samstag, dem 21. November, bis Sonntag, den 22. November, ist leider nichts frei. Möglich wäre es am Montag, den 23. November, um 9 Uhr, 9 Uhr 45 oder 10 Uhr 30. Was davon passt Ihnen?',
    );
    expect(await ask({ date: 'nächste Woche', time: 'nur am Wochenende' })).toContain(
      'ist samstags und sonntags leider nichts frei. Möglich wäre es am Montag, den 23. November,',
    );
    expect(await ask({ date: 'nächste Woche', time: 'um zehn' })).toContain(
      'ist um 10 Uhr leider nichts frei. Möglich wäre es am Montag, den 23. November, um 9 Uhr 45,',
    );
  });

  it('understands English words as well (ASK-96)', async () => {
    const salon = await world.tenant(ENGLISH_SALON);
    const ask = (args: Record<string, string>) => salon.ask('check_availability', args);
    expect(await ask({ date: 'any afternoon next week', time: 'but not Wednesday' })).toMatchObject({
      available: true,
      message:
        'I could offer you a time on Monday, November 23rd, at 1 p.m., on Tuesday, November 24th, at 2:30 p.m. or on Thursday, November 26th, at 4:45 p.m. Which would suit you?',
    });
    expect(await ask({ date: 'weekdays only', time: 'mornings' })).toMatchObject({
      available: true,
      date: '2026-11-20',
    });
    expect(await ask({ date: 'Tuesday', time: 'in the evening' })).toMatchObject({
      available: false,
      message:
        "On Tuesday, November 24th, there is nothing free between 6 p.m. and 10 p.m., I'm afraid. I could offer you a time on the same day at 3:15 p.m., 4 p.m. or 4:45 p.m. Which would suit you?",
    });
  });
});

describe('get_alternatives with free words', () => {
  it('keeps what the caller keeps to on other days too (ASK-13)', async () => {
    const salon = await world.tenant();
    await fillDay(salon, '2026-11-24', ['13:00', '14:30', '16:00', '16:30']);
    const answer = await salon.ask('get_alternatives', {
      date: 'Dienstag nachmittag',
      time: 'nicht Mittwoch',
    });
    expect(alternatives(answer)).toEqual([
      '11-26 13:00',
      '11-26 13:45',
      '11-26 14:30',
      '11-26 15:15',
      '11-26 16:00',
    ]);
    expect(salon.calcom.requests()).toHaveLength(1);
  });

  it('names times of several days where no time was named, and looks from today on where no day was (ASK-13)', async () => {
    const salon = await world.tenant();
    const week = await salon.ask('get_alternatives', { date: 'nächste Woche vormittags' });
    expect(alternatives(week).slice(0, 3)).toEqual(['11-23 09:00', '11-24 09:45', '11-25 11:15']);
    const time = await salon.ask('get_alternatives', { time: '15 Uhr' });
    expect(alternatives(time).slice(0, 2)).toEqual(['11-20 15:15', '11-23 15:15']);
  });
});

describe('find_next_available with free words', () => {
  it.each<[Record<string, string>, string, string]>([
    [{ date: 'jeden Mittwoch nachmittag' }, '2026-11-25', '13:00'],
    [{ date: 'nächste Woche', time: 'nicht montags' }, '2026-11-24', '09:00'],
    [{ date: 'am 15. Februar' }, '2027-02-15', '09:00'],
    [{ date: 'nach dem 5. Dezember', time: 'vormittags' }, '2026-12-07', '09:00'],
    [{ time: '15 Uhr 15' }, '2026-11-20', '15:15'],
    [{ date: 'irgendwann' }, '2026-11-20', '10:30'],
  ])('begins with the first that fits %j (ASK-15)', async (args, date, time) => {
    const salon = await world.tenant();
    const answer = await salon.ask('find_next_available', args);
    expect({ date: answer['date'], first: Array.isArray(answer['slots']) && answer['slots'][0] }).toEqual({
      date,
      first: time,
    });
    expect(salon.calcom.requests()).toHaveLength(1);
  });

  it('says so when nothing fits within four weeks, and what comes next to it (ASK-15, ASK-41)', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('find_next_available', { date: 'nur samstags' })).toMatchObject({
      available: false,
      message:
        'Von heute, Freitag, dem 20. November, bis Donnerstag, den 17. Dezember, ist samstags leider nichts frei. Möglich wäre es heute, Freitag, den 20. November, um 10 Uhr 30, 11 Uhr 15 oder 13 Uhr. Was davon passt Ihnen?',
    });
    const never = await world.tenant({
      account: {
        eventTypes: [
          { id: HAIRCUT, slug: 'zu', title: 'Zu', minutes: 45, hosts: ['Anna'], openingHours: {} },
        ],
      },
    });
    expect(await never.ask('find_next_available', { date: 'nur samstags' })).toMatchObject({
      available: false,
      alternatives: [],
    });
  });
});
