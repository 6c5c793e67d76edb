import { describe, expect, it } from 'vitest';
import { takePerson } from '../../../src/domain/matching/take-person.ts';

const STAFF = ['Anna Krüger', 'Mary Ann', 'Tom Baker', 'Will Frost', 'May Lin', 'Dr. Freitag'].map(
  (name) => ({
    name,
  }),
);
const MOMENTS = new Set(['may', 'freitag', 'dienstag', 'tuesday']);

function take(text: string): [rest: string, staff?: string] {
  const { rest, staff } = takePerson(text, STAFF, (word) => MOMENTS.has(word));
  return staff === undefined ? [rest] : [rest, staff];
}

describe('takePerson', () => {
  it.each([
    ['Dienstag bei der Anna', 'Dienstag', 'bei der Anna'],
    ['am Dienstag bei Anna Krüger um 10:30', 'am Dienstag um 10:30', 'bei Anna Krüger'],
    ['24.11. bei Frau Krüger', '24.11.', 'bei Frau Krüger'],
    ['Dienstag bei Ana', 'Dienstag', 'bei Ana'],
    ['bei Anna oder Tom am 3.12.', 'am 3.12.', 'bei Anna oder Tom'],
    ['Dienstag, nicht bei Anna', 'Dienstag,', 'nicht bei Anna'],
    ['Tuesday with Mary', 'Tuesday', 'with Mary'],
    ['wednesday with Tom', 'wednesday', 'with Tom'],
    ['Mary on Tuesday', 'on Tuesday', 'Mary'],
    ['Tuesday with Will', 'Tuesday', 'with Will'],
    ['Friday with May', 'Friday', 'with May'],
    ['nachmittags bei Dr. Freitag', 'nachmittags', 'bei Dr. Freitag'],
    ['with Tom', '', 'with Tom'],
  ])('takes the person out of "%s" and leaves the moment (ASK-12)', (text, rest, staff) =>
    expect(take(text)).toEqual([rest, staff]),
  );

  it.each([
    '2026-11-24',
    'Dienstag bei der Zoe',
    'Tuesday with Zoe',
    'Ich will am Dienstag',
    'from May on',
    'am Freitag um 10',
    'Freitag oder Dienstag bei Ihnen',
    'first week of May, any day but Tuesday',
    '',
  ])('leaves "%s" alone (ASK-12)', (text) => expect(take(text)).toEqual([text]));
});
