import { at, readAll } from '../../../../support/phrase-table.ts';
import { american, readByBoth, british } from './callers.ts';
import { span } from './spans.ts';

// Said on Friday, November 20th 2026.
readByBoth('public days', [
  ['Christmas Day', at('2026-12-25')],
  ['Christmas Eve', at('2026-12-24')],
  ['on Christmas Eve in the morning', span('2026-12-24', '06:00', '12:00')],
  ['the day before Christmas Eve', at('2026-12-23')],
  ['two days before Christmas', at('2026-12-23')],
  ['the day after Christmas', at('2026-12-26')],
  ['the Monday after Christmas', at('2026-12-28')],
  ['the Saturday before Christmas', at('2026-12-19')],
  ["New Year's Eve", at('2026-12-31')],
  ["New Year's Day", at('2027-01-01')],
  ["the day after New Year's Day", at('2027-01-02')],
  ["New Year's Eve at 11 am", at('2026-12-31', '11:00')],
  ["Valentine's Day", at('2027-02-14')],
  ["St Patrick's Day", at('2027-03-17')],
  ['Good Friday', at('2027-03-26')],
  ['Easter Sunday', at('2027-03-28')],
  ['Easter Monday', at('2027-03-29')],
  ['Halloween', at('2027-10-31')],
  ['Black Friday', at('2026-11-27')],
  ["Father's Day", at('2027-06-20')],
]);

readAll('American public days', american, [
  ['Thanksgiving', at('2026-11-26')],
  ['on Thanksgiving Day', at('2026-11-26')],
  ['the day before Thanksgiving', at('2026-11-25')],
  ['the day after Thanksgiving at 10 am', at('2026-11-27', '10:00')],
  ['the Tuesday after Thanksgiving', at('2026-12-01')],
  ['the week after Thanksgiving', span('2026-11-30', '2026-12-06')],
  ['Martin Luther King Day', at('2027-01-18')],
  ["Presidents' Day", at('2027-02-15')],
  ['Memorial Day', at('2027-05-31')],
  ['the Fourth of July', at('2027-07-04')],
  ['Independence Day', at('2027-07-04')],
  ['Labor Day', at('2027-09-06')],
  ['Columbus Day', at('2027-10-11')],
  ['Veterans Day', at('2027-11-11')],
  ["Mother's Day", at('2027-05-09')],
]);

readAll('British public days', british, [
  ['Boxing Day', at('2026-12-26')],
  ['the day after Boxing Day', at('2026-12-27')],
  ['the early May bank holiday', at('2027-05-03')],
  ['the August bank holiday', at('2027-08-30')],
  ['Bonfire Night', at('2027-11-05')],
]);
