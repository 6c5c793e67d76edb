import { describe, expect, it } from 'vitest';
import { isKnownRegion, isPublicHoliday } from '../../../src/domain/reminders/public-holidays.ts';

/** The holidays of a region among the days of a year. */
function holidaysOf(region: string, year: number): string[] {
  const days: string[] = [];
  for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += 86_400_000) {
    const date = new Date(ms).toISOString().slice(0, 10);
    if (isPublicHoliday(date, [region])) days.push(date.slice(5));
  }
  return days;
}

describe('public holidays', () => {
  it.each([
    [
      'GB',
      2026,
      '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28',
      'Boxing Day is a Saturday: the Monday is free',
    ],
    ['GB', 2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28', 'both Christmas days move'],
    ['GB', 2028, '01-01 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26', 'New Year is a Saturday'],
    ['GB-SCT', 2026, '01-01 01-02 04-03 05-04 05-25 08-03 11-30 12-25 12-26 12-28', 'no Easter Monday'],
    [
      'GB-NIR',
      2026,
      '01-01 03-17 04-03 04-06 05-04 05-25 07-12 07-13 08-31 12-25 12-26 12-28',
      'the 12th of July',
    ],
    ['DE', 2026, '01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26', 'what all its states have'],
    [
      'DE-BY',
      2026,
      '01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26',
      'a state has more',
    ],
    [
      'US',
      2027,
      '01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31',
      "a Saturday is kept on the Friday, next year's New Year too",
    ],
  ])('of %s in %i are right, with the substitute days (VIO-34)', (region, year, days) => {
    expect(holidaysOf(region, year)).toEqual(days.split(' '));
  });

  it('moved for once by law are where the law has put them (VIO-34)', () => {
    expect(isPublicHoliday('2022-06-02', ['GB'])).toBe(true);
    expect(isPublicHoliday('2022-05-30', ['GB'])).toBe(false);
    expect(isPublicHoliday('2023-05-08', ['GB'])).toBe(true);
  });

  it('of several regions all count, and none where no region is named (VIO-34)', () => {
    expect(isPublicHoliday('2026-11-26', ['GB', 'US'])).toBe(true);
    expect(isPublicHoliday('2026-08-31', ['GB', 'US'])).toBe(true);
    expect(isPublicHoliday('2026-12-25', [])).toBe(false);
  });

  it('that last several days are free on each, also across the end of a year (VIO-34)', () => {
    const feast = ['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22'];
    expect(feast.map((date) => isPublicHoliday(date, ['SA']))).toEqual([true, true, true, true]);
    expect(isPublicHoliday('2026-03-18', ['SA'])).toBe(false);
    expect(isPublicHoliday('2026-03-23', ['SA'])).toBe(false);
    // Eswatini's first fruits are kept for six days from December 28th.
    expect(isPublicHoliday('2027-01-02', ['SZ'])).toBe(true);
    expect(isPublicHoliday('2027-01-03', ['SZ'])).toBe(false);
  });

  it('are no days that only banks, schools or officials have free (VIO-34)', () => {
    // Carnival Monday, Mother's Day, Christmas Eve.
    expect(['2026-02-16', '2026-05-10', '2026-12-24'].some((date) => isPublicHoliday(date, ['DE']))).toBe(
      false,
    );
  });

  it('are the same when asked again, of more years and regions than are remembered (VIO-34)', () => {
    const regions = ['GB', 'DE', 'FR', 'IT', 'ES', 'NL', 'BE', 'AT', 'CH', 'PL', 'SE'];
    for (let year = 2015; year < 2035; year += 1)
      expect(regions.every((region) => isPublicHoliday(`${year}-12-25`, [region]))).toBe(true);
    expect(holidaysOf('GB', 2026)).toContain('08-31');
  });
});

describe('a region', () => {
  it.each(['GB', 'GB-ENG', 'GB-SCT', 'DE', 'DE-BY', 'US-CA', 'NZ', 'DE-BY-A'])(
    '%s is known (VIO-34)',
    (region) => {
      expect(isKnownRegion(region)).toBe(true);
    },
  );

  it.each(['', 'XX', 'gb', 'GB-', 'GB-XX', 'DE-by', 'DE-BY-XX', 'DE-BY-A-B', 'toString', 'GB-constructor'])(
    'that is %j is unknown and has no holidays (VIO-34)',
    (region) => {
      expect(isKnownRegion(region)).toBe(false);
      expect(isPublicHoliday('2026-12-25', [region])).toBe(false);
    },
  );
});
