import { asks, at, between, from, none, readAll, until } from '../../../../support/phrase-table.ts';
import { friday } from './callers.ts';

readAll('refused with "kein", taken back, and near a feast', friday, [
  ['kein Dienstag', none()],
  ['bitte keinen Montag', none()],
  ['kein Montag, lieber Dienstag', at('2026-11-24')],
  ['Mittwoch. Oder warten Sie, da kann ich nicht', none()],
  ['nicht elf sondern zwölf', at('12:00')],
  ['weder Dienstag noch Mittwoch', none()],
  ['alles außer drei', none()],
  ['nicht vor Dezember', from('2026-12-01')],
  ['kurz vor Weihnachten', between({ date: '2026-12-20', untilDate: '2026-12-24' })],
  ['am liebsten Dienstag, sonst Mittwoch', asks(at('2026-11-24'), at('2026-11-25'))],
  ['Dienstag vor einer Woche', at('2026-11-10')],
  ['nicht nach Mittwoch', until({ untilDate: '2026-11-25' })],
]);
