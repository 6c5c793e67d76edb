import { asks, at, between, readAll } from '../../../../support/phrase-table.ts';
import { germanCaller } from './callers.ts';

const evening = { time: '18:00', untilTime: '22:00' };

readAll('German said half an hour before midnight', germanCaller('2026-11-20T23:30:00+01:00'), [
  ['heute', at('2026-11-20')],
  ['morgen', at('2026-11-21')],
  ['übermorgen', at('2026-11-22')],
  ['morgen um neun', at('2026-11-21', '09:00')],
  ['morgen früh um acht', at('2026-11-21', '08:00')],
  ['morgen Abend', between({ date: '2026-11-21', ...evening })],
  ['heute in einer Woche', at('2026-11-27')],
  ['in einer Stunde', at('2026-11-21', '00:30')],
  ['Samstag', at('2026-11-21')],
  ['Montag um zehn', at('2026-11-23', '10:00')],
]);

readAll('German said half an hour after midnight', germanCaller('2026-11-21T00:30:00+01:00'), [
  ['heute', at('2026-11-21')],
  ['gestern', at('2026-11-20')],
  ['heute um zehn', at('2026-11-21', '10:00')],
  ['heute Nachmittag um drei', at('2026-11-21', '15:00')],
  ['heute Abend', between({ date: '2026-11-21', ...evening })],
  ['am Sonntag', at('2026-11-22')],
  ['Samstag', asks(at('2026-11-28'), at('2026-11-21'))],
  ['in einer Stunde', at('2026-11-21', '01:30')],
]);

readAll('German said on a Sunday', germanCaller('2026-11-22T10:00:00+01:00'), [
  ['heute', at('2026-11-22')],
  ['morgen', at('2026-11-23')],
  ['nächste Woche', between({ date: '2026-11-23', untilDate: '2026-11-29' })],
  ['übernächste Woche', between({ date: '2026-11-30', untilDate: '2026-12-06' })],
  ['nächste Woche Dienstag', at('2026-11-24')],
  ['nächste Woche Sonntag', at('2026-11-29')],
  ['übernächste Woche Montag', at('2026-11-30')],
  ['Montag', at('2026-11-23')],
  ['Dienstag in einer Woche', at('2026-12-01')],
  ['Sonntag', asks(at('2026-11-29'), at('2026-11-22'))],
  ['nächsten Sonntag', at('2026-11-29')],
  ['letzte Woche', between({ date: '2026-11-09', untilDate: '2026-11-15' })],
]);

readAll('German said on a Monday', germanCaller('2026-11-23T10:00:00+01:00'), [
  ['gestern', at('2026-11-22')],
  ['diese Woche Mittwoch', at('2026-11-25')],
  ['Freitag dieser Woche', at('2026-11-27')],
  ['diesen Freitag', at('2026-11-27')],
  ['nächste Woche', between({ date: '2026-11-30', untilDate: '2026-12-06' })],
  ['nächste Woche Montag', at('2026-11-30')],
  ['nächste Woche Freitag', at('2026-12-04')],
  ['Montag', asks(at('2026-11-30'), at('2026-11-23'))],
  ['nächsten Montag', at('2026-11-30')],
  ['nächsten Freitag', asks(at('2026-11-27'), at('2026-12-04'))],
  ['übernächste Woche', between({ date: '2026-12-07', untilDate: '2026-12-13' })],
  ['heute in vierzehn Tagen', at('2026-12-07')],
  ['am Wochenende', between({ date: '2026-11-28', untilDate: '2026-11-29' })],
  ['letztes Wochenende', between({ date: '2026-11-21', untilDate: '2026-11-22' })],
  ['Sonntag', at('2026-11-29')],
  ['letzten Freitag', at('2026-11-20')],
]);

const auckland = germanCaller('2026-11-21T09:00:00+13:00', 'Pacific/Auckland');
readAll('German said in Auckland, where it is already Saturday', auckland, [
  ['heute', at('2026-11-21')],
  ['morgen', at('2026-11-22')],
  ['übermorgen um zehn', at('2026-11-23', '10:00')],
  ['Samstag', asks(at('2026-11-28'), at('2026-11-21'))],
  ['heute um drei', at('2026-11-21', '15:00')],
  ['in zwei Stunden', at('2026-11-21', '11:00')],
  ['am 21.11.', at('2026-11-21')],
  ['am 20.11.', at('2027-11-20')],
]);

const losAngeles = germanCaller('2026-11-19T21:00:00-08:00', 'America/Los_Angeles');
readAll('German said in Los Angeles, where it is still Thursday', losAngeles, [
  ['heute', at('2026-11-19')],
  ['morgen', at('2026-11-20')],
  ['Freitag', at('2026-11-20')],
  ['Donnerstag', asks(at('2026-11-26'), at('2026-11-19'))],
  ['morgen um zehn', at('2026-11-20', '10:00')],
  ['in vier Stunden', at('2026-11-20', '01:00')],
  ['19. November', at('2026-11-19')],
  ['nächste Woche', between({ date: '2026-11-23', untilDate: '2026-11-29' })],
]);
