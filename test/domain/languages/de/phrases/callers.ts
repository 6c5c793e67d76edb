import type { SpeechContext } from '../../../../../src/domain/speech/reading.ts';

/** `instant` carries its offset, so that a row shows which wall clock the caller sees. */
export function germanCaller(instant: string, zone = 'Europe/Berlin'): SpeechContext {
  return { now: new Date(instant), zone, locale: 'de-DE' };
}

/** Friday, November 20th 2026, at ten in the morning. */
export const friday = germanCaller('2026-11-20T10:00:00+01:00');
