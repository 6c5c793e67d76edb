import { asks, at, from, readAll, until } from '../../../../support/phrase-table.ts';
import { american, british, readByBoth } from './callers.ts';
import { span } from './spans.ts';

// Said at 10:00 on Friday, November 20th 2026.
readAll('ranges written close together by an American', american, [
  ['12/7-12/11', span('2026-12-07', '2026-12-11')],
  ['12/7/2026-12/11/2026', span('2026-12-07', '2026-12-11')],
  ['2026-12-07 09:00-10:30', span('2026-12-07', '09:00', '10:30')],
  ['12.28.26', at('2026-12-28')],
]);

readAll('ranges written close together by a Briton', british, [
  ['7/12-11/12', span('2026-12-07', '2026-12-11')],
  ['9.15-10.45', span('09:15', '10:45')],
]);

readByBoth('ranges with one year', [
  ['September to October 2028', span('2028-09-01', '2028-10-31')],
  ['November to January 2029', span('2028-11-01', '2029-01-31')],
  ['April 4 to April 8, 2028', span('2028-04-04', '2028-04-08')],
  ['4 April to 8 April 2028', span('2028-04-04', '2028-04-08')],
  ['09/2027', span('2027-09-01', '2027-09-30')],
]);

readByBoth('stretches at the edge of a longer one', [
  ['the first four days of February', span('2027-02-01', '2027-02-04')],
  ['the last two weeks in March', span('2027-03-18', '2027-03-31')],
  ['the last three days of the year', span('2026-12-29', '2026-12-31')],
  ['the first two working days of January', span('2027-01-04', '2027-01-05')],
  ['the last two months of next year', span('2027-11-01', '2027-12-31')],
  ['the first working day of January', at('2027-01-04')],
  ['the second Tuesday of the month of April', at('2027-04-13')],
  ['the rest of the week', span('2026-11-20', '2026-11-22')],
  ['the rest of the month', span('2026-11-20', '2026-11-30')],
  ['rest of the day', at('2026-11-20')],
]);

readByBoth('days that are over', [
  ['since Wednesday', from('2026-11-18')],
  ['since the 12th', from('2026-11-12')],
  ['since Monday the 9th', from('2026-11-09')],
  ['since October 4th', from('2026-10-04')],
  ['since the 4th of October', from('2026-10-04')],
  ['since June', from('2026-06-01')],
  ['since Easter', from('2026-04-05')],
  ["It's been hurting since Tuesday, do you have tomorrow at eleven", at('2026-11-21', '11:00')],
  ['4 March 79', at('1979-03-04')],
  ["March 4 '79", at('1979-03-04')],
  ['three hours ago', at('2026-11-20', '07:00')],
  ['half an hour ago', at('2026-11-20', '09:30')],
  ['I rang two hours ago, is Monday at nine free', at('2026-11-23', '09:00')],
]);

readByBoth('times up to one', [
  ['up to 11:15', until({ untilTime: '11:15' })],
  ['up to half past eleven', until({ untilTime: '11:30' })],
  ['up to eleven', until({ untilTime: '11:00' })],
  ['tomorrow up to noon', until({ date: '2026-11-21', untilTime: '12:00' })],
]);

readByBoth('days of the year with other names', [
  ["st patty's day", at('2027-03-17')],
  ['turkey day', at('2026-11-26')],
  ['on leap day', at('2028-02-29')],
  ['Michaelmas', at('2027-09-29')],
  ['Lady Day', at('2027-03-25')],
  ['Lammas', at('2027-08-01')],
  ['Thursday the 13th', asks(at('2027-05-13'), at('2026-12-13'), at('2026-11-26'))],
]);
