import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH_SALON } from '../support/english-salon.ts';
import { BEARD_TRIM, COLOURING, HAIRCUT } from '../support/salon.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { TenantChange, World } from '../support/world.ts';

const TUESDAY = '2026-11-24';

/** Anna and Ben have a calendar each: hers has a time every 45 minutes, his every 30. */
const SERVICES: NonNullable<TenantChange['definition']>['services'] = [
  {
    name: 'Herrenhaarschnitt',
    eventTypeId: COLOURING,
    minutes: 45,
    synonyms: ['Herrenschnitt'],
    isDefault: true,
    seats: 2,
    staff: [
      { name: 'Anna Krüger', eventTypeId: HAIRCUT },
      { name: 'Ben', eventTypeId: BEARD_TRIM },
    ],
  },
];

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await warmUp(world);
});
afterAll(() => world.close());

describe('a person named beside the day or the time', () => {
  it.each([
    ['check_availability', { date: 'Dienstag bei der Anna' }],
    ['check_availability', { date: 'Dienstag', time: 'bei Anna' }],
    ['get_alternatives', { date: 'Dienstag bei Frau Krüger' }],
    ['find_next_available', { date: 'Dienstag, bei Anna Krüger' }],
  ])('is the one %s looks for: %j (ASK-12)', async (name, args) => {
    const salon = await world.tenant({ definition: { services: SERVICES } });
    const answer = await salon.ask(name, args);
    expect(answer).toMatchObject({ success: true, available: true, date: TUESDAY });
    expect(answer['slots']).toContain('09:45');
    expect(answer['slots']).not.toContain('09:30');
  });

  it('is the one who is booked (ASK-12)', async () => {
    const salon = await world.tenant({ definition: { services: SERVICES } });
    const wish = { date: 'Dienstag bei der Anna', time: '14:30', name: 'Max Mustermann' };
    expect(await salon.ask('start_booking', wish)).toMatchObject({ success: true, staff: 'Anna Krüger' });
    await world.settle();
  });

  it('comes after one who was named apart (ASK-12)', async () => {
    const salon = await world.tenant({ definition: { services: SERVICES } });
    const answer = await salon.ask('check_availability', { date: 'Dienstag bei Anna', staff: 'Ben' });
    expect(answer['slots']).toContain('09:30');
  });

  it('is understood in English as well (ASK-12, ASK-96)', async () => {
    const salon = await world.tenant({
      ...ENGLISH_SALON,
      definition: { ...ENGLISH_SALON.definition, services: SERVICES },
    });
    const answer = await salon.ask('check_availability', { date: 'tuesday with Anna', time: 'at 9:45' });
    expect(answer).toMatchObject({ available: true, date: TUESDAY });
  });
});

describe('the sentence of an answer', () => {
  it.each([
    [
      'check_availability',
      { date: 'Dienstag', time: '9:45' },
      'Der Termin für Herrenhaarschnitt bei Anna Krüger am Dienstag, den 24. November, um 9 Uhr 45 ist noch frei.',
    ],
    [
      'check_availability',
      { date: 'Dienstag', time: '9 Uhr' },
      'Bei Anna Krüger ist am Dienstag, den 24. November, um 9 Uhr leider nichts frei. Möglich wäre es am selben Tag um 9 Uhr 45,',
    ],
    [
      'check_availability',
      { date: 'Dienstag vormittags' },
      'Bei Anna Krüger sind am Dienstag, den 24. November, noch frei: 9 Uhr 45, 10 Uhr 30 und 11 Uhr 15.',
    ],
    [
      'check_availability',
      { date: 'Samstag' },
      'Bei Anna Krüger ist morgen, Samstag, den 21. November, leider nichts frei. Möglich wäre es am Montag,',
    ],
    ['get_alternatives', { date: 'Dienstag' }, 'Möglich wäre es bei Anna Krüger am Dienstag,'],
    [
      'find_next_available',
      { date: 'Dienstag' },
      'Der nächste freie Termin für Herrenhaarschnitt bei Anna Krüger ist am Dienstag,',
    ],
    [
      'start_booking',
      { date: 'Dienstag', time: '9 Uhr', name: 'Max Mustermann' },
      'Bei Anna Krüger ist am Dienstag, den 24. November, um 9 Uhr leider nichts frei.',
    ],
  ])('says whose times %s tells for %j (ASK-12)', async (name, args, sentence) => {
    const salon = await world.tenant({ definition: { services: SERVICES } });
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: new Date(`${TUESDAY}T09:00:00+01:00`) });
    expect((await salon.ask(name, { ...args, staff: 'Anna' })).message).toContain(sentence);
    expect((await salon.ask(name, args, { callId: 'call_nobody_wished' })).message).not.toContain('Krüger');
    await world.settle();
  });

  it.each([
    [
      'check_availability',
      { date: 'Tuesday', time: '9:45' },
      'Herrenhaarschnitt with Anna Krüger on Tuesday',
    ],
    [
      'check_availability',
      { date: 'Tuesday', time: '9 am' },
      "I'm afraid the appointment with Anna Krüger on Tuesday, November 24th, at 9 a.m. is not available.",
    ],
    [
      'check_availability',
      { date: 'Tuesday morning' },
      'On Tuesday, November 24th, these times are still free with Anna Krüger: 9:45 a.m.,',
    ],
    [
      'check_availability',
      { date: 'Saturday' },
      "there is nothing free with Anna Krüger, I'm afraid. I could offer you a time on Monday,",
    ],
    ['get_alternatives', { date: 'Tuesday' }, 'I could offer you a time with Anna Krüger on Tuesday,'],
    ['find_next_available', { date: 'Tuesday' }, 'for Herrenhaarschnitt with Anna Krüger is on Tuesday,'],
  ])('says in English whose times %s tells for %j (ASK-12, ASK-96)', async (name, args, sentence) => {
    const salon = await world.tenant({
      ...ENGLISH_SALON,
      definition: { ...ENGLISH_SALON.definition, services: SERVICES },
    });
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: new Date(`${TUESDAY}T09:00:00-05:00`) });
    expect((await salon.ask(name, { ...args, staff: 'Anna' })).message).toContain(sentence);
  });
});
