import { describe, expect, it } from 'vitest';
import { contactShown } from '../../../src/domain/reminders/contact-shown.ts';
import type { PastCall } from '../../../src/domain/reminders/contact-shown.ts';

const TALK: PastCall = { outcome: 'confirmed', endClass: 'talked', durationMs: 60_000 };
const VAIN: PastCall = { outcome: 'no_answer', endClass: 'no_answer' };

describe('what calls show of a customer', () => {
  it('is nothing where there was none (VIO-47)', () => {
    expect(contactShown([])).toEqual({
      noAnswersInRow: 0,
      prefersAlternativeContact: false,
      prefersVoiceCalls: false,
    });
  });

  it.each([
    [9_999, 'short'],
    [10_000, 'normal'],
    [180_000, 'normal'],
    [180_001, 'long'],
  ])('tells a conversation of %i ms as %s (VIO-48)', (durationMs, lastLength) => {
    expect(contactShown([{ ...TALK, durationMs }])).toMatchObject({ lastLength, responsive: true });
  });

  it('tells no length of what was said to a machine (VIO-48)', () => {
    const shown = contactShown([{ outcome: 'voicemail', endClass: 'voicemail', durationMs: 17_000 }]);
    expect(shown).not.toHaveProperty('lastLength');
    expect(shown).not.toHaveProperty('responsive');
    expect(shown).toMatchObject({ lastOutcome: 'voicemail', lastDurationMs: 17_000 });
  });

  it.each<{ calls: PastCall[]; row: number; responsive: boolean | undefined }>([
    { calls: [VAIN, VAIN], row: 2, responsive: undefined },
    { calls: [VAIN, VAIN, VAIN], row: 3, responsive: false },
    { calls: [VAIN, VAIN, TALK], row: 2, responsive: true },
    { calls: [VAIN, VAIN, VAIN, TALK], row: 3, responsive: false },
    { calls: [TALK, VAIN, VAIN, VAIN], row: 0, responsive: true },
  ])('counts calls in vain from the last one back: $row (VIO-87)', ({ calls, row, responsive }) => {
    const shown = contactShown(calls);
    expect(shown.noAnswersInRow).toBe(row);
    expect(shown.responsive).toBe(responsive);
  });

  it('lets the last clear mood decide how they like to be reached (VIO-49)', () => {
    const mood = (...sentiments: string[]) => {
      const shown = contactShown(sentiments.map((sentiment) => ({ ...TALK, sentiment })));
      return [shown.prefersAlternativeContact, shown.prefersVoiceCalls];
    };
    expect(mood('neutral')).toEqual([false, false]);
    expect(mood('negative')).toEqual([true, false]);
    expect(mood('neutral', 'positive', 'negative')).toEqual([false, true]);
  });
});
