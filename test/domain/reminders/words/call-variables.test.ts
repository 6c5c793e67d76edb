import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callVariables } from '../../../../src/domain/reminders/words/call-variables.ts';
import { callFacts } from '../../../support/call-facts.ts';

const NUMBER = '0 1 7 1, 0 0 0 0, 0 9 9';

describe('what the agent of a reminder call knows', () => {
  it('is all of the appointment, the customer and the business in German words (VIO-53, VIO-54, VIO-63)', () => {
    expect(callVariables(callFacts('de'))).toEqual({
      customer_name: 'Max Mustermann',
      preferred_name: 'Max Mustermann',
      greeting: 'Guten Tag, Max Mustermann',
      appointment: 'Ihr Termin für Haarschnitt bei Anna morgen, Dienstag, den 24. November, um 14 Uhr 30',
      appointment_when: 'Dienstag, den 24. November, um 14 Uhr 30',
      appointment_date: 'Dienstag, den 24. November',
      appointment_weekday: 'Dienstag',
      appointment_time: '14 Uhr 30',
      appointment_type: 'Haarschnitt',
      appointment_minutes: '45 Minuten',
      provider_name: 'Anna',
      offered_when: 'keine andere Zeit',
      time_zone_note: 'Jede Uhrzeit gilt für die Kundin oder den Kunden wie für uns.',
      business_name: 'Salon Muster',
      business_phone: NUMBER,
      callback_number: NUMBER,
      business_hours: 'zwischen 9 Uhr und 18 Uhr',
      location: 'Musterweg 1',
      special_instructions: 'Bitte kommen Sie pünktlich.',
      voicemail_message: `Guten Tag, Max Mustermann, hier ist Salon Muster. Es geht um Ihren Termin am Dienstag, den 24. November, um 14 Uhr 30. Sie erreichen uns unter ${NUMBER}. Vielen Dank.`,
      key_1: 'Drücken Sie die 1, um Ihren Termin zu bestätigen.',
      key_2: 'Drücken Sie die 2, um Ihren Termin zu verlegen.',
      key_3: 'Die Taste 3 ist nicht belegt.',
      purpose: 'reminder',
      urgency: 'normal',
      personality: 'professional',
      script: 'generic',
      confirmation_enabled: 'true',
      rescheduling_enabled: 'true',
      cancelling_enabled: 'true',
      hipaa: 'false',
    });
  });

  it('is the same in English words (VIO-53, VIO-54, VIO-63)', () => {
    expect(callVariables(callFacts('en'))).toMatchObject({
      greeting: 'Hello, Max Mustermann',
      appointment:
        'your appointment for Haarschnitt with Anna tomorrow, Tuesday, November 24th, at 2:30 p.m.',
      appointment_when: 'Tuesday, November 24th at 2:30 p.m.',
      appointment_date: 'Tuesday, November 24th',
      appointment_weekday: 'Tuesday',
      appointment_time: '2:30 p.m.',
      appointment_minutes: '45 minutes',
      offered_when: 'no other time',
      time_zone_note: "Every time is the customer's local time and ours.",
      business_hours: 'between 9 a.m. and 6 p.m.',
      key_1: 'Press 1 to confirm your appointment.',
      key_2: 'Press 2 to move your appointment.',
      key_3: 'Key 3 does nothing.',
    });
  });

  it('is the same set of variables whatever is known, none of them reserved by the provider (VIO-63)', () => {
    const known = Object.keys(callVariables(callFacts('de'))).toSorted();
    const bare = callVariables(
      callFacts('de', {
        customer: { name: '', phone: '' },
        appointment: {},
        business: { name: '', zone: '' },
      }),
    );
    expect(Object.keys(bare).toSorted()).toEqual(known);
    expect(known).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:first_name|last_name|do_not_call)$/)]),
    );
  });

  it.each([
    ['de', 'Ihr bevorstehender Termin', 'der vereinbarte Tag', 'die vereinbarte Uhrzeit', 'die übliche Zeit'],
    ['en', 'your upcoming appointment', 'the agreed day', 'the agreed time', 'the usual time'],
  ] as const)(
    'speaks in %s of "%s" where no time is known (VIO-37)',
    (language, upcoming, day, time, duration) => {
      for (const appointment of [{}, { startsAt: new Date(Number.NaN) }])
        expect(callVariables(callFacts(language, { appointment }))).toMatchObject({
          appointment: upcoming,
          appointment_when: upcoming,
          appointment_date: day,
          appointment_weekday: day,
          appointment_time: time,
          appointment_minutes: duration,
          urgency: 'normal',
        });
    },
  );

  it.each([
    ['de', 'unsere Kundin oder unser Kunde', 'Guten Tag', 'unser Büro', 'unser Team', 'unsere Adresse'],
    ['en', 'our customer', 'Hello', 'our office', 'our team', 'our address'],
  ] as const)(
    'has words in %s for all that is not known (VIO-53)',
    (language, customer, greeting, business, team, address) => {
      const { settings, ...facts } = callFacts(language, {
        customer: { name: ' ', phone: '+491710000012' },
        appointment: { service: '{{ }}', staff: '' },
        business: { name: '', zone: 'Europe/Berlin' },
        content: { instructions: ' … ', location: '{}' },
      });
      const { content, privacy } = settings;
      expect(callVariables({ ...facts, settings: { content, privacy } })).toMatchObject({
        customer_name: customer,
        preferred_name: customer,
        greeting,
        business_name: business,
        provider_name: team,
        location: address,
        appointment_type: language === 'de' ? 'Termin' : 'appointment',
        callback_number:
          language === 'de' ? 'die Nummer, von der wir anrufen' : 'the number we are calling from',
        business_hours: language === 'de' ? 'unsere üblichen Öffnungszeiten' : 'our usual opening hours',
        special_instructions:
          language === 'de' ? 'Es gibt keine besonderen Hinweise.' : 'There are no special instructions.',
      });
    },
  );

  it('uses the name that the customer prefers (VIO-53)', () => {
    const customer = { name: 'Maximilian Mustermann', preferredName: 'Max', phone: '+491710000012' };
    expect(callVariables(callFacts('de', { customer, content: { personality: 'friendly' } }))).toMatchObject({
      customer_name: 'Maximilian Mustermann',
      preferred_name: 'Max',
      greeting: 'Hallo, Max',
      personality: 'friendly',
    });
  });

  it('tells the time of both sides where their clocks differ (VIO-54)', () => {
    const time = '10:30 p.m. your time, which is 2:30 p.m. our time';
    expect(callVariables(callFacts('en', { zone: 'Asia/Tokyo' }))).toMatchObject({
      appointment_date: 'Tuesday, November 24th',
      appointment_time: time,
      appointment_when: `Tuesday, November 24th at ${time}`,
      time_zone_note:
        "The customer is in another time zone: the opening hours and every time a function tells are ours, not the customer's.",
    });
    const startsAt = new Date('2026-11-24T20:30:00Z');
    expect(callVariables(callFacts('de', { zone: 'Asia/Tokyo', appointment: { startsAt } }))).toMatchObject({
      appointment_weekday: 'Mittwoch',
      appointment_when:
        'Mittwoch, den 25. November, um 5 Uhr 30 Ihrer Ortszeit, bei uns Dienstag, den 24. November, um 21 Uhr 30',
    });
  });

  it('tells one time where two zones show the same, and where the zone is none (VIO-54)', () => {
    for (const zone of ['Europe/Vienna', 'Mars/Olympus', ''])
      expect(callVariables(callFacts('en', { zone }))).toMatchObject({
        appointment_when: 'Tuesday, November 24th at 2:30 p.m.',
        time_zone_note: "Every time is the customer's local time and ours.",
      });
  });

  it('says which of two equal hours is meant in the night of the clock change (VIO-54)', () => {
    const spokenOf = (iso: string) =>
      callVariables(
        callFacts('en', { now: new Date('2026-10-20T10:00:00Z'), appointment: { startsAt: new Date(iso) } }),
      )['appointment'];
    expect(spokenOf('2026-10-25T00:30:00Z')).toBe(
      'your appointment on Sunday, October 25th, at 2:30 a.m. before the clocks go back',
    );
    expect(spokenOf('2026-10-25T01:30:00Z')).toBe('your appointment on Sunday, October 25th, at 2:30 a.m.');
  });

  it.each([
    ['2026-11-23T12:00:00Z', 'high'],
    ['2026-11-23T16:00:00Z', 'high'],
    ['2026-11-23T16:01:00Z', 'normal'],
    ['2026-11-25T10:00:00Z', 'normal'],
    ['2026-11-25T10:01:00Z', 'low'],
  ])('calls an appointment at %s one of %s urgency (VIO-53)', (at, urgency) => {
    const facts = callFacts('de', { appointment: { startsAt: new Date(at) } });
    expect(callVariables(facts)).toMatchObject({ urgency });
  });

  it("says the number to call back with its country to listeners abroad, and the owner's before the one we call from (VIO-53)", () => {
    const customer = { name: 'Alex Example', phone: '+14155550101' };
    expect(callVariables(callFacts('en', { customer }))).toMatchObject({
      callback_number: 'plus 4 9, 1 7 1, 0 0 0 0, 0 9 9',
    });
    expect(
      callVariables(callFacts('en', { customer, content: { callbackNumber: '+14155550102' } })),
    ).toMatchObject({
      callback_number: '4 1 5, 5 5 5, 0 1 0 2',
      business_phone: '4 1 5, 5 5 5, 0 1 0 2',
    });
  });

  it('tells the time that the waitlist offers and the keys that answer it (VIO-60)', () => {
    const offer = { purpose: 'waitlist', offeredAt: new Date('2026-11-24T08:00:00Z') } as const;
    expect(callVariables(callFacts('de', offer))).toMatchObject({
      purpose: 'waitlist',
      offered_when: 'Dienstag, den 24. November, um 9 Uhr',
      key_1: 'Drücken Sie die 1, um die angebotene Zeit zu nehmen.',
      key_2: 'Drücken Sie die 2, um alles zu lassen, wie es ist.',
      key_3: 'Die Taste 3 ist nicht belegt.',
    });
    expect(callVariables(callFacts('en', offer))).toMatchObject({
      offered_when: 'Tuesday, November 24th at 9 a.m.',
      key_1: 'Press 1 to take the time on offer.',
      key_2: 'Press 2 to leave everything as it is.',
    });
  });

  it('is without gaps, braces and unset values whatever it is made of (VIO-63)', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom('{{name}}', '', ' ', '{}}'),
    );
    fc.assert(
      fc.property(
        fc.record({
          language: fc.constantFrom('de', 'en'),
          name: text,
          staff: text,
          service: text,
          instructions: text,
          location: text,
          business: text,
          zone: fc.constantFrom('Europe/Berlin', 'Pacific/Auckland', 'Pacific/Honolulu', 'nowhere'),
          startsAt: fc.date(),
          isPrivate: fc.boolean(),
        }),
        ({ language, name, staff, service, instructions, location, business, zone, startsAt, isPrivate }) => {
          const said = callVariables(
            callFacts(language, {
              customer: { name, preferredName: name, phone: '+491710000012' },
              appointment: { startsAt, staff, service },
              business: { name: business, zone: 'Europe/Berlin' },
              zone,
              privacy: { enabled: isPrivate },
              content: { instructions, location, callbackNumber: name },
            }),
          );
          for (const value of Object.values(said)) {
            expect(value.trim()).not.toBe('');
            expect(value).not.toMatch(/[{}]|undefined|null|NaN|Invalid/);
          }
          expect(said['special_instructions']?.length).toBeLessThanOrEqual(300);
        },
      ),
    );
  });
});
