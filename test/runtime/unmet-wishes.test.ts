import { describe, expect, it } from 'vitest';
import { done, refused, say } from '../../src/platform/outcome.ts';
import { speakOutcome } from '../../src/runtime/sentences.ts';
import { TODAY } from './sentence-samples.ts';

describe('sentences about a wish that cannot be met', () => {
  it('ask for the booking of what is offered, not of what is taken, where the same is asked again (ASK-13)', () => {
    const alternatives = [{ date: '2026-11-24', time: '09:45' }];
    const facts = { date: '2026-11-24', time: '09:00', service: 'Herrenhaarschnitt', alternatives };
    const outcome = done(undefined, say('slot_taken_with_alternatives', facts));
    expect(speakOutcome({ ...outcome, askedBefore: true }, 'de', TODAY)).toBe(
      'Der Termin am Dienstag, den 24. November, um 9 Uhr ist leider nicht frei. Möglich wäre es am selben Tag um 9 Uhr 45. Soll ich das so buchen?',
    );
    expect(speakOutcome({ ...outcome, askedBefore: true }, 'en', TODAY)).toMatch(
      /\. Shall I book that for you\?$/,
    );
  });

  it('ask who else it shall be where somebody was turned down (ASK-12)', () => {
    const staff = ['Ben', 'Cem'];
    expect(speakOutcome(refused('staff_unclear', { staff }), 'de', TODAY)).toBe('Meinen Sie Ben oder Cem?');
    expect(speakOutcome(refused('staff_unclear', { staff, instead: true }), 'de', TODAY)).toBe(
      'Zu wem möchten Sie stattdessen: Ben oder Cem?',
    );
    expect(speakOutcome(refused('staff_unclear', { staff, instead: true }), 'en', TODAY)).toBe(
      'Who would you like to see instead: Ben or Cem?',
    );
  });

  it('say that nothing fits the wish', () => {
    const week = { first: '2026-11-24', last: '2026-11-27', service: 'Rasur', alternatives: [] };
    expect(speakOutcome(done(undefined, say('nothing_fits', { ...week, isMore: true })), 'de', TODAY)).toBe(
      'Von Dienstag, dem 24. November, bis Freitag, den 27. November, ist leider nichts frei, das zu Ihrem Wunsch passt. Soll ich an einem anderen Tag nachsehen?',
    );
  });
});
