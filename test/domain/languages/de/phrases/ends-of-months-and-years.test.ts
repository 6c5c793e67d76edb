import { asks, at, between, none, readAll, until } from '../../../../support/phrase-table.ts';
import { germanCaller } from './callers.ts';

const days = (date: string, untilDate: string) => between({ date, untilDate });

readAll("German said on New Year's Eve", germanCaller('2026-12-31T10:00:00+01:00'), [
  ['heute', at('2026-12-31')],
  ['morgen', at('2027-01-01')],
  ['übermorgen', at('2027-01-02')],
  ['heute in einer Woche', at('2027-01-07')],
  ['Freitag', at('2027-01-01')],
  ['Montag', at('2027-01-04')],
  ['Donnerstag', asks(at('2027-01-07'), at('2026-12-31'))],
  ['am 2. Januar', at('2027-01-02')],
  ['am 5.', at('2027-01-05')],
  ['am 5.1.', at('2027-01-05')],
  ['31.12.', at('2026-12-31')],
  ['30.12.', at('2027-12-30')],
  ['Silvester', at('2026-12-31')],
  ['Neujahr', at('2027-01-01')],
  ['nächste Woche', days('2027-01-04', '2027-01-10')],
  ['nächsten Monat', days('2027-01-01', '2027-01-31')],
  ['nächstes Jahr', days('2027-01-01', '2027-12-31')],
  ['nächstes Jahr am 12. März', at('2027-03-12')],
]);

readAll('German said on the first days of January', germanCaller('2027-01-02T10:00:00+01:00'), [
  ['gestern', at('2027-01-01')],
  ['vorgestern', at('2026-12-31')],
  ['Montag', at('2027-01-04')],
  ['am 31.', at('2027-01-31')],
  ['31. Dezember', at('2027-12-31')],
  ['28.12.', at('2027-12-28')],
  ['Heilige Drei Könige', at('2027-01-06')],
  ['Neujahr', at('2028-01-01')],
  ['in einem Monat', at('2027-02-02')],
  ['letzten Monat', days('2026-12-01', '2026-12-31')],
  ['nächsten Monat', days('2027-02-01', '2027-02-28')],
]);

readAll('German said at the end of February', germanCaller('2027-02-26T10:00:00+01:00'), [
  ['übermorgen', at('2027-02-28')],
  ['in drei Tagen', at('2027-03-01')],
  ['Montag', at('2027-03-01')],
  ['in einer Woche', at('2027-03-05')],
  ['1. März', at('2027-03-01')],
  ['am 1.', at('2027-03-01')],
  ['am 30.', at('2027-03-30')],
  ['29. Februar', at('2028-02-29')],
  ['29.2.2027', none('no_such_day')],
  ['bis Ende des Monats', until({ untilDate: '2027-02-28' })],
]);

readAll('German said the day before a leap day', germanCaller('2028-02-28T10:00:00+01:00'), [
  ['morgen', at('2028-02-29')],
  ['übermorgen', at('2028-03-01')],
  ['in zwei Tagen', at('2028-03-01')],
  ['am 29.', at('2028-02-29')],
  ['29. Februar', at('2028-02-29')],
  ['Mittwoch', at('2028-03-01')],
  ['bis Ende des Monats', until({ untilDate: '2028-02-29' })],
  ['in einem Jahr', at('2029-02-28')],
]);

readAll('German said on a leap day', germanCaller('2028-02-29T10:00:00+01:00'), [
  ['gestern', at('2028-02-28')],
  ['morgen', at('2028-03-01')],
  ['29.2.', at('2028-02-29')],
  ['in einem Monat', at('2028-03-29')],
  ['in einer Woche', at('2028-03-07')],
]);

readAll('German said on the 31st', germanCaller('2026-08-31T10:00:00+02:00'), [
  ['morgen', at('2026-09-01')],
  ['am Ersten', at('2026-09-01')],
  ['am 30.', at('2026-09-30')],
  ['nächsten Monat', days('2026-09-01', '2026-09-30')],
  ['am 31. nächsten Monats', none('no_such_day')],
  ['bis Ende nächsten Monats', until({ untilDate: '2026-09-30' })],
  ['in zwei Monaten', at('2026-10-31')],
]);

readAll('German said in a month without a 31st', germanCaller('2026-11-20T10:00:00+01:00'), [
  ['am 31.', at('2026-12-31')],
  ['am einunddreißigsten', at('2026-12-31')],
  ['am 31. dieses Monats', none('no_such_day')],
]);
