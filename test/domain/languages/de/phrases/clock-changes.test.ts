import { at, readAll } from '../../../../support/phrase-table.ts';
import { germanCaller } from './callers.ts';

readAll('German said two days before the clocks go forward', germanCaller('2026-03-27T10:00:00+01:00'), [
  ['morgen um zehn', at('2026-03-28', '10:00')],
  ['übermorgen um zehn', at('2026-03-29', '10:00')],
  ['Sonntag um elf', at('2026-03-29', '11:00')],
  ['in drei Tagen', at('2026-03-30')],
  ['Montag um neun', at('2026-03-30', '09:00')],
  ['heute in einer Woche', at('2026-04-03')],
]);

readAll('German said late before the clocks go forward', germanCaller('2026-03-28T23:30:00+01:00'), [
  ['heute', at('2026-03-28')],
  ['morgen', at('2026-03-29')],
  ['übermorgen', at('2026-03-30')],
  ['in zwei Tagen', at('2026-03-30')],
  ['morgen in einer Woche', at('2026-04-05')],
  ['Montag um neun', at('2026-03-30', '09:00')],
]);

readAll(
  'German said in the night in which the clocks go forward',
  germanCaller('2026-03-29T00:30:00+01:00'),
  [
    ['heute', at('2026-03-29')],
    ['heute um zehn', at('2026-03-29', '10:00')],
    ['Montag', at('2026-03-30')],
    ['in zwei Stunden', at('2026-03-29', '03:30')],
    ['gestern', at('2026-03-28')],
  ],
);

readAll('German said late before the clocks go back', germanCaller('2026-10-24T23:30:00+02:00'), [
  ['heute', at('2026-10-24')],
  ['morgen', at('2026-10-25')],
  ['morgen um zehn', at('2026-10-25', '10:00')],
  ['übermorgen', at('2026-10-26')],
  ['in zwei Tagen', at('2026-10-26')],
  ['Montag um neun', at('2026-10-26', '09:00')],
]);

readAll(
  'German said on the day on which the clocks have gone back',
  germanCaller('2026-10-25T10:00:00+01:00'),
  [
    ['gestern', at('2026-10-24')],
    ['morgen um zehn', at('2026-10-26', '10:00')],
    ['heute um drei', at('2026-10-25', '15:00')],
    ['heute in einer Woche', at('2026-11-01')],
    ['in zwei Stunden', at('2026-10-25', '12:00')],
  ],
);

readAll(
  'German said late on the day on which the clocks have gone back',
  germanCaller('2026-10-25T23:30:00+01:00'),
  [
    ['heute', at('2026-10-25')],
    ['morgen', at('2026-10-26')],
    ['übermorgen', at('2026-10-27')],
    ['in einer Stunde', at('2026-10-26', '00:30')],
  ],
);
