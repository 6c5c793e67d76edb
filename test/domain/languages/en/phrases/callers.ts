import type { SpeechContext } from '../../../../../src/domain/speech/reading.ts';
import { readAll } from '../../../../support/phrase-table.ts';

/** `instant` carries its offset, so that a row shows which wall clock the caller sees. */
export function callerAt(instant: string, zone: string, locale: string): SpeechContext {
  return { now: new Date(instant), zone, locale };
}

/** Both on Friday, November 20th 2026, at ten in the morning. */
export const american = callerAt('2026-11-20T10:00:00-05:00', 'America/New_York', 'en-US');
export const british = callerAt('2026-11-20T10:00:00+00:00', 'Europe/London', 'en-GB');

export function readByBoth(title: string, rows: Parameters<typeof readAll>[2]) {
  readAll(`${title}, said by an American`, american, rows);
  readAll(`${title}, said by a Briton`, british, rows);
}
