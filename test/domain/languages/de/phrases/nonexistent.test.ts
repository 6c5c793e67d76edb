import { at, none, readAll } from '../../../../support/phrase-table.ts';
import { friday } from './callers.ts';

const noDay = none('no_such_day');
const noTime = none('no_such_time');

readAll('German days that no calendar has', friday, [
  ['31. November', noDay],
  ['am einunddreißigsten November', noDay],
  ['am 31.11.', noDay],
  ['30. Februar', noDay],
  ['am dreißigsten Februar', noDay],
  ['am dreißigsten Zweiten', noDay],
  ['31.4.', noDay],
  ['am 31. Juni', noDay],
  ['31. September 2027', noDay],
  ['29. Februar 2027', noDay],
  ['29.2.2027', noDay],
  ['32. Dezember', noDay],
  ['am zweiunddreißigsten', noDay],
  ['am 35.12.', noDay],
  ['am 15.13.', noDay],
  ['am 31. November um 14 Uhr', noDay],
  ['am dreißigsten Februar um zehn', noDay],
  ['2026-02-30', noDay],
]);

readAll('German days that only some years have', friday, [
  ['29. Februar', at('2028-02-29')],
  ['29. Februar 2028', at('2028-02-29')],
  ['am neunundzwanzigsten Zweiten', at('2028-02-29')],
]);

readAll('German times that no clock shows', friday, [
  ['25 Uhr', noTime],
  ['um 26 Uhr', noTime],
  ['um fünfundzwanzig Uhr', noTime],
  ['14 Uhr 75', noTime],
  ['vierzehn Uhr fünfundsiebzig', noTime],
  ['12:60', noTime],
  ['25:30 Uhr', noTime],
  ['morgen um 25 Uhr', noTime],
  ['am Dienstag um 30 Uhr', noTime],
]);
