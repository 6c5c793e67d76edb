import { addDays } from '../../wall-clock.ts';

// Diwali is told by sunset and moon over India; there is no such calendar at hand to ask.
const DIWALI: Record<number, string> = {
  2024: '10-31',
  2025: '10-20',
  2026: '11-08',
  2027: '10-29',
  2028: '10-17',
  2029: '11-05',
  2030: '10-26',
  2031: '11-14',
  2032: '11-02',
  2033: '10-22',
  2034: '11-10',
  2035: '10-30',
};

// The new moon of this new year falls minutes before midnight in China; the calendar at hand has it a day late.
const CHINESE_NEW_YEAR_2027 = '2027-02-06';

const CALENDARS: Record<string, { calendar: string; month: 'numeric' | 'long' }> = {
  c: { calendar: 'chinese', month: 'numeric' },
  h: { calendar: 'hebrew', month: 'long' },
  i: { calendar: 'islamic-umalqura', month: 'numeric' },
};

const STRIDE = 25;

/**
 * The days of a Gregorian year that are `day` of `month` in another calendar: none, one, or (in the shorter Islamic
 * year) two. `calendar` is c Chinese, h Hebrew (`month` by its English name), i Islamic, d the day of Diwali.
 */
export function otherCalendarDays(calendar: string, month: string, day: string, year: number): string[] {
  if (calendar === 'd') return DIWALI[year] === undefined ? [] : [`${year}-${DIWALI[year]}`];
  if (calendar === 'c' && month === '1' && day === '1' && year === 2027) return [CHINESE_NEW_YEAR_2027];
  const wanted = CALENDARS[calendar];
  if (wanted === undefined) return [];
  const format = new Intl.DateTimeFormat(`en-u-ca-${wanted.calendar}`, {
    timeZone: 'UTC',
    month: wanted.month,
    day: 'numeric',
  });
  const found = new Set<string>();
  // Every month of these calendars has a day in each stretch of this length.
  for (let at = `${year - 1}-12-01`; at < `${year + 1}-02-01`; at = addDays(at, STRIDE)) {
    const parts = format.formatToParts(new Date(`${at}T00:00:00Z`));
    const of = (type: string) => parts.find((part) => part.type === type)?.value;
    if (of('month') === month) found.add(addDays(at, Number(day) - Number(of('day'))));
  }
  return [...found].filter((date) => date.startsWith(`${year}-`));
}
