import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH_SALON } from '../support/english-salon.ts';
import { BEARD_TRIM, COLOURING, HAIRCUT } from '../support/salon.ts';
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
const ALL_DAY = ['09:00', '09:45', '10:30', '11:15', '13:00', '13:45', '14:30', '15:15', '16:00', '16:45'];
/** 14:30 in Berlin. */
const TAKEN = new Date('2026-11-24T13:30:00Z');

describe('check_availability', () => {
  it.each(['Dienstag', '24.11.', '24.11.2026', TUESDAY, 'am Dienstag in vier Tagen', 'nächsten Dienstag'])(
    'lists the free times of the day that "%s" means (ASK-05, ASK-06, ASK-08)',
    async (date) => {
      const salon = await world.tenant();
      expect(await salon.ask('check_availability', { date })).toEqual({
        success: true,
        message:
          'Am Dienstag, den 24. November, sind noch frei: 9 Uhr, 9 Uhr 45, 10 Uhr 30 und weitere. Was passt Ihnen?',
        available: true,
        service: 'Herrenhaarschnitt',
        date: TUESDAY,
        formatted_date: '24.11.2026',
        slots: ALL_DAY,
        alternatives: [],
      });
    },
  );

  it('says that a wished time is free, however it was said (ASK-05)', async () => {
    const salon = await world.tenant();
    for (const time of ['14:30', 'halb drei', '14 Uhr 30', 'um halb drei nachmittags']) {
      expect({
        said: time,
        ...(await salon.ask('check_availability', { date: TUESDAY, time }, { callId: callOf(time) })),
      }).toMatchObject({
        said: time,
        available: true,
        message:
          'Der Termin für Herrenhaarschnitt am Dienstag, den 24. November, um 14 Uhr 30 ist noch frei. Möchten Sie ihn buchen?',
      });
    }
  });

  it('offers the nearest times of the day when the wished one is taken (ASK-10, ASK-13)', async () => {
    const salon = await world.tenant();
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: TAKEN });
    const answer = await salon.ask('check_availability', { date: TUESDAY, time: '14:30' });
    expect(answer).toMatchObject({
      success: true,
      available: false,
      message:
        'Der Termin am Dienstag, den 24. November, um 14 Uhr 30 ist leider nicht frei. Möglich wäre es am selben Tag um 13 Uhr, 13 Uhr 45 oder 15 Uhr 15. Was davon passt Ihnen?',
    });
    expect(answer['slots']).not.toContain('14:30');
    expect(answer['alternatives']).toEqual(
      ['13:45', '15:15', '13:00', '16:00', '16:45'].map((time) => ({ date: TUESDAY, time })),
    );
  });

  it('offers the next days when the day is closed (ASK-10, ASK-13)', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('check_availability', { date: 'Samstag in acht Tagen' })).toMatchObject({
      success: true,
      available: false,
      date: '2026-11-28',
      slots: [],
      message:
        'Am Samstag, den 28. November, ist leider nichts frei. Möglich wäre es am Montag, den 30. November, um 9 Uhr, 9 Uhr 45 oder 10 Uhr 30. Was davon passt Ihnen?',
    });
  });

  it('keeps to a part of the day, and does not call the whole day full when only that part is', async () => {
    const salon = await world.tenant();
    const afternoon = { date: TUESDAY, time: 'nachmittags' };
    expect((await salon.ask('check_availability', afternoon))['slots']).toEqual([
      '13:00',
      '13:45',
      '14:30',
      '15:15',
      '16:00',
      '16:45',
    ]);
    for (const hour of ['12:00', '13:30', '15:00', '16:30']) {
      salon.calcom.addBooking({
        eventTypeId: COLOURING,
        host: 'Anna',
        start: new Date(`${TUESDAY}T${hour}:00Z`),
      });
    }
    world.clock.advance({ minutes: 6 });
    const answer = await salon.ask('check_availability', afternoon);
    expect(answer).toMatchObject({
      available: false,
      slots: [],
      message:
        'Am Dienstag, den 24. November, ist zwischen 12 Uhr und 18 Uhr leider nichts frei. Möglich wäre es am selben Tag um 9 Uhr 45, 10 Uhr 30 oder 11 Uhr 15. Soll ich einen davon buchen?',
    });
  });

  it('says so when nothing is free for a week (ASK-41)', async () => {
    const salon = await world.tenant({ account: { eventTypes: closed() } });
    expect(await salon.ask('check_availability', { date: TUESDAY })).toMatchObject({
      success: true,
      available: false,
      slots: [],
      alternatives: [],
      message:
        'Ich finde für Herrenhaarschnitt am Dienstag, den 24. November, leider keinen freien Termin. Soll ich an einem anderen Tag nachsehen?',
    });
  });

  it.each([
    [{}, 'argument_missing', 'An welchem Tag soll es sein?'],
    [{ date: 'None' }, 'argument_missing', 'An welchem Tag soll es sein?'],
    [
      { date: 'xyzzy' },
      'date_unclear',
      'Den Tag habe ich leider nicht verstanden. An welchem Datum soll es sein?',
    ],
    [
      { date: 'Freitag' },
      'date_ambiguous',
      'Meinen Sie heute, Freitag, den 20. November oder Freitag, den 27. November?',
    ],
    [
      { date: '2026-11-19' },
      'date_in_past',
      'Ein Termin gestern, Donnerstag, den 19. November, läge schon in der Vergangenheit. Meinen Sie Donnerstag, den 26. November?',
    ],
    [
      { date: '31.12.9999' },
      'date_too_far',
      'So weit im Voraus kann ich leider noch keinen Termin vergeben. Welcher frühere Tag passt Ihnen?',
    ],
    [
      { date: 'heute', time: '9 Uhr' },
      'time_in_past',
      'Ein Termin heute, Freitag, den 20. November, um 9 Uhr läge schon in der Vergangenheit. Welche spätere Zeit passt Ihnen?',
    ],
    [
      { date: TUESDAY, time: 'qwertz' },
      'time_unclear',
      'Die Uhrzeit habe ich leider nicht verstanden. Um wie viel Uhr soll es sein?',
    ],
    [
      { date: TUESDAY, service: 'Massage' },
      'service_unknown',
      'Diese Leistung finde ich bei uns leider nicht. Wir bieten an: Herrenhaarschnitt, Färben und Bartpflege. Welche Leistung möchten Sie buchen?',
    ],
    [
      { date: TUESDAY, staff: 'Zoe' },
      'staff_unknown',
      'Diese Person kann ich dafür leider nicht buchen. Möchten Sie stattdessen zu Anna?',
    ],
    [
      { date: TUESDAY, service: 'Färben', staff: 'Anna' },
      'staff_not_selectable',
      'Eine bestimmte Person kann ich für Färben leider nicht einplanen. Soll ich ohne diesen Wunsch nachsehen?',
    ],
    [
      { date: { day: 24 } },
      'argument_unusable',
      'Ich habe den Tag leider nicht richtig verstanden. An welchem Tag soll es sein?',
    ],
  ])(
    'refuses %j with a question and asks no calendar: %s (ASK-11, ASK-38, ASK-41)',
    async (args, reason, message) => {
      const salon = await world.tenant();
      expect(await salon.ask('check_availability', args)).toEqual({ success: false, reason, message });
      expect(salon.calcom.requests()).toEqual([]);
    },
  );

  it('offers no time that is too soon for the business (ASK-58)', async () => {
    const salon = await world.tenant({
      definition: { policies: { cancelHours: 24, rescheduleHours: 24, minNoticeMinutes: 120 } },
    });
    const today = await salon.ask('check_availability', { date: 'heute' });
    expect(today['slots']).toEqual(['13:00', '13:45', '14:30', '15:15', '16:00', '16:45']);
  });

  it('finds a service by its synonym, by a part of it and with a slip (ASK-37)', async () => {
    const salon = await world.tenant();
    for (const [service, name] of [
      ['Herrenschnitt', 'Herrenhaarschnitt'],
      ['Herrenhaarschnit', 'Herrenhaarschnitt'],
      ['einmal Coloration bitte', 'Färben'],
      ['Bart', 'Bartpflege'],
    ]) {
      const answer = await salon.ask('check_availability', { date: TUESDAY, service });
      expect({ said: service, found: answer['service'] }).toEqual({ said: service, found: name });
    }
  });

  it('asks which service is meant where none is the usual one (ASK-37)', async () => {
    const salon = await world.tenant();
    const { services } = salon.definition;
    const other = await world.tenant({
      definition: { services: services.map((service) => ({ ...service, isDefault: false })) },
    });
    expect(await other.ask('check_availability', { date: TUESDAY })).toEqual({
      success: false,
      reason: 'service_unclear',
      message: 'Welche Leistung meinen Sie: Herrenhaarschnitt, Färben oder Bartpflege?',
    });
  });

  it("looks into the wished person's own calendar where there is one (ASK-12)", async () => {
    const salon = await world.tenant({
      definition: {
        services: [
          {
            name: 'Herrenhaarschnitt',
            eventTypeId: COLOURING,
            minutes: 45,
            synonyms: [],
            isDefault: true,
            seats: 2,
            staff: [
              { name: 'Anna', eventTypeId: HAIRCUT },
              { name: 'Ben', eventTypeId: BEARD_TRIM },
            ],
          },
        ],
      },
    });
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: TAKEN });
    const ask = (staff: string) => salon.ask('check_availability', { date: TUESDAY, time: '14:30', staff });
    expect(await ask('Anna')).toMatchObject({ available: false });
    expect(await ask('bei Ben')).toMatchObject({ available: true });
    expect(await ask('egal')).toMatchObject({ available: true });
    const asked = salon.calcom.requests().map(({ query }) => Number(query['eventTypeId']));
    expect(asked).toEqual([HAIRCUT, BEARD_TRIM, COLOURING]);
  });

  it('speaks English and keeps the wall clock of New York (ASK-09, ASK-96)', async () => {
    const salon = await world.tenant(ENGLISH_SALON);
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: new Date('2026-11-24T19:30:00Z') });
    expect(await salon.ask('check_availability', { date: 'Tuesday', time: '2:30 pm' })).toMatchObject({
      available: false,
      date: TUESDAY,
      formatted_date: '11/24/2026',
      message:
        "I'm afraid the appointment on Tuesday, November 24th, at 2:30 p.m. is not available. I could offer you a time on the same day at 1 p.m., 1:45 p.m. or 3:15 p.m. Which would suit you?",
    });
    expect(await salon.ask('check_availability', { date: TUESDAY, service: 'massage' })).toMatchObject({
      reason: 'service_unknown',
      message:
        "I'm afraid I can't find that service here. We offer Herrenhaarschnitt, Färben and Bartpflege. Which service would you like to book?",
    });
  });
});

/** A call of its own for each way to say the same: a second question of one call is answered further on. */
function callOf(said: string): string {
  return `call_${Buffer.from(said).toString('hex')}`;
}

function closed() {
  const type = { slug: 'zu', title: 'Zu', minutes: 45, hosts: ['Anna'], openingHours: {} };
  return [{ ...type, id: HAIRCUT }];
}
