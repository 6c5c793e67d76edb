import { describe, expect, it } from 'vitest';
import { GERMAN_HEALTH_WORDS } from '../../../../src/domain/languages/de/health-words.ts';
import { ENGLISH_HEALTH_WORDS } from '../../../../src/domain/languages/en/health-words.ts';
import { tellsOfHealth } from '../../../../src/domain/reminders/words/screen-health-words.ts';

describe("words that tell of somebody's health", () => {
  it('are fifteen in each language, each of them found (VIO-58)', () => {
    for (const words of [ENGLISH_HEALTH_WORDS, GERMAN_HEALTH_WORDS]) {
      expect(new Set(words).size).toBe(15);
      expect(words.filter((word) => !tellsOfHealth(`about ${word}`))).toEqual([]);
    }
  });

  it.each([
    'Your CANCER screening',
    'after the diagnosis',
    'Diabetics first',
    'pregnancy test',
    'H.I.V. und HIV-Test',
    'Brustkrebs',
    'Darmkrebsvorsorge',
    'Schwangerschaftsberatung',
    'nach der Knie-Operation',
    'Knieoperation',
    'Diagnostik',
  ])('are found in "%s" (VIO-55, VIO-58)', (text) => {
    expect(tellsOfHealth(text)).toBe(true);
  });

  it.each([
    '',
    'Please be ten minutes early.',
    'Bitte bringen Sie Ihre Karte mit.',
    'Das Archiv ist im zweiten Stock.',
    'In Kooperation mit der Stadt.',
    'Ein Parkplatz wird gesucht.',
    'Harbor Dental',
    'Medical Group',
  ])('are not found in "%s" (VIO-55)', (text) => {
    expect(tellsOfHealth(text)).toBe(false);
  });
});
