import { asks, at, between, from, none, until } from '../../../support/phrase-table.ts';
import { readByBoth } from './phrases/callers.ts';

const days = (date: string, untilDate: string) => between({ date, untilDate });

// Said on Friday, November 20th 2026.
readByBoth('days told from the one named before', [
  ["Monday's no good, the day after at nine", at('2026-11-24', '09:00')],
  ['on the 5th we move so the Monday after that at 10 am', at('2026-12-07', '10:00')],
  ['my exam is on December 10th, I need the day before at eleven', at('2026-12-09', '11:00')],
  ['not this Wednesday, the one after', at('2026-12-02')],
  ['not the 5th but the following Monday', at('2026-12-07')],
  ['not next week, the week after on Thursday', at('2026-12-03')],
  ['on December 3rd I fly, so two days later at ten', at('2026-12-05', '10:00')],
  ["it's her birthday on the twenty-fifth, so that Saturday at two", at('2026-11-28', '14:00')],
  ['I was there last Tuesday and must come back two weeks from then', at('2026-12-01')],
  ['tomorrow or the day after that', asks(at('2026-11-21'), at('2026-11-22'))],
  ['the Monday after that', at('2026-11-23')],
  ['the day before', none()],
  ['the day after my birthday on December 12th', at('2026-12-13')],
  ['Christmas is no good, the day before at two', at('2026-12-24', '14:00')],
  ['after Christmas on the Monday', at('2026-12-28')],
]);

readByBoth('days in the month that was named', [
  ['not January 3rd, the fifth at ten', at('2027-01-05', '10:00')],
  ['leaving on March 9th or on the 14th', asks(at('2027-03-09'), at('2027-03-14'))],
  ['in January, the twelfth if possible', at('2027-01-12')],
  ['end of December, the thirty-first if you can, at four', at('2026-12-31', '16:00')],
  ['weekend after next, Saturday preferably', asks(at('2026-11-28'), at('2026-12-05'))],
  ['next month on the third', at('2026-12-03')],
  ['next year on the fourth', at('2027-01-04')],
  ['first Monday of the new year', at('2027-01-04')],
]);

readByBoth('ordinals before words that nothing is counted of', [
  ['on the fifth I have time', at('2026-12-05')],
  ['from the third I am back', from('2026-12-03')],
  ["what's first on Wednesday", at('2026-11-25')],
  ['on the second visit', none()],
  ['after the third session', none()],
  ['on the first floor', none()],
]);

readByBoth('days counted from another than today', [
  ['a week ago today', at('2026-11-13')],
  ['two weeks ago yesterday', at('2026-11-05')],
  ['this time next week', at('2026-11-27', '10:00')],
  ['same day next week at eleven', at('2026-11-27', '11:00')],
  ['this day next month', at('2026-12-20')],
  ['at least two weeks from now', from('2026-12-04')],
  ['a week and a half from now', at('2026-11-30')],
  ['the second Tuesday', asks(at('2026-12-08'), at('2026-12-01'))],
  ['the Friday coming', at('2026-11-27')],
  ['from tomorrow afternoon', from('2026-11-21', '12:00')],
  ["in a fortnight's time, on the Monday", asks(at('2026-11-30'), at('2026-12-07'))],
]);

readByBoth('weeks beside a time', [
  ['Monday week, ten past nine', at('2026-11-30', '09:10')],
  ["next week, ten o'clock", between({ ...days('2026-11-23', '2026-11-29'), time: '10:00' })],
  ['next week three pm', between({ ...days('2026-11-23', '2026-11-29'), time: '15:00' })],
  ['10 to 12 next week', between({ ...days('2026-11-23', '2026-11-29'), time: '10:00', untilTime: '12:00' })],
  ['week 48 2026', days('2026-11-23', '2026-11-29')],
  ['calendar week 12', days('2027-03-22', '2027-03-28')],
  ['two thirty Monday', at('2026-11-23', '14:30')],
  ['quarter past ten Tuesday', at('2026-11-24', '10:15')],
  ['3 Fridays from now', at('2026-12-11')],
]);

readByBoth('bounds and parts of periods', [
  ['before the end of March', until({ untilDate: '2027-03-31' })],
  ['before the end of the week', until({ untilDate: '2026-11-22' })],
  ['up to and including Thursday', until({ untilDate: '2026-11-26' })],
  ['second quarter', days('2027-04-01', '2027-06-30')],
  ['Q1 2027', days('2027-01-01', '2027-03-31')],
  ['end of Q1', days('2027-03-01', '2027-03-31')],
]);

readByBoth('dates as they are written and said', [
  ['Tues-Thurs', days('2026-11-24', '2026-11-26')],
  ['Monday the 14th to Wednesday the 16th', days('2026-12-14', '2026-12-16')],
  ['Monday the 14th before noon', until({ date: '2026-12-14', untilTime: '12:00' })],
  ['the 24th Tuesday at 3', at('2026-11-24', '15:00')],
  ['Tue/Thu', asks(at('2026-11-24'), at('2026-11-26'))],
  ['Tuesday - 12th January - 11:45', at('2027-01-12', '11:45')],
  ['January 3rd two thousand thirty', at('2030-01-03')],
  ['born on the fifth of May nineteen eighty', at('1980-05-05')],
  ['NYE at 6 pm', at('2026-12-31', '18:00')],
  ['Super Bowl Sunday', at('2027-02-14')],
]);

readByBoth('words that are a day only in their place', [
  ['I sat down', none()],
  ['sun cream', none()],
  ['she wed him', none()],
  ['sat or sun', asks(at('2026-11-21'), at('2026-11-22'))],
  ["I'd like wed at 3", at('2026-11-25', '15:00')],
  ['can I speak to June', none()],
  ['June is coming on Thursday at ten', at('2026-11-26', '10:00')],
  ['June please', days('2027-06-01', '2027-06-30')],
]);
