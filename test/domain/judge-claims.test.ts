import { describe, expect, it } from 'vitest';
import { judgeClaims } from '../../src/domain/judge-claims.ts';
import type { DoneDeed, StandingState } from '../../src/domain/judge-claims.ts';
import type { Claim } from '../../src/domain/speech/read-claims.ts';

const NINE = { date: '2026-11-24', time: '09:00' };
const TEN = { date: '2026-11-24', time: '10:00' };
const THURSDAY = { date: '2026-11-26', time: '15:00' };

function told(deed: Claim['deed'], ...when: Claim['when']): Claim {
  return { deed, isState: false, when };
}

function state(deed: Claim['deed'], ...when: Claim['when']): Claim {
  return { deed, isState: true, when };
}

function did(kind: DoneDeed['kind'], wall = NINE): DoneDeed {
  return { kind, ...wall };
}

function stands(wall: typeof NINE, isCancelled = false): StandingState {
  return { ...wall, isCancelled };
}

describe('a claim', () => {
  it.each<[what: string, claims: Claim[], done: DoneDeed[], states: StandingState[]]>([
    ['of the deed that was done', [told('booked', NINE)], [did('book')], [stands(NINE)]],
    ['without a time, of a deed that was done', [told('booked')], [did('book')], []],
    ['with only the day', [told('booked', { date: NINE.date })], [did('book')], []],
    ['that can mean two times, one of them right', [told('booked', TEN, NINE)], [did('book')], []],
    [
      'of the other half of the day',
      [told('booked', { date: THURSDAY.date, time: '03:00' })],
      [did('book', THURSDAY)],
      [],
    ],
    ['that was put right', [told('booked', TEN), told('booked', NINE)], [did('book')], []],
    [
      'of each of two bookings',
      [told('booked', NINE), told('booked', THURSDAY)],
      [did('book'), did('book', THURSDAY)],
      [],
    ],
    ['that a moved appointment is booked', [told('booked', THURSDAY)], [did('move', THURSDAY)], []],
    [
      'of a move that was a booking and a cancellation',
      [told('moved', THURSDAY)],
      [did('cancel'), did('book', THURSDAY)],
      [],
    ],
    ['that the old time of a moved one is cancelled', [told('cancelled')], [did('move', THURSDAY)], []],
    ['of what stood before the call', [state('booked', NINE)], [], [stands(NINE)]],
    ['of what stood before the call, in the words of a deed', [told('booked', NINE)], [], [stands(NINE)]],
    ['that something stands, where something stands', [state('booked')], [], [stands(NINE)]],
    ['that something is cancelled, where something is', [state('cancelled')], [], [stands(NINE, true)]],
    [
      'that something is cancelled, where something was, beside a booking',
      [told('booked'), state('cancelled')],
      [did('book')],
      [stands(THURSDAY, true)],
    ],
    ['of nothing', [], [did('book')], []],
  ])('is in order: %s', (_what, claims, done, states) => {
    expect(judgeClaims(claims, done, states)).toBeUndefined();
  });

  it.each<[what: string, claims: Claim[], done: DoneDeed[], states: StandingState[], found: string]>([
    ['of a booking, and nothing was done', [told('booked', NINE)], [], [], 'not_done booked'],
    [
      'without a time, and another appointment stands',
      [told('booked')],
      [],
      [stands(THURSDAY)],
      'not_done booked',
    ],
    [
      'that something is booked, and nothing is',
      [state('booked')],
      [],
      [stands(NINE, true)],
      'not_done booked',
    ],
    ['of a cancellation, and it stands', [told('cancelled', NINE)], [], [stands(NINE)], 'not_done cancelled'],
    [
      'of a move that only booked anew',
      [told('moved', THURSDAY)],
      [did('book', THURSDAY)],
      [stands(NINE)],
      'not_done moved',
    ],
    ['of a move after a booking', [told('booked', NINE), told('moved')], [did('book')], [], 'not_done moved'],
    ['of another time', [told('booked', TEN)], [did('book')], [stands(NINE)], 'other_time booked'],
    ['of another day', [told('booked', { date: '2026-11-25' })], [did('book')], [], 'other_time booked'],
    ['made wrong later', [told('booked', NINE), told('booked', TEN)], [did('book')], [], 'other_time booked'],
    ['of a move to another time', [told('moved', TEN)], [did('move', THURSDAY)], [], 'other_time moved'],
    ['of cancelling another one', [told('cancelled', TEN)], [did('cancel')], [], 'other_time cancelled'],
    [
      'that is wrong for one of two bookings',
      [told('booked', TEN), told('booked', THURSDAY)],
      [did('book'), did('book', THURSDAY)],
      [],
      'other_time booked',
    ],
  ])('is found out: %s', (_what, claims, done, states, found) => {
    const mismatch = judgeClaims(claims, done, states);
    expect(`${mismatch?.what} ${mismatch?.deed}`).toBe(found);
  });
});
