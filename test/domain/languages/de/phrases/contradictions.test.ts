import { asks, at, readAll } from '../../../../support/phrase-table.ts';
import { friday } from './callers.ts';

readAll('German weekdays that contradict their date', friday, [
  ['Montag, den 24. November', asks(at('2026-11-24'), at('2026-11-23'))],
  ['Montag, den 24.11.', asks(at('2026-11-24'), at('2026-11-23'))],
  ['am Montag, dem vierundzwanzigsten Elften', asks(at('2026-11-24'), at('2026-11-23'))],
  ['Mittwoch, den 1. Dezember', asks(at('2026-12-01'), at('2026-12-02'))],
  ['Samstag, den 6. Dezember', asks(at('2026-12-06'), at('2026-12-05'))],
  ['am Sonntag, dem 30. November', asks(at('2026-11-30'), at('2026-11-29'))],
  ['Montag, den 23. Dezember', asks(at('2026-12-23'), at('2026-12-21'))],
  ['Mo 24.11.2026', asks(at('2026-11-24'), at('2026-11-23'))],
  ['der 24. November, das ist ein Mittwoch', asks(at('2026-11-24'), at('2026-11-25'))],
  ['Montag, den 24. November um zehn Uhr', asks(at('2026-11-24', '10:00'), at('2026-11-23', '10:00'))],
  ['um 15 Uhr am Mittwoch, dem 1. Dezember', asks(at('2026-12-01', '15:00'), at('2026-12-02', '15:00'))],
  ['Dienstag, den 25. November um 15 Uhr', asks(at('2026-11-25', '15:00'), at('2026-11-24', '15:00'))],
]);

readAll('German weekdays that contradict a day counted from today', friday, [
  ['morgen, Sonntag', asks(at('2026-11-21'), at('2026-11-22'))],
  ['morgen, am Dienstag', asks(at('2026-11-21'), at('2026-11-24'))],
  ['übermorgen, Montag', asks(at('2026-11-22'), at('2026-11-23'))],
  ['übermorgen am Montag um neun', asks(at('2026-11-22', '09:00'), at('2026-11-23', '09:00'))],
  ['morgen, Sonntag, um elf', asks(at('2026-11-21', '11:00'), at('2026-11-22', '11:00'))],
  ['heute, Donnerstag', asks(at('2026-11-20'))],
  ['morgen, den 22. November', asks(at('2026-11-21'), at('2026-11-22'))],
  ['morgen, den dreiundzwanzigsten', asks(at('2026-11-21'), at('2026-11-23'))],
]);
