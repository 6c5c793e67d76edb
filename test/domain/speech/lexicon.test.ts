import { describe, expect, it } from 'vitest';
import { GERMAN } from '../../../src/domain/languages/de/words.ts';
import { ENGLISH } from '../../../src/domain/languages/en/words.ts';
import { toLexemes } from '../../../src/domain/speech/lex.ts';
import { WORD_LEXEMES } from '../../../src/domain/speech/lexicon.ts';

const SHAPES = /^(?:W[1-7]|M(?:[1-9]|1[0-2])|\d{1,4}|O\d{1,2}|E\d{1,2}-\d{1,2}|X-?\d{1,2}|)$/;

describe('the words of a language', () => {
  it.each([
    ['German', GERMAN],
    ['English', ENGLISH],
  ])('are all lexemes that the rules know: %s', (_name, lexicon) => {
    const unknown = [...lexicon.words].filter(
      ([, lexeme]) => !(lexeme in WORD_LEXEMES) && !SHAPES.test(lexeme),
    );
    expect(unknown).toEqual([]);
  });

  it.each([
    ['German', GERMAN],
    ['English', ENGLISH],
  ])('are written folded, one word each: %s', (_name, lexicon) => {
    expect([...lexicon.words.keys()].filter((word) => !/^[a-z]+$/.test(word))).toEqual([]);
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
