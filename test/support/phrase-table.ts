import { describe, expect, it } from 'vitest';
import { readMoment } from '../../src/domain/speech/read-moment.ts';
import type { NotUnderstood, Reading, SpeechContext } from '../../src/domain/speech/reading.ts';

type Bounds = Omit<Reading, 'kind'>;
type Answer = { status: 'ambiguous'; candidates: unknown } | { status: 'none'; why: NotUnderstood };
type Expected = Reading | Answer;

/** Takes a date (YYYY-MM-DD), a time (HH:MM) or both: a part with a colon is the time. */
export function at(...parts: string[]): Reading {
  return { kind: 'at', ...dayAndTime(parts) };
}

/** Takes what `at` takes. */
export function from(...parts: string[]): Reading {
  return { kind: 'from', ...dayAndTime(parts) };
}

export function until(bounds: Bounds): Reading {
  return { kind: 'until', ...bounds };
}

export function between(bounds: Bounds): Reading {
  return { kind: 'between', ...bounds };
}

/** The caller must be asked, and these must be among what is offered; without any, it is the asking that counts. */
export function asks(...readings: Reading[]): Answer {
  return { status: 'ambiguous', candidates: expect.arrayContaining(readings) };
}

export function none(why: NotUnderstood = 'unclear'): Answer {
  return { status: 'none', why };
}

/** One test per row: a phrase as it was said, and what it means when said at `context.now` in `context.zone`. */
export function readAll(title: string, context: SpeechContext, rows: [phrase: string, expected: Expected][]) {
  describe(`phrases: ${title}`, () => {
    it.each(rows)('reads "%s" (ASK-32, ASK-33)', (phrase, expected) => {
      expect(readMoment(phrase, context)).toEqual(answerOf(expected));
    });
  });
}

function answerOf(expected: Expected) {
  return 'status' in expected ? expected : { status: 'resolved', reading: expected };
}

function dayAndTime(parts: string[]): Bounds {
  const time = parts.find((part) => part.includes(':'));
  const date = parts.find((part) => !part.includes(':'));
  return { ...(date !== undefined && { date }), ...(time !== undefined && { time }) };
}
