import { asks, at, from, readAll, until } from '../../../../support/phrase-table.ts';
import { american, readByBoth } from './callers.ts';
import { span } from './spans.ts';

// Said on Friday, November 20th 2026.
readByBoth('hours that a day beside them makes hours', [
  ['10 to 12 on Monday', span('2026-11-23', '10:00', '12:00')],
  ['the 24th 10 to 12', span('2026-11-24', '10:00', '12:00')],
  ['tomorrow 10 to 3', asks(span('2026-11-21', '10:00', '15:00'), at('2026-11-21', '14:50'))],
  ['tomorrow ten to twelve', at('2026-11-21', '11:50')],
  ['Monday 14-16', span('2026-11-23', '14:00', '16:00')],
  ['Monday from 10pm to 2am', span('2026-11-23', '2026-11-24', '22:00', '02:00')],
  ['11 at the latest on Monday', until({ date: '2026-11-23', untilTime: '11:00' })],
  ['the third at three', at('2026-12-03', '15:00')],
  ['the first one at three', at('15:00')],
]);

readAll('a month and a day after a dash', american, [['Monday 11-23', at('2026-11-23')]]);

readByBoth('pauses that speech recognition writes as full stops', [
  ['At two. Thirty.', at('14:30')],
  ['At three. Fifteen people.', at('15:00')],
  ['Not Monday. On the 24th.', at('2026-11-24')],
  ['Monday. The 23rd.', at('2026-11-23')],
  ['Tuesday. December 1st.', at('2026-12-01')],
]);

readByBoth('edges of a day and what follows a meal or school', [
  ['late Monday', span('2026-11-23', '16:30', '21:00')],
  ['late December 3rd', span('2026-12-03', '16:30', '21:00')],
  ['early on Tuesday', span('2026-11-24', '07:00', '11:30')],
  ['later on Monday', at('2026-11-23')],
  ["I'm running late, Monday at 3", at('2026-11-23', '15:00')],
  ['after school', from('15:00')],
  ['after dinner', from('19:00')],
  ['before dinner', until({ untilTime: '18:00' })],
]);

readByBoth('days and hours counted from now', [
  ['after 3 days', from('2026-11-23')],
  ['after two hours', from('2026-11-20', '12:00')],
  ['upcoming two days', asks(span('2026-11-21', '2026-11-22'), at('2026-11-22'))],
  ['2 upcoming weeks', asks(span('2026-11-23', '2026-12-06'), at('2026-11-30'))],
  ['the upcoming two weeks', span('2026-11-23', '2026-12-06')],
  ['in 2 upcoming weeks', span('2026-11-21', '2026-12-04')],
  ['the first of the year', at('2027-01-01')],
  ['the last of the month', at('2026-11-30')],
]);
