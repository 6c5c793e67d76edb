import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH_SALON } from '../support/english-salon.ts';
import { HAIRCUT } from '../support/salon.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { TenantChange, World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await warmUp(world);
});
afterAll(() => world.close());

const TUESDAY = '2026-11-24';

/** A business that takes appointments at these hours of every day. */
function openAt(hours: [string, string][], timeZone = 'Europe/Berlin'): NonNullable<TenantChange['account']> {
  const openingHours = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((weekday) => [weekday, hours]));
  const type = { slug: 'offen', title: 'Offen', minutes: 30, hosts: ['Anna'], slotIntervalMinutes: 30 };
  return { timeZone, eventTypes: [{ ...type, id: HAIRCUT, openingHours, emailRequired: false }] };
}

describe('a day that cannot be meant', () => {
  it.each([
    ['gestern', 'gestern, Donnerstag, den 19. November, läge schon', 'Donnerstag, den 26. November'],
    ['letzten Montag', 'am Montag, den 16. November, läge schon', 'Montag, den 23. November'],
    ['24.11.2025', 'am Montag, den 24. November 2025, läge schon', 'Dienstag, den 24. November'],
    ['3. Januar 2025', 'am Freitag, den 3. Januar 2025, läge schon', 'Sonntag, den 3. Januar 2027'],
  ])('is asked about with the next sensible one: "%s" (ASK-11, ASK-19)', async (date, said, next) => {
    const salon = await world.tenant();
    for (const name of ['check_availability', 'find_next_available', 'start_booking']) {
      const answer = await salon.ask(name, { date, time: '10:30' });
      expect(answer).toMatchObject({
        success: false,
        reason: 'date_in_past',
        message: `Ein Termin ${said} in der Vergangenheit. Meinen Sie ${next}?`,
      });
    }
    expect(salon.calcom.requests()).toEqual([]);
  });

  it.each([
    [{ date: '31. Juni' }, 'no_such_day', 'Den 31. Juni gibt es nicht. Welches Datum meinen Sie?'],
    [{ date: '31.06.' }, 'no_such_day', 'Den 31. Juni gibt es nicht. Welches Datum meinen Sie?'],
    [{ date: '29. Februar 2027' }, 'no_such_day', 'Den 29. Februar gibt es nicht. Welches Datum meinen Sie?'],
    [{ date: '25 Uhr' }, 'no_such_time', 'Diese Uhrzeit gibt es nicht. Um wie viel Uhr soll es sein?'],
    [
      { date: TUESDAY, time: '25 Uhr' },
      'no_such_time',
      'Diese Uhrzeit gibt es nicht. Um wie viel Uhr soll es sein?',
    ],
    [
      { time: 'qwertz' },
      'time_unclear',
      'Die Uhrzeit habe ich leider nicht verstanden. Um wie viel Uhr soll es sein?',
    ],
  ])('or does not exist is named for what it is: %j (ASK-11, ASK-41)', async (args, reason, message) => {
    const salon = await world.tenant();
    expect(await salon.ask('check_availability', args)).toEqual({ success: false, reason, message });
    expect(salon.calcom.requests()).toEqual([]);
  });

  it('is named in English too (ASK-96)', async () => {
    const salon = await world.tenant(ENGLISH_SALON);
    const ask = async (date: string) => (await salon.ask('check_availability', { date })).message;
    expect(await ask('June 31st')).toBe('There is no June 31st. Which date do you mean?');
    expect(await ask('yesterday')).toBe(
      'An appointment yesterday, Thursday, November 19th, would be in the past. Do you mean Thursday, November 26th?',
    );
    expect(await ask('26:00')).toBe('There is no such time on the clock. What time would you like?');
  });
});

describe('words that can mean several moments', () => {
  it('ask for the day first, and never among more than three (ASK-11)', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('check_availability', { date: 'Freitag', time: 'um drei' })).toMatchObject({
      reason: 'date_ambiguous',
      message: 'Meinen Sie heute, Freitag, den 20. November oder Freitag, den 27. November?',
    });
    const far = 'am 24. November oder am 24. Dezember oder am 24. Januar oder am 24. Februar';
    const { message } = await salon.ask('check_availability', { date: far });
    expect(message.match(/ den 24\./g)).toHaveLength(3);
  });

  it.each([
    [[['08:00', '12:00']], '8 a.m.'],
    [[['18:00', '21:00']], '8 p.m.'],
  ] satisfies [[string, string][], string][])(
    'are settled by what is free: "at eight" with %j (ASK-05, ASK-16)',
    async (hours, spoken) => {
      const salon = await world.tenant({
        ...ENGLISH_SALON,
        account: openAt(hours, 'America/New_York'),
      });
      const said = { date: 'Tuesday', time: 'at eight' };
      expect(await salon.ask('check_availability', said)).toMatchObject({
        available: true,
        message: `The appointment for Herrenhaarschnitt on Tuesday, November 24th, at ${spoken} is still free. Would you like to book it?`,
      });
      const offer = await salon.ask('start_booking', { ...said, name: 'Jane Doe', phone: '+14155550101' });
      expect(offer).toMatchObject({ success: true });
      expect(offer.message).toContain(`on Tuesday, November 24th, at ${spoken}`);
    },
  );

  it('are asked about where both are free, in words that can be answered (ASK-05, ASK-16)', async () => {
    const salon = await world.tenant({
      ...ENGLISH_SALON,
      account: openAt(
        [
          ['08:00', '12:00'],
          ['18:00', '21:00'],
        ],
        'America/New_York',
      ),
    });
    const said = { date: 'Tuesday', time: 'at eight' };
    for (const name of ['check_availability', 'start_booking']) {
      expect(await salon.ask(name, { ...said, name: 'Jane Doe' })).toMatchObject({
        success: false,
        reason: 'time_ambiguous',
        message: 'Do you mean 8 a.m. or 8 p.m.?',
      });
    }
  });

  it('are a choice where the caller named both: whichever is free, or both (ASK-05)', async () => {
    const salon = await world.tenant();
    const ask = async (time: string) =>
      (await salon.ask('check_availability', { date: TUESDAY, time })).message;
    expect(await ask('neun oder zwölf')).toBe(
      'Der Termin für Herrenhaarschnitt am Dienstag, den 24. November, um 9 Uhr ist noch frei. Möchten Sie ihn buchen?',
    );
    expect(await ask('neun oder 16 Uhr')).toBe(
      'Am Dienstag, den 24. November, sind noch frei: 9 Uhr und 16 Uhr. Was passt Ihnen?',
    );
    expect(await ask('elf oder zwölf')).toContain('ist zu der gewünschten Zeit leider nichts frei.');
  });

  it('pick no day of a stretch for the caller who books (ASK-16)', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('start_booking', { date: 'nächste Woche', time: '10:30' })).toMatchObject({
      success: false,
      reason: 'argument_missing',
      message: 'An welchem Tag soll es sein?',
    });
  });
});

describe('the nights of the clock change', () => {
  const NIGHT = openAt([['00:00', '06:00']]);

  it('have a time that does not exist (ASK-19)', async () => {
    const salon = await world.tenant({ account: NIGHT });
    const gap = { date: '2027-03-28', time: '02:30' };
    for (const name of ['check_availability', 'start_booking']) {
      expect(await salon.ask(name, gap)).toMatchObject({
        reason: 'time_does_not_exist',
        message:
          'Am Sonntag, den 28. März 2027, gibt es 2 Uhr 30 nicht, weil da die Uhr vorgestellt wird. Welche andere Zeit passt Ihnen?',
      });
    }
  });

  it('have a time that comes twice: the first is taken, and said to be (ASK-16, ASK-19)', async () => {
    const salon = await world.tenant({ account: NIGHT });
    world.clock.set('2026-10-20T09:00:00Z');
    const twice = { date: '2026-10-25', time: '02:30' };
    expect((await salon.ask('check_availability', twice)).message).toBe(
      'Der Termin für Herrenhaarschnitt am Sonntag, den 25. Oktober, um 2 Uhr 30 vor der Zeitumstellung ist noch frei. Möchten Sie ihn buchen?',
    );
    const offer = await salon.ask('start_booking', { ...twice, name: 'Max Mustermann' });
    expect(offer.message).toContain('am Sonntag, den 25. Oktober, um 2 Uhr 30 vor der Zeitumstellung');
    const [held] = await salon.store.offers.ofCall(salon.callId, ['live']);
    expect(held?.startsAt.toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });
});
