import { describe, expect, it } from 'vitest';
import { GERMAN } from '../../../../src/domain/languages/de/words.ts';
import { ENGLISH } from '../../../../src/domain/languages/en/words.ts';
import { FEAST, nextFeast } from '../../../../src/domain/speech/grammar/feasts.ts';
import { toLexemes } from '../../../../src/domain/speech/grammar/lex.ts';
import { WORD_LEXEMES } from '../../../../src/domain/speech/grammar/lexicon.ts';

const SHAPES = /^(?:W[1-7]|M(?:[1-9]|1[0-2])|\d{1,4}|O\d{1,2}|S[1-4]|_|)$/;
const FEASTS = new RegExp(`^${FEAST}$`);

describe('the words of a language', () => {
  it.each([
    ['German', GERMAN],
    ['English', ENGLISH],
  ])('are all lexemes that the rules know: %s', (_name, lexicon) => {
    const unknown = [...lexicon.words].filter(
      ([, lexeme]) => !(lexeme in WORD_LEXEMES) && !SHAPES.test(lexeme) && !FEASTS.test(lexeme),
    );
    expect(unknown).toEqual([]);
  });

  it.each([
    ['German', GERMAN],
    ['English', ENGLISH],
  ])('are written folded, one word each: %s', (_name, lexicon) => {
    expect([...lexicon.words.keys()].filter((word) => !/^[a-z]+$/.test(word))).toEqual([]);
  });

  it.each([
    ['German', GERMAN],
    ['English', ENGLISH],
  ])('name feasts that there are: %s', (_name, lexicon) => {
    const maps = [lexicon.words, ...lexicon.wordsOfRegion.values()];
    const lexemes = new Set(
      maps.flatMap((words) => [...words.values()]).filter((lexeme) => FEASTS.test(lexeme)),
    );
    const missing = [...lexemes]
      .flatMap((lexeme) => lexeme.split('|'))
      .filter((lexeme) => nextFeast(lexeme, '2026-11-20', 'Europe/Berlin') === undefined);
    expect(lexemes.size).toBeGreaterThan(40);
    expect(missing).toEqual([]);
  });

  it('name the seven weekdays and twelve months', () => {
    const lexemes = (text: string) => toLexemes(text, GERMAN, 'dm', 'Europe/Berlin').trim();
    expect(lexemes('Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag')).toBe(
      'W1 W2 W3 W4 W5 W6 W7',
    );
    expect(
      lexemes('Januar Februar März April Mai Juni Juli August September Oktober November Dezember'),
    ).toBe('M1 M2 M3 M4 M5 M6 M7 M8 M9 M10 M11 M12');
    expect(lexemes('einundzwanzig neunundfünfzig einunddreißigsten zweitausendneunundneunzig')).toBe(
      '21 59 O31 2099',
    );
  });
});
