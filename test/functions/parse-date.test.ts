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
    expect(await german.ask('parse_date', { text: 'um drei' })).toMatchObject({
      status: 'ambiguous',
      message: 'Meinen Sie 15 Uhr oder 3 Uhr?',
    });
  });

  it.each(['blabla', '30.2.', '32.13.2026'])('asks again after "%s" (ASK-11, ASK-41)', async (text) => {
    expect(await german.ask('parse_date', { text })).toEqual({
      success: true,
      status: 'none',
      reading: null,
      candidates: [],
      message: 'Den Tag habe ich leider nicht verstanden. An welchem Datum soll es sein?',
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
