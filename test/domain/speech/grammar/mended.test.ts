import { describe, expect, it } from 'vitest';
import { GERMAN } from '../../../../src/domain/languages/de/words.ts';
import { ENGLISH } from '../../../../src/domain/languages/en/words.ts';
import { mended, mendedText } from '../../../../src/domain/speech/grammar/mended.ts';

describe('words a slip away from a word of days and times (ASK-32)', () => {
  it.each([
    ['one letter missing', 'mitwoch', 'mittwoch'],
    ['one letter too many', 'sammstag', 'samstag'],
    ['one letter wrong', 'desember', 'dezember'],
    ['two letters swapped', 'diesntag', 'dienstag'],
    ['a part of the day', 'vormitag', 'vormittag'],
    ['a longer number', 'fuenfzen', 'fuenfzehn'],
    ['a quarter', 'vietel', 'viertel'],
  ])('are mended in German: %s', (_slip, word, meant) => {
    expect(mended(word, GERMAN)).toBe(meant);
  });

  it.each([
    ['firday', 'friday'],
    ['satuday', 'saturday'],
    ['wenesday', 'wednesday'],
    ['septemper', 'september'],
    ['afternon', 'afternoon'],
    ['evning', 'evening'],
    ['quater', 'quarter'],
  ])('are mended in English: %s', (word, meant) => {
    expect(mended(word, ENGLISH)).toBe(meant);
  });

  it.each(['weiter', 'drittel', 'zweige', 'jaguar', 'montage', 'jenner', 'ernsten', 'sieber', 'dienst'])(
    'stay what they are where they are words of their own: %s',
    (word) => {
      expect(mended(word, GERMAN)).toBe(word);
    },
  );

  it.each(['thirsty', 'moaning', 'mourning', 'sundae', 'monkey', 'augusta', 'height'])(
    'stay what they are in English: %s',
    (word) => {
      expect(mended(word, ENGLISH)).toBe(word);
    },
  );

  it('are left alone where the slip is in the first letter, or there are two', () => {
    expect(mended('tienstag', GERMAN)).toBe('tienstag');
    expect(mended('dinsteg', GERMAN)).toBe('dinsteg');
  });

  it('are left alone below six letters', () => {
    expect(mended('mitag', GERMAN)).toBe('mitag');
  });

  it.each([
    ['sams tag um neun', GERMAN, 'samstag um neun'],
    ['am mitt woch', GERMAN, 'am mittwoch'],
    ['vor mittag', GERMAN, 'vor mittag'],
    ['to morrow at nine', ENGLISH, 'tomorrow at nine'],
    ['come on sun day', ENGLISH, 'come on sunday'],
    ['one to ten', ENGLISH, 'one to ten'],
  ])('are put together where they were cut in two: %s', (text, lexicon, meant) => {
    expect(mendedText(text, lexicon)).toBe(meant);
  });
});
