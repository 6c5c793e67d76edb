import { describe, expect, it } from 'vitest';
import { callVariables } from '../../../src/domain/reminders/words/call-variables.ts';
import { callFacts } from '../../support/call-facts.ts';

describe('how a call is made up', () => {
  it.each(['professional', 'friendly', 'medical'] as const)(
    'tells the agent to be %s (VIO-02)',
    (personality) => {
      expect(callVariables(callFacts('de', { content: { personality } }))).toMatchObject({ personality });
    },
  );

  it('has three keys in the medical script, the third to cancel (VIO-02, VIO-60)', () => {
    expect(callVariables(callFacts('de', { content: { script: 'medical' } }))).toMatchObject({
      script: 'medical',
      key_1: 'Drücken Sie die 1, um Ihren Termin zu bestätigen.',
      key_2: 'Drücken Sie die 2, um Ihren Termin zu verlegen.',
      key_3: 'Drücken Sie die 3, um Ihren Termin abzusagen.',
    });
    expect(callVariables(callFacts('en', { content: { script: 'medical' } }))).toMatchObject({
      key_3: 'Press 3 to cancel your appointment.',
    });
  });

  it('offers no key for what the owner does not allow (VIO-60, VIO-61)', () => {
    const content = {
      script: 'medical',
      confirmation: false,
      rescheduling: false,
      cancelling: false,
    } as const;
    expect(callVariables(callFacts('de', { content }))).toMatchObject({
      confirmation_enabled: 'false',
      rescheduling_enabled: 'false',
      cancelling_enabled: 'false',
      key_1: 'Die Taste 1 ist nicht belegt.',
      key_2: 'Die Taste 2 ist nicht belegt.',
      key_3: 'Die Taste 3 ist nicht belegt.',
    });
    expect(callVariables(callFacts('en', { content: { ...content, cancelling: true } }))).toMatchObject({
      key_1: 'Key 1 does nothing.',
      key_2: 'Key 2 does nothing.',
      key_3: 'Press 3 to cancel your appointment.',
    });
  });
});

describe('special instructions', () => {
  const saidOf = (instructions: string, isPrivate: boolean, language: 'de' | 'en' = 'en') =>
    callVariables(callFacts(language, { content: { instructions }, privacy: { enabled: isPrivate } }))[
      'special_instructions'
    ] ?? '';

  it('are cut at 300 characters, 297 and three dots (VIO-55)', () => {
    const whole = 'a'.repeat(300);
    expect(saidOf(whole, false)).toBe(whole);
    expect(saidOf(`${whole}a`, false)).toBe(`${'a'.repeat(297)}...`);
    expect(saidOf(`${whole}a`, true)).toBe(`${'a'.repeat(297)}...`);
  });

  it.each([
    ['Please do not eat before your chemotherapy.', 'en'],
    [`${'Please be on time. '.repeat(20)} Bring your HIV results.`, 'en'],
    ['Bitte bringen Sie den Befund der Darmkrebsvorsorge mit.', 'en'],
    ['Vor der Operation bitte nichts essen.', 'de'],
  ] as const)('give way as a whole where they tell of an illness: %s (VIO-55)', (instructions, language) => {
    expect(saidOf(instructions, true, language)).toBe(
      language === 'de'
        ? 'Bitte rufen Sie uns an, wenn Sie vor Ihrem Termin Fragen haben.'
        : 'Please call us if you have any questions before your appointment.',
    );
    expect(saidOf(instructions, false, language)).toContain(instructions.slice(0, 30));
  });

  it.each([
    'Ask for Anna at the desk.',
    'Wash your hair before the Haarschnitt.',
    'Dear Mr Mustermann, be on time.',
  ])('give way where they tell who is seen about what: %s (VIO-56)', (instructions) => {
    expect(saidOf(instructions, true)).toBe(
      'Please call us if you have any questions before your appointment.',
    );
  });

  it('lose dates of birth, social security and telephone numbers in privacy mode alone (VIO-58)', () => {
    const text = 'Born 01/02/1980, number 123-45-6789, call 415-555-0101.';
    expect(saidOf(text, true)).toBe('Born a date, number a number, call a number.');
    expect(saidOf(text, false)).toBe(text);
  });

  it('are read as they are where the owner has switched the screening off, and not at all without the switch (VIO-02, VIO-59)', () => {
    const content = { instructions: 'Vor der Operation bitte nichts essen.' };
    const said = (more: { privacy?: object; content?: object }) =>
      callVariables(
        callFacts('de', {
          privacy: { enabled: true, ...more.privacy },
          content: { ...content, ...more.content },
        }),
      )['special_instructions'];
    expect(said({ privacy: { screenInstructions: false } })).toBe('Vor der Operation bitte nichts essen.');
    expect(said({ content: { specialInstructions: false } })).toBe('Es gibt keine besonderen Hinweise.');
  });
});
