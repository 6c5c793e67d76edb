import { at, readAll } from '../../../../support/phrase-table.ts';
import { readByBoth, british } from './callers.ts';
import { span } from './spans.ts';

// Said on Friday, November 20th 2026.
readByBoth('weeks', [
  ['next week', span('2026-11-23', '2026-11-29')],
  ['any day next week', span('2026-11-23', '2026-11-29')],
  ['sometime next week please', span('2026-11-23', '2026-11-29')],
  ['the week after next', span('2026-11-30', '2026-12-06')],
  ['in the week after next', span('2026-11-30', '2026-12-06')],
  ['the week of December 7th', span('2026-12-07', '2026-12-13')],
  ['in the week of the 14th of December', span('2026-12-14', '2026-12-20')],
  ['the week starting December 7th', span('2026-12-07', '2026-12-13')],
  ['next week in the morning', span('2026-11-23', '2026-11-29', '06:00', '12:00')],
  ['next week in the afternoon', span('2026-11-23', '2026-11-29', '12:00', '18:00')],
  ['one evening next week', span('2026-11-23', '2026-11-29', '18:00', '22:00')],
]);

readAll('weeks as the British say them', british, [
  ['week commencing 7 December', span('2026-12-07', '2026-12-13')],
  ['the week beginning the 30th', span('2026-11-30', '2026-12-06')],
]);

readByBoth('weekends', [
  ['this weekend', span('2026-11-21', '2026-11-22')],
  ['the weekend', span('2026-11-21', '2026-11-22')],
  ['at the weekend', span('2026-11-21', '2026-11-22')],
  ['on the weekend', span('2026-11-21', '2026-11-22')],
  ['sometime this coming weekend', span('2026-11-21', '2026-11-22')],
]);

readByBoth('months and years', [
  ['next month', span('2026-12-01', '2026-12-31')],
  ['sometime next month', span('2026-12-01', '2026-12-31')],
  ['the month after next', span('2027-01-01', '2027-01-31')],
  ['in December', span('2026-12-01', '2026-12-31')],
  ['any time in January', span('2027-01-01', '2027-01-31')],
  ['some time in February', span('2027-02-01', '2027-02-28')],
  ['in March next year', span('2027-03-01', '2027-03-31')],
  ['in June 2027', span('2027-06-01', '2027-06-30')],
  ['sometime next year', span('2027-01-01', '2027-12-31')],
  ['the last day of November', at('2026-11-30')],
  ['the first of next month', at('2026-12-01')],
]);
