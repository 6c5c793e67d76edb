import { from, readAll, until } from '../../../../support/phrase-table.ts';
import { american, british, readByBoth } from './callers.ts';
import { before, span } from './spans.ts';

// Said on Friday, November 20th 2026.
readByBoth('bounds of the time', [
  ['after 3 pm', from('15:00')],
  ['after three', from('15:00')],
  ['any time after four', from('16:00')],
  ['from 3 pm onwards', from('15:00')],
  ['from eight in the morning', from('08:00')],
  ['not before 2 pm', from('14:00')],
  ['no earlier than two', from('14:00')],
  ['at three at the earliest', from('15:00')],
  ['4 pm or later', from('16:00')],
  ['before 11', before('11:00')],
  ['by 5 pm', before('17:00')],
  ['until 6 pm', before('18:00')],
  ['no later than four', before('16:00')],
  ['11 at the latest', before('11:00')],
  ['after three tomorrow', from('2026-11-21', '15:00')],
  ['tomorrow after 5', from('2026-11-21', '17:00')],
  ['any time after 4 on Wednesday', from('2026-11-25', '16:00')],
  ['Wednesday 3 pm or later', from('2026-11-25', '15:00')],
  ['Monday not before ten', from('2026-11-23', '10:00')],
  ['Tuesday from half past two', from('2026-11-24', '14:30')],
  ['on December 3rd from 2 pm', from('2026-12-03', '14:00')],
  ['tomorrow before eleven', before('2026-11-21', '11:00')],
  ['before 11 tomorrow', before('2026-11-21', '11:00')],
  ['by five on Tuesday', before('2026-11-24', '17:00')],
  ['no later than 4 pm on Monday', before('2026-11-23', '16:00')],
  ['Tuesday at ten at the latest', before('2026-11-24', '10:00')],
]);

readByBoth('ranges of times', [
  ['between 2 and 4 pm', span('14:00', '16:00')],
  ['between two and four', span('14:00', '16:00')],
  ['from one until three', span('13:00', '15:00')],
  ['from 9 to 11', span('09:00', '11:00')],
  ['between half past two and four', span('14:30', '16:00')],
  ['between two and four tomorrow', span('2026-11-21', '14:00', '16:00')],
  ['tomorrow 10 to 12', span('2026-11-21', '10:00', '12:00')],
  ['tomorrow between 11 and 1', span('2026-11-21', '11:00', '13:00')],
  ['Monday 2-4 pm', span('2026-11-23', '14:00', '16:00')],
  ['from 9 to 11 on Monday', span('2026-11-23', '09:00', '11:00')],
  ['between 9 am and noon on Tuesday', span('2026-11-24', '09:00', '12:00')],
  ['on December 3rd between 3 and 5', span('2026-12-03', '15:00', '17:00')],
  ['Wednesday after 2 but before 5', span('2026-11-25', '14:00', '17:00')],
  ['Thursday, anywhere from ten to noon', span('2026-11-26', '10:00', '12:00')],
]);

readByBoth('bounds of the day', [
  ['from Monday', from('2026-11-23')],
  ['from Monday on', from('2026-11-23')],
  ['from next Wednesday onwards', from('2026-11-25')],
  ['starting Monday', from('2026-11-23')],
  ['not before Tuesday', from('2026-11-24')],
  ['Tuesday at the earliest', from('2026-11-24')],
  ['from December 1st', from('2026-12-01')],
  ['from the first of December onwards', from('2026-12-01')],
  ['any day from the 30th', from('2026-11-30')],
  ['by next Thursday', until({ untilDate: '2026-11-26' })],
  ['by Wednesday at the latest', until({ untilDate: '2026-11-25' })],
  ['no later than December 4th', until({ untilDate: '2026-12-04' })],
  ['until the 30th', until({ untilDate: '2026-11-30' })],
]);

readByBoth('ranges of days', [
  ['Monday to Wednesday', span('2026-11-23', '2026-11-25')],
  ['between Tuesday and Thursday', span('2026-11-24', '2026-11-26')],
  ['from Monday until Thursday', span('2026-11-23', '2026-11-26')],
  ['Monday through Wednesday', span('2026-11-23', '2026-11-25')],
  ['from the 7th to the 11th of December', span('2026-12-07', '2026-12-11')],
  ['between December 7th and December 11th', span('2026-12-07', '2026-12-11')],
  ['December 7th to 11th', span('2026-12-07', '2026-12-11')],
  ['between the 1st and the 4th', span('2026-12-01', '2026-12-04')],
  ['between November 30th and December 4th', span('2026-11-30', '2026-12-04')],
  ['between Monday and Wednesday in the afternoon', span('2026-11-23', '2026-11-25', '12:00', '18:00')],
]);

readAll('ranges in digits, month first', american, [
  ['12/7 to 12/11', span('2026-12-07', '2026-12-11')],
  ['after 3 on 12/3', from('2026-12-03', '15:00')],
]);

readAll('ranges in digits, day first', british, [
  ['7/12 to 11/12', span('2026-12-07', '2026-12-11')],
  ['after 3 on 3/12', from('2026-12-03', '15:00')],
]);
