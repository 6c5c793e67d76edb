import { asks, at, none } from '../../../../support/phrase-table.ts';
import { readByBoth } from './callers.ts';
import { span } from './spans.ts';

// Said on Friday, November 20th 2026.
readByBoth('hours without a word beside a day', [
  ['eleven tomorrow', at('2026-11-21', '11:00')],
  ['eleven, tomorrow', at('2026-11-21', '11:00')],
  ['Wednesday nine', at('2026-11-25', '09:00')],
  ['Wednesday, nine would be lovely', at('2026-11-25', '09:00')],
  ['Wednesday maybe nine', at('2026-11-25', '09:00')],
  ['four on Thursday', at('2026-11-26', '16:00')],
  ['at four Thursday', at('2026-11-26', '16:00')],
  ['the 30th, eleven', at('2026-11-30', '11:00')],
  ['9 Wednesday morning', at('2026-11-25', '09:00')],
  ['seven tomorrow evening', at('2026-11-21', '19:00')],
  ['one tomorrow afternoon', at('2026-11-21', '13:00')],
  ['6 this evening', at('2026-11-20', '18:00')],
  ['two forty five Thursday', at('2026-11-26', '14:45')],
  ['quarter past nine Tuesday', at('2026-11-24', '09:15')],
  ['four thirty, no, three thirty, Monday', at('2026-11-23', '15:30')],
  ['later on today, maybe four', at('2026-11-20', '16:00')],
  ['eleven or twelve tomorrow', asks(at('2026-11-21', '11:00'), at('2026-11-21', '12:00'))],
  ['Wednesday at nine, no sorry ten', at('2026-11-25', '10:00')],
  ['Thursday, ten and ten thirty', asks(at('2026-11-26', '10:00'), at('2026-11-26', '10:30'))],
  ['we open at nine so ten', at('10:00')],
  ['eleven so eleven fifteen', at('11:15')],
  ['how about four', at('16:00')],
  ['put me down for eleven on Monday', at('2026-11-23', '11:00')],
]);

readByBoth('numbers beside a day that are no hours', [
  ['a table for three on Saturday', at('2026-11-21')],
  ['we are eight on Saturday', at('2026-11-21')],
  ['three massages tomorrow', at('2026-11-21')],
  ['tomorrow three massages', at('2026-11-21')],
  ['my son is nine, Tuesday works', at('2026-11-24')],
  ['flight nine Tuesday', at('2026-11-24')],
  ['the Monday one', at('2026-11-23')],
  ['three evenings next week', span('2026-11-23', '2026-11-29')],
]);

readByBoth('numbers and goodbyes that are no wish', [
  ['half a dozen', none()],
  ['five nights', none()],
  ['a 4 by 6 print', none()],
  ['20 to 30 dollars', none()],
  ['from one to ten it is a six', none()],
  ['bye, see you on Monday', none()],
  ['my card ends in 16 45', none()],
]);

readByBoth('hours as they are spoken and heard', [
  ['sixteen hundred', at('16:00')],
  ['thirteen hundred on Tuesday', at('2026-11-24', '13:00')],
  ['tomorrow at for thirty', at('2026-11-21', '16:30')],
  ['to morrow nite at 7', at('2026-11-21', '19:00')],
  ['this arvo at three', at('2026-11-20', '15:00')],
  ['Monday crack of dawn like seven', at('2026-11-23', '07:00')],
  ['Wenesday afternon at three', at('2026-11-25', '15:00')],
  ['tonight at six, is that too late', at('2026-11-20', '18:00')],
]);
