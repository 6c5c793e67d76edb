import { asks, at, between, from, none, readAll, until } from '../../../support/phrase-table.ts';
import { american, british, readByBoth } from './phrases/callers.ts';

const days = (date: string, untilDate: string) => between({ date, untilDate });

// Said on Friday, November 20th 2026.
readByBoth('days counted in a month', [
  ['fifth last day of May', at('2027-05-27')],
  ['the second to last Friday in May', at('2027-05-21')],
  ['third Tuesday of next month', at('2026-12-15')],
  ['end of the month', days('2026-11-21', '2026-11-30')],
  ['last business day of the month', at('2026-11-30')],
  ['first week of October 2027', days('2027-10-04', '2027-10-10')],
  ['first week of December', days('2026-12-01', '2026-12-06')],
  ['last week of December', days('2026-12-28', '2026-12-31')],
  ['last week of March', asks(days('2027-03-29', '2027-03-31'), days('2027-03-22', '2027-03-28'))],
  ['Friday of the first week of December', at('2026-12-04')],
  ['Friday of the first week of January', asks(at('2027-01-01'), at('2027-01-08'))],
  ['second half of next month', days('2026-12-16', '2026-12-31')],
  ['a Friday in December', asks(at('2026-12-04'), at('2026-12-25'))],
]);

readByBoth('days told from another day', [
  ['the second closest Monday to October 5th', at('2027-10-11')],
  ['Monday closest to October 5th', at('2027-10-04')],
  ['2 weeks before Christmas', at('2026-12-11')],
  ['3 days after the 5th', at('2026-12-08')],
  ['first Monday after the 15th', at('2026-12-21')],
  ['the week after the 5th', days('2026-12-07', '2026-12-13')],
  ['Sunday 3 weeks after January 15th', asks(at('2027-02-07'), at('2027-01-31'))],
  ['two months from today on Tuesday', asks(at('2027-01-26'), at('2027-01-19'))],
  ['Saturday 3 days from now', asks(at('2026-11-23'), at('2026-11-21'))],
  ['a week next Tuesday', at('2026-12-01')],
  ['Monday fortnight', at('2026-12-07')],
  ['in four business days', at('2026-11-26')],
  ['three business days after Christmas', at('2026-12-30')],
  ['tomorrow or the day after', asks(at('2026-11-21'), at('2026-11-22'))],
  ['not this Monday but the Monday after', at('2026-11-30')],
]);

readByBoth('stretches of days', [
  ['next few days', days('2026-11-21', '2026-11-23')],
  ['upcoming 2 weeks', asks(days('2026-11-23', '2026-12-06'), at('2026-11-30'))],
  ['within the next two weeks', days('2026-11-21', '2026-12-04')],
  ['within a week', days('2026-11-21', '2026-11-27')],
  ['in one or two weeks', days('2026-11-27', '2026-12-04')],
  ['next quarter', days('2027-01-01', '2027-03-31')],
  ['late next week', days('2026-11-27', '2026-11-29')],
  ['early next year', days('2027-01-01', '2027-01-31')],
  ['this summer', days('2027-06-21', '2027-09-22')],
  ['over Christmas', days('2026-12-24', '2026-12-26')],
  ['weekend of the 5th', days('2026-12-05', '2026-12-06')],
  ['Tuesday through Thursday next week', days('2026-11-24', '2026-11-26')],
  ['between the 3rd and the 7th', days('2026-12-03', '2026-12-07')],
  ['between March and May', days('2027-03-01', '2027-05-31')],
  ['the 3rd or the 4th of May', asks(at('2027-05-03'), at('2027-05-04'))],
  ['week 48', days('2026-11-23', '2026-11-29')],
  ['after Easter', from('2027-03-29')],
  ['before Christmas', until({ untilDate: '2026-12-24' })],
  ['from next week', from('2026-11-23')],
]);

readByBoth('dates in words', [
  ["July 18 '14", at('2014-07-18')],
  ['May 5 nineteen ninety-nine', at('1999-05-05')],
  ['Sep-2027-23', at('2027-09-23')],
  ['third of the eleventh', at('2027-11-03')],
  ['next year on March 3rd', at('2027-03-03')],
  ['Sunday 2 Jun', asks(at('2027-06-02'), at('2027-05-30'), at('2030-06-02'))],
  ['Thursday February 30th', none('no_such_day')],
]);

readByBoth('feasts', [
  ['Cyber Monday', at('2026-11-30')],
  ['Shrove Tuesday', at('2027-02-09')],
  ['Chinese New Year', at('2027-02-06')],
  ['Hanukkah', at('2026-12-05')],
  ['next Easter', at('2027-03-28')],
  ['Thanksgiving week', days('2026-11-23', '2026-11-29')],
  ['merry Christmas, see you Monday', at('2026-11-23')],
]);

readAll('the autumn of Americans', american, [['next fall', days('2027-09-23', '2027-12-20')]]);
readAll('digits alone, month first', american, [['2 - 15', at('2027-02-15')]]);
readAll('digits alone, day first', british, [
  ['15 - 2', at('2027-02-15')],
  ["Mother's Day", at('2027-03-07')],
]);

readByBoth('days beside what is none', [
  ['I was there last week, now I need Monday', at('2026-11-23')],
  ['twice a week, Monday works', at('2026-11-23')],
  ['for two weeks', none()],
  ['any day but Monday', none()],
  ['my daughter April at 3 pm on Monday', at('2026-11-23', '15:00')],
  ['nächsten Montag', at('2026-11-23')],
  ['mardi prochain', none()],
]);
