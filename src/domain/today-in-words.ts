import { DateTime } from 'luxon';
import type { Language } from '../platform/language.ts';
import { speakDay } from './speech/speak.ts';

/** Today's local date YYYY-MM-DD to be put behind "Today is": "Freitag, der 20. November 2026". */
export function todayInWords(date: string, language: Language): string {
  if (language === 'en') return speakDay(date, language, '');
  return DateTime.fromISO(date, { zone: 'utc' }).setLocale(language).toFormat("cccc, 'der' d. LLLL yyyy");
}
