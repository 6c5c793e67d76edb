/**
 * What nobody may be rung against, worked out without a line of ours: walls from the platform's own calendar, holidays
 * from a list written by hand. Holds from autumn 2026 to spring 2027.
 */
const HOLIDAYS: Record<string, string[]> = {
  GB: ['2026-12-25', '2026-12-28', '2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31'],
  'DE-BY': [
    '2026-10-03',
    '2026-11-01',
    '2026-12-25',
    '2026-12-26',
    '2027-01-01',
    '2027-01-06',
    '2027-03-26',
    '2027-03-29',
    '2027-05-01',
    '2027-05-06',
    '2027-05-17',
    '2027-05-27',
  ],
  US: [
    '2026-10-12',
    '2026-11-11',
    '2026-11-26',
    '2026-12-25',
    '2027-01-01',
    '2027-01-18',
    '2027-02-15',
    '2027-05-31',
  ],
};
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export interface HoursOfCalls {
  /** `HH:MM`, 24 hours. */
  from: string;
  until: string;
  /** 1 Monday to 7 Sunday. */
  weekdays: number[];
  holidays: string[];
}

/** What the walls of a zone show. */
function wallOf(at: Date, zone: string): { date: string; time: string; weekday: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((one) => one.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
    weekday: WEEKDAYS.indexOf(part('weekday')) + 1,
  };
}

/** Why a call at this instant would break the hours; `undefined` where it would not. */
export function brokenLaw(at: Date, zone: string, hours: HoursOfCalls): string | undefined {
  const { date, time, weekday } = wallOf(at, zone);
  const here = `${date} ${time} in ${zone}`;
  if (time < hours.from || time >= hours.until) return `${here} is outside ${hours.from}-${hours.until}`;
  if (!hours.weekdays.includes(weekday)) return `${here} is a closed weekday`;
  const holiday = hours.holidays.find((region) => HOLIDAYS[region]?.includes(date));
  return holiday === undefined ? undefined : `${here} is a holiday of ${holiday}`;
}
