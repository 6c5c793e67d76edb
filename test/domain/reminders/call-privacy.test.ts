import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callVariables } from '../../../src/domain/reminders/words/call-variables.ts';
import { callFacts, PRIVATE } from '../../support/call-facts.ts';

describe('privacy mode', () => {
  it.each([
    [
      'de',
      'Guten Tag, Max',
      'Ihr Termin morgen, Dienstag, den 24. November, um 14 Uhr 30',
      'Termin',
      'unser Team',
    ],
    [
      'en',
      'Hello, Max',
      'your appointment tomorrow, Tuesday, November 24th, at 2:30 p.m.',
      'appointment',
      'our team',
    ],
  ] as const)(
    'says in %s the first name and the time, not what for or with whom (VIO-56)',
    (language, greeting, appointment, type, team) => {
      expect(callVariables(callFacts(language, { privacy: PRIVATE }))).toMatchObject({
        customer_name: 'Max',
        preferred_name: 'Max',
        greeting,
        appointment,
        appointment_type: type,
        provider_name: team,
        hipaa: 'true',
      });
    },
  );

  it.each([
    ['Dr. Erika von der Heide', undefined, 'Erika', 'Erika'],
    ['Mustermann, Max', undefined, 'Max', 'Max'],
    ['Maximilian Mustermann', 'Max', 'Maximilian', 'Max'],
    ['Maximilian Mustermann', 'Herr Mustermann', 'Maximilian', 'Maximilian'],
    ['Maximilian Mustermann', 'Mustermann', 'Maximilian', 'Maximilian'],
    ['Mustermann', undefined, 'our customer', 'our customer'],
    ['Frau Mustermann', undefined, 'our customer', 'our customer'],
    ['Mustermann', 'Max', 'our customer', 'Max'],
    ['Meier Meier', undefined, 'our customer', 'our customer'],
  ])('calls %s (%s) by no family name (VIO-56)', (name, preferredName, customerName, preferred) => {
    const customer = {
      name,
      phone: '+491710000012',
      ...(preferredName === undefined ? {} : { preferredName }),
    };
    expect(callVariables(callFacts('en', { customer, privacy: PRIVATE }))).toMatchObject({
      customer_name: customerName,
      preferred_name: preferred,
    });
  });

  it('leaves out what a name of the business or a place tells of illnesses, and says the rest (VIO-58, VIO-59)', () => {
    const business = { name: 'Example Oncology', zone: 'Europe/Berlin' };
    const facts = { business, privacy: PRIVATE, content: { location: 'Cancer Centre, floor 2' } };
    expect(callVariables(callFacts('en', facts))).toMatchObject({
      business_name: 'our office',
      location: 'our address',
    });
    const open = { ...facts, privacy: { ...PRIVATE, avoidMedicalTerms: false } };
    expect(callVariables(callFacts('en', open))).toMatchObject({
      business_name: 'Example Oncology',
      location: 'Cancer Centre, floor 2',
    });
    expect(callVariables(callFacts('en', { privacy: PRIVATE }))).toMatchObject({
      business_name: 'Salon Muster',
      location: 'Musterweg 1',
    });
  });

  it('does each of its parts as the owner has switched it (VIO-59)', () => {
    const own = { ...PRIVATE, firstNameOnly: false, genericWording: false };
    const appointment = { service: 'Chemotherapy', staff: 'Anna' };
    expect(callVariables(callFacts('en', { privacy: own }))).toMatchObject({
      customer_name: 'Max Mustermann',
      appointment_type: 'Haarschnitt',
      provider_name: 'Anna',
    });
    expect(callVariables(callFacts('en', { privacy: own, appointment }))).toMatchObject({
      appointment_type: 'appointment',
    });
    expect(
      callVariables(callFacts('en', { privacy: { ...own, avoidMedicalTerms: false }, appointment })),
    ).toMatchObject({ appointment_type: 'Chemotherapy' });
  });

  it('says nowhere the family name, the person, the service or an illness, however they are put in (VIO-56, VIO-58)', () => {
    const secrets = [
      'Quarzinger',
      'Dr. Vexmore',
      'Zyklamenkur',
      'chemotherapy',
      'Brustkrebs',
      '01/02/1980',
      '123-45-6789',
    ];
    const text = fc
      .tuple(fc.lorem({ maxCount: 20 }), fc.constantFrom(...secrets, ''), fc.lorem({ maxCount: 60 }))
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(
        fc.constantFrom('de', 'en'),
        text,
        text,
        fc.constantFrom('Salon Muster', 'Brustkrebs Zentrum', 'Example Chemotherapy'),
        fc.constantFrom('Erika Quarzinger', 'Quarzinger, Erika', 'Quarzinger', 'Frau Dr. Quarzinger'),
        fc.constantFrom('reminder', 'retry', 'clarity', 'waitlist'),
        (language, instructions, location, business, name, purpose) => {
          const said = callVariables(
            callFacts(language, {
              purpose,
              customer: { name, preferredName: 'Frau Quarzinger', phone: '+491710000012' },
              appointment: {
                startsAt: new Date('2026-11-24T13:30:00Z'),
                service: 'Zyklamenkur',
                staff: 'Dr. Vexmore',
              },
              offeredAt: new Date('2026-11-24T08:00:00Z'),
              business: { name: business, zone: 'Europe/Berlin' },
              privacy: PRIVATE,
              content: { instructions, location },
            }),
          );
          for (const value of Object.values(said)) {
            expect(value).not.toMatch(/quarzinger|vexmore|zyklamen|chemo|krebs|1980|6789/i);
            expect(value.trim()).not.toBe('');
            expect(value).not.toMatch(/[{}]/);
          }
          expect(said['special_instructions']?.length).toBeLessThanOrEqual(300);
        },
      ),
    );
  });
});
