import type { Language } from '../../platform/language.ts';
import { weekdayOf } from '../wall-clock.ts';
import { GERMAN_SPEECH } from '../languages/de/spoken-forms.ts';
import { ENGLISH_SPEECH } from '../languages/en/spoken-forms.ts';
import { isMonthFirst } from './month-first.ts';
import type { SpokenForms } from './spoken-forms.ts';

const FORMS: Record<Language, SpokenForms> = { de: GERMAN_SPEECH, en: ENGLISH_SPEECH };
const CODE_GROUP = 4;

/**
 * "Dienstag, den 24. November"; the year is said where `referenceDate` (YYYY-MM-DD, usually today) is in another one.
 * `date` YYYY-MM-DD.
 */
export function speakDay(date: string, language: Language, referenceDate?: string): string {
  const isOtherYear = referenceDate !== undefined && referenceDate.slice(0, 4) !== date.slice(0, 4);
  const { year, ...parts } = partsOf(date);
  return FORMS[language].day(isOtherYear ? { ...parts, year } : parts);
}

/** The same as it stands behind "von" and "ab": "Dienstag, dem 24. November". */
export function speakDayBehindFrom(date: string, language: Language, referenceDate?: string): string {
  const isOtherYear = referenceDate !== undefined && referenceDate.slice(0, 4) !== date.slice(0, 4);
  const { year, ...parts } = partsOf(date);
  return FORMS[language].dayBehindFrom(isOtherYear ? { ...parts, year } : parts);
}

/** "31. Juni", "June 31st": a day of the year without its weekday; it need not exist. `month` 1 to 12. */
export function speakMonthDay({ day, month }: { day: number; month: number }, language: Language): string {
  return FORMS[language].monthDay(day, month);
}

/** "Freitag, der 20. November 2026": today's date YYYY-MM-DD, to be put behind "Today is". */
export function speakToday(date: string, language: Language): string {
  return FORMS[language].today(partsOf(date));
}

/** "Freitag", "Friday", of a date YYYY-MM-DD. */
export function speakWeekday(date: string, language: Language): string {
  return FORMS[language].weekday(weekdayOf(date));
}

/** `weekday` 1 Monday to 7 Sunday. */
export function weekdayName(weekday: number, language: Language): string {
  return FORMS[language].weekday(weekday);
}

function partsOf(date: string): { weekday: number; day: number; month: number; year: number } {
  return {
    weekday: weekdayOf(date),
    day: Number(date.slice(8, 10)),
    month: Number(date.slice(5, 7)),
    year: Number(date.slice(0, 4)),
  };
}

/** "14 Uhr 30", "2:30 p.m.", "noon". `time` HH:MM. */
export function speakTime(time: string, language: Language): string {
  return FORMS[language].time(Number(time.slice(0, 2)), Number(time.slice(3, 5)));
}

/** "Dienstag, den 24. November, um 14 Uhr 30", or the half of it that there is; empty when there is nothing to say. */
export function speakMoment(
  moment: { date?: string; time?: string },
  language: Language,
  referenceDate?: string,
): string {
  const day = moment.date === undefined ? undefined : speakDay(moment.date, language, referenceDate);
  const time = moment.time === undefined ? undefined : speakTime(moment.time, language);
  if (day === undefined || time === undefined) return day ?? time ?? '';
  return FORMS[language].moment(day, time);
}

/** "14 Uhr, 14 Uhr 30 oder 15 Uhr". */
export function speakList(items: readonly string[], language: Language, link: 'and' | 'or'): string {
  const last = items.at(-1);
  if (items.length < 2) return last ?? '';
  return `${items.slice(0, -1).join(', ')} ${FORMS[language].links[link]} ${last}`;
}

/** "45 Minuten", "eine Stunde und 30 Minuten". */
export function speakMinutes(minutes: number, language: Language): string {
  const forms = FORMS[language];
  const hours = Math.floor(minutes / 60);
  const rest = minutes - hours * 60;
  if (hours === 0) return forms.minutes(rest);
  return rest === 0 ? forms.hours(hours) : `${forms.hours(hours)} ${forms.links.and} ${forms.minutes(rest)}`;
}

/** "24 Stunden", "eine Stunde"; whole hours. */
export function speakHours(hours: number, language: Language): string {
  return FORMS[language].hours(hours);
}

/** A booking code digit by digit, in groups of four, so that a voice does not read it as a number: "4 7 1 1, 0 8 1 5". */
export function speakCode(code: string): string {
  const characters = code.replace(/[\s-]/g, '').split('');
  const groups: string[] = [];
  for (let at = 0; at < characters.length; at += CODE_GROUP)
    groups.push(characters.slice(at, at + CODE_GROUP).join(' '));
  return groups.join(', ');
}

/** "max Punkt mustermann 8 8 at gmail Punkt com": signs as words, digits one by one. */
export function speakEmail(email: string, language: Language): string {
  const { at, dot, hyphen, underscore, plus, other } = FORMS[language].signs;
  const signs: Record<string, string> = { '@': at, '.': dot, '-': hyphen, _: underscore, '+': plus };
  return email
    .replace(/[^\p{L}]/gu, (sign) => ` ${/\d/.test(sign) ? sign : (signs[sign] ?? other)} `)
    .trim()
    .replace(/ +/g, ' ');
}

/** The date as it is written in the locale (ASK-06): 24.11.2026, 11/24/2026 (en-US), 24/11/2026 (other English). */
export function formattedDate(date: string, locale: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  if (isMonthFirst(locale)) return `${month}/${day}/${year}`;
  return /^en\b/i.test(locale) ? `${day}/${month}/${year}` : `${day}.${month}.${year}`;
}
