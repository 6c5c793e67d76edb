import { asks, at, none, readAll } from '../../../../support/phrase-table.ts';
import { callerAt } from './callers.ts';
import { span } from './spans.ts';

const newYork = (instant: string) => callerAt(instant, 'America/New_York', 'en-US');
const london = (instant: string) => callerAt(instant, 'Europe/London', 'en-GB');

readAll('half an hour before midnight on a Friday', newYork('2026-11-20T23:30:00-05:00'), [
  ['today', at('2026-11-20')],
  ['tomorrow', at('2026-11-21')],
  ['tomorrow morning at nine', at('2026-11-21', '09:00')],
  ['Saturday', at('2026-11-21')],
  ['in an hour', at('2026-11-21', '00:30')],
  ['the 20th', at('2026-11-20')],
]);

readAll('half an hour after midnight on a Saturday', newYork('2026-11-21T00:30:00-05:00'), [
  ['today', at('2026-11-21')],
  ['tomorrow', at('2026-11-22')],
  ['this afternoon', span('2026-11-21', '12:00', '18:00')],
  ['this evening', span('2026-11-21', '18:00', '22:00')],
  ['today at ten', at('2026-11-21', '10:00')],
  ['Sunday', at('2026-11-22')],
  ['Saturday', asks(at('2026-11-28'), at('2026-11-21'))],
  ['yesterday', at('2026-11-20')],
]);

readAll("New Year's Eve", newYork('2026-12-31T10:00:00-05:00'), [
  ['tomorrow', at('2027-01-01')],
  ['the day after tomorrow', at('2027-01-02')],
  ['Monday', at('2027-01-04')],
  ['next week', span('2027-01-04', '2027-01-10')],
  ['January 4th', at('2027-01-04')],
  ['1/4', at('2027-01-04')],
  ['the 4th', at('2027-01-04')],
  ['December 30th', at('2027-12-30')],
  ['December 31st', at('2026-12-31')],
  ['next month', span('2027-01-01', '2027-01-31')],
  ['in a month', at('2027-01-31')],
  ['the 15th of next month', at('2027-01-15')],
]);

readAll('the first days of January', london('2027-01-02T10:00:00+00:00'), [
  ['yesterday', at('2027-01-01')],
  ['Monday', at('2027-01-04')],
  ['3rd of January', at('2027-01-03')],
  ['31st of December', at('2027-12-31')],
  ['1st January', at('2028-01-01')],
  ['2nd of January', at('2027-01-02')],
  ['next week on Wednesday', at('2027-01-06')],
  ["New Year's Eve", at('2027-12-31')],
]);

readAll('the last day of February', newYork('2027-02-28T10:00:00-05:00'), [
  ['tomorrow', at('2027-03-01')],
  ['February 29th', at('2028-02-29')],
  ['February 28th', at('2027-02-28')],
  ['the 29th', at('2027-03-29')],
  ['in two days', at('2027-03-02')],
]);

readAll('the day before a leap day', newYork('2028-02-28T10:00:00-05:00'), [
  ['tomorrow', at('2028-02-29')],
  ['the day after tomorrow', at('2028-03-01')],
  ['the 29th', at('2028-02-29')],
  ['February 30th', none('no_such_day')],
  ['a week from tomorrow', at('2028-03-07')],
  ['Tuesday the 29th', at('2028-02-29')],
]);

readAll('a leap day', london('2028-02-29T10:00:00+00:00'), [
  ['tomorrow', at('2028-03-01')],
  ['in a month', at('2028-03-29')],
  ['the 29th of February', at('2028-02-29')],
  ['the 28th', at('2028-03-28')],
]);

readAll('the evening before American clocks go forward', newYork('2026-03-07T23:30:00-05:00'), [
  ['tomorrow', at('2026-03-08')],
  ['the day after tomorrow', at('2026-03-09')],
  ['tomorrow at ten', at('2026-03-08', '10:00')],
  ['in a week', at('2026-03-14')],
  ['in four hours', at('2026-03-08', '04:30')],
]);

readAll('the day American clocks go back', newYork('2026-11-01T00:30:00-04:00'), [
  ['today at three', at('2026-11-01', '15:00')],
  ['tomorrow', at('2026-11-02')],
  ['in two days', at('2026-11-03')],
  ['in three hours', at('2026-11-01', '02:30')],
  ['next week', span('2026-11-02', '2026-11-08')],
]);

readAll('the day before British clocks go forward', london('2026-03-28T23:30:00+00:00'), [
  ['tomorrow', at('2026-03-29')],
  ['the day after tomorrow', at('2026-03-30')],
  ['tomorrow at two in the afternoon', at('2026-03-29', '14:00')],
  ['a week tomorrow', at('2026-04-05')],
]);

readAll('the night British clocks go back', london('2026-10-25T00:30:00+01:00'), [
  ['today', at('2026-10-25')],
  ['tomorrow', at('2026-10-26')],
  ['tomorrow week', at('2026-11-02')],
  ['in a fortnight', at('2026-11-08')],
]);

readAll('the 31st of a month', london('2026-08-31T10:00:00+01:00'), [
  ['tomorrow', at('2026-09-01')],
  ['the 1st', at('2026-09-01')],
  ['the 30th', at('2026-09-30')],
  ['the 31st', at('2026-08-31')],
  ['in a month', at('2026-09-30')],
  ['next month', span('2026-09-01', '2026-09-30')],
  ['the third of next month', at('2026-09-03')],
]);

readAll('a Sunday', newYork('2026-11-22T10:00:00-05:00'), [
  ['tomorrow', at('2026-11-23')],
  ['Monday', at('2026-11-23')],
  ['Saturday', at('2026-11-28')],
  ['Sunday', asks(at('2026-11-29'), at('2026-11-22'))],
  ['next week', span('2026-11-23', '2026-11-29')],
  ['the week after next', span('2026-11-30', '2026-12-06')],
  ['Tuesday next week', at('2026-11-24')],
  ['a week from today', at('2026-11-29')],
]);

readAll('a Monday', london('2026-11-23T10:00:00+00:00'), [
  ['Monday', asks(at('2026-11-30'), at('2026-11-23'))],
  ['next Monday', at('2026-11-30')],
  ['Tuesday', at('2026-11-24')],
  ['this Friday', at('2026-11-27')],
  ['Sunday', at('2026-11-29')],
  ['this weekend', span('2026-11-28', '2026-11-29')],
  ['next week', span('2026-11-30', '2026-12-06')],
  ['Wednesday next week', at('2026-12-02')],
  ['a week today', at('2026-11-30')],
  ['today week', at('2026-11-30')],
]);

readAll('Auckland, a day ahead of Greenwich', callerAt('2026-11-20T12:00:00Z', 'Pacific/Auckland', 'en-GB'), [
  ['today', at('2026-11-21')],
  ['tomorrow', at('2026-11-22')],
  ['Sunday', at('2026-11-22')],
  ['Friday', at('2026-11-27')],
  ['22/11 at 2 pm', at('2026-11-22', '14:00')],
  ['in an hour', at('2026-11-21', '02:00')],
]);

readAll(
  'Los Angeles, a day behind Greenwich',
  callerAt('2026-11-21T05:00:00Z', 'America/Los_Angeles', 'en-US'),
  [
    ['today', at('2026-11-20')],
    ['tomorrow', at('2026-11-21')],
    ['Saturday at noon', at('2026-11-21', '12:00')],
    ['the 20th', at('2026-11-20')],
    ['next week', span('2026-11-23', '2026-11-29')],
  ],
);
