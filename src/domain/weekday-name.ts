import { DateTime } from 'luxon';
import type { Language } from '../platform/language.ts';

/** The weekday of a local date YYYY-MM-DD in words: "Freitag", "Friday". */
export function weekdayName(date: string, language: Language): string {
  return DateTime.fromISO(date, { zone: 'utc' }).setLocale(language).toFormat('cccc');
}
