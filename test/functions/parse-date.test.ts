import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH_SALON } from '../support/english-salon.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let german: TenantUnderTest;
let english: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld();
  await warmUp(world);
  german = await world.tenant();
  english = await world.tenant(ENGLISH_SALON);
});
afterAll(() => world.close());

describe('parse_date', () => {
  it.each([
    ['heute', '2026-11-20', 'Verstanden, heute, Freitag, den 20. November.'],
    ['morgen', '2026-11-21', 'Verstanden, morgen, Samstag, den 21. November.'],
    ['übermorgen', '2026-11-22', 'Verstanden, am Sonntag, den 22. November.'],
    ['24.11.', '2026-11-24', 'Verstanden, am Dienstag, den 24. November.'],
    ['24.12.2026', '2026-12-24', 'Verstanden, am Donnerstag, den 24. Dezember.'],
    ['19.11.', '2027-11-19', 'Verstanden, am Freitag, den 19. November 2027.'],
  ])('understands "%s" and says it back with the weekday (ASK-32, ASK-33)', async (text, date, message) => {
    expect(await german.ask('parse_date', { text })).toEqual({
      success: true,
      message,
      status: 'resolved',
      reading: { kind: 'at', date },
      candidates: [],
    });
  });

  it('gives day and time, and the part of a day as its bounds', async () => {
    expect(await german.ask('parse_date', { text: 'nächsten Dienstag um 15 Uhr' })).toMatchObject({
      reading: { kind: 'at', date: '2026-11-24', time: '15:00' },
    });
    expect(await german.ask('parse_date', { text: 'heute nachmittag' })).toMatchObject({
      message: 'Verstanden, heute, Freitag, den 20. November, zwischen 12 Uhr und 18 Uhr.',
      reading: { kind: 'between', date: '2026-11-20', time: '12:00', untilTime: '18:00' },
    });
  });

  it('asks which is meant where more than one day or time fits', async () => {
    expect(await german.ask('parse_date', { text: 'Dienstag oder Mittwoch' })).toMatchObject({
      success: true,
      status: 'ambiguous',
      reading: null,
      message: 'Meinen Sie Dienstag, den 24. November oder Mittwoch, den 25. November?',
    });
    expect(await german.ask('parse_date', { text: 'Freitag, den 28. November' })).toMatchObject({
      status: 'ambiguous',
      message: 'Meinen Sie Samstag, den 28. November oder Freitag, den 27. November?',
    });
    expect(await english.ask('parse_date', { text: 'at eight' })).toMatchObject({
      status: 'ambiguous',
      message: 'Do you mean 8 a.m. or 8 p.m.?',
    });
  });

  it('settles a bare hour by the hours of the tenant, and says which it took', async () => {
    expect(await german.ask('parse_date', { text: 'um drei' })).toMatchObject({
      status: 'resolved',
      reading: { kind: 'at', time: '15:00' },
      message: 'Verstanden, um 15 Uhr.',
    });
    const night = await world.tenant({
      definition: {
        policies: {
          cancelHours: 24,
          rescheduleHours: 24,
          minNoticeMinutes: 15,
          dayHours: { open: { from: '00:00', until: '06:00' }, evening: { from: '17:00', until: '19:00' } },
        },
      },
    });
    expect(await night.ask('parse_date', { text: 'um drei' })).toMatchObject({
      reading: { kind: 'at', time: '03:00' },
    });
    expect(await night.ask('parse_date', { text: 'morgen abend' })).toMatchObject({
      reading: { kind: 'between', date: '2026-11-21', time: '17:00', untilTime: '19:00' },
    });
  });

  it.each([
    [
      'blabla',
      'Die Zeitangabe habe ich leider nicht verstanden. Welchen Tag oder welche Uhrzeit meinen Sie?',
    ],
    ['30.2.', 'Den 30. Februar gibt es nicht. Welches Datum meinen Sie?'],
    ['am 31. Juni', 'Den 31. Juni gibt es nicht. Welches Datum meinen Sie?'],
    ['32.13.2026', 'Diesen Tag gibt es im Kalender nicht. Welches Datum meinen Sie?'],
    ['morgen um 25 Uhr', 'Diese Uhrzeit gibt es nicht. Um wie viel Uhr soll es sein?'],
  ])('asks again after "%s" and says why (ASK-11, ASK-41)', async (text, message) => {
    expect(await german.ask('parse_date', { text })).toEqual({
      success: true,
      status: 'none',
      reading: null,
      candidates: [],
      message,
    });
  });

  it.each([
    [
      'gestern',
      'Ein Termin gestern, Donnerstag, den 19. November, läge schon in der Vergangenheit. Meinen Sie Donnerstag, den 26. November?',
    ],
    [
      'heute um 8 Uhr',
      'Ein Termin heute, Freitag, den 20. November, um 8 Uhr läge schon in der Vergangenheit. Welche spätere Zeit passt Ihnen?',
    ],
    [
      'am 24.12.2031',
      'So weit im Voraus kann ich leider noch keinen Termin vergeben. Welcher frühere Tag passt Ihnen?',
    ],
    [
      'am 28. März 2027 um 02:30',
      'Am Sonntag, den 28. März 2027, gibt es 2 Uhr 30 nicht, weil da die Uhr vorgestellt wird. Welche andere Zeit passt Ihnen?',
    ],
    [
      'am 31. Oktober 2027 um 02:30',
      'Verstanden, am Sonntag, den 31. Oktober 2027, um 2 Uhr 30 vor der Zeitumstellung.',
    ],
  ])('gives the reading of "%s" and says what is wrong with it', async (text, message) => {
    expect(await german.ask('parse_date', { text })).toMatchObject({
      success: true,
      status: 'resolved',
      reading: { kind: 'at' },
      message,
    });
  });

  it.each([{}, { text: '' }, { text: 'None' }, { text: null }])(
    'asks for what %j does not say (ASK-42)',
    async (args) => {
      expect(await german.ask('parse_date', args)).toEqual({
        success: false,
        reason: 'argument_missing',
        message: 'Welchen Tag oder welche Uhrzeit meinen Sie?',
      });
    },
  );

  it('reads the same digits in the order of the locale (ASK-96)', async () => {
    expect((await german.ask('parse_date', { text: '3/4/2027' }))['reading']).toMatchObject({
      date: '2027-04-03',
    });
    expect((await english.ask('parse_date', { text: '3/4/2027' }))['reading']).toMatchObject({
      date: '2027-03-04',
    });
  });

  it("counts from the day in the tenant's own zone (ASK-09)", async () => {
    world.clock.set('2026-11-21T03:00:00Z');
    expect((await german.ask('parse_date', { text: 'morgen' }))['reading']).toMatchObject({
      date: '2026-11-22',
    });
    expect(await english.ask('parse_date', { text: 'tomorrow' })).toMatchObject({
      message: 'Understood, tomorrow, Saturday, November 21st.',
      reading: { date: '2026-11-21' },
    });
  });
});
