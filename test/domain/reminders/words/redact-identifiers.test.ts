import { describe, expect, it } from 'vitest';
import { redactIdentifiers } from '../../../../src/domain/reminders/words/redact-identifiers.ts';

const WORDS = { aDate: 'a date', aNumber: 'a number' };

describe('a text without what identifies somebody', () => {
  it.each([
    ['DOB: 01/02/1980', 'DOB: a date'],
    ['born 1980-02-01.', 'born a date.'],
    ['geboren am 1.2.1980', 'geboren am a date'],
    ['geboren am 01. 02. 80', 'geboren am a date'],
    ['geboren am 1. Februar 1980', 'geboren am a date'],
    ['geboren am 3. März 1980', 'geboren am a date'],
    ['born on January 2nd, 1980', 'born on a date'],
    ['born on the 2nd of January, 1980', 'born on the a date'],
    ['SSN 123-45-6789', 'SSN a number'],
    ['call 415-555-0101 now', 'call a number now'],
    ['call (415) 555-0101', 'call a number'],
    ['call +1 415.555.0101', 'call a number'],
    ['Tel. 0171 0000012', 'Tel. a number'],
    ['+49 (0)171 / 0000012', 'a number'],
    ['01/02/1980 and 123-45-6789 and 415-555-0101', 'a date and a number and a number'],
  ])('turns "%s" into "%s" (VIO-58)', (text, expected) => {
    expect(redactIdentifiers(text, WORDS)).toBe(expected);
  });

  it.each([
    'Be there at 9:45, in room 12.',
    'Musterweg 1, 10115 Berlin',
    'Bring 20 euros, 2 forms and card 4711.',
    'Open 9-12 and 14-18.',
    'On May 4th and on 24. November',
  ])('leaves "%s" as it is (VIO-58)', (text) => {
    expect(redactIdentifiers(text, WORDS)).toBe(text);
  });
});
