import { asks, at, between, from, readAll, until } from '../../../../support/phrase-table.ts';
import { friday } from './callers.ts';

const morning = { time: '06:00', untilTime: '12:00' };
const forenoon = { time: '09:00', untilTime: '12:00' };
const midday = { time: '12:00', untilTime: '14:00' };
const afternoon = { time: '12:00', untilTime: '18:00' };
const evening = { time: '18:00', untilTime: '22:00' };

readAll('German parts of the day', friday, [
  ['vormittags', between(forenoon)],
  ['am Vormittag', between(forenoon)],
  ['nachmittags', between(afternoon)],
  ['am Nachmittag', between(afternoon)],
  ['lieber nachmittags', between(afternoon)],
  ['irgendwann am Nachmittag', between(afternoon)],
  ['abends', between(evening)],
  ['am Abend', between(evening)],
  ['morgens', between(morning)],
  ['am Morgen', between(morning)],
  ['in der Früh', between(morning)],
  ['über Mittag', between(midday)],
  ['in der Mittagszeit', between(midday)],
  ['um die Mittagszeit', between(midday)],
  ['in der Mittagspause', between(midday)],
  ['nach Feierabend', from('17:00')],
  ['nach der Arbeit', from('17:00')],
  ['vor dem Mittagessen', until({ untilTime: '12:00' })],
]);

readAll('German parts of a day', friday, [
  ['heute Nachmittag', between({ date: '2026-11-20', ...afternoon })],
  ['heute Abend', between({ date: '2026-11-20', ...evening })],
  ['heute Vormittag', between({ date: '2026-11-20', ...forenoon })],
  ['heute Morgen', between({ date: '2026-11-20', ...morning })],
  ['morgen früh', between({ date: '2026-11-21', ...morning })],
  ['gleich morgen früh', between({ date: '2026-11-21', ...morning })],
  ['morgen Vormittag', between({ date: '2026-11-21', ...forenoon })],
  ['morgen früh als Erstes', between({ date: '2026-11-21', time: '07:00', untilTime: '09:00' })],
  ['morgen Nachmittag', between({ date: '2026-11-21', ...afternoon })],
  ['morgen Abend', between({ date: '2026-11-21', ...evening })],
  ['morgen am Abend', between({ date: '2026-11-21', ...evening })],
  ['übermorgen vormittags', between({ date: '2026-11-22', ...forenoon })],
  ['übermorgen früh', between({ date: '2026-11-22', ...morning })],
  ['Montagvormittag', between({ date: '2026-11-23', ...forenoon })],
  ['am Montagmorgen', between({ date: '2026-11-23', ...morning })],
  ['Montag in der Früh', between({ date: '2026-11-23', ...morning })],
  ['Montag früh', between({ date: '2026-11-23', ...morning })],
  ['am Dienstagnachmittag', between({ date: '2026-11-24', ...afternoon })],
  ['Dienstag am Nachmittag', between({ date: '2026-11-24', ...afternoon })],
  ['Dienstag Morgen', between({ date: '2026-11-24', ...morning })],
  ['Mittwochabend', between({ date: '2026-11-25', ...evening })],
  ['am Mittwoch abends', between({ date: '2026-11-25', ...evening })],
  ['Donnerstag über Mittag', between({ date: '2026-11-26', ...midday })],
  ['am Samstagvormittag', between({ date: '2026-11-21', ...forenoon })],
  ['nächsten Dienstagnachmittag', between({ date: '2026-11-24', ...afternoon })],
  ['nächste Woche Mittwochvormittag', between({ date: '2026-11-25', ...forenoon })],
  ['am Nachmittag des 24. November', between({ date: '2026-11-24', ...afternoon })],
  ['am 24.11. nachmittags', between({ date: '2026-11-24', ...afternoon })],
  ['am Vormittag des 1. Dezember', between({ date: '2026-12-01', ...forenoon })],
  ['nachmittags am Donnerstag', between({ date: '2026-11-26', ...afternoon })],
  [
    'Freitagnachmittag',
    asks(between({ date: '2026-11-27', ...afternoon }), between({ date: '2026-11-20', ...afternoon })),
  ],
  ['Dienstag nach Feierabend', from('2026-11-24', '17:00')],
]);

readAll('German parts of a day that say which half an hour is in', friday, [
  ['heute Nachmittag um drei', at('2026-11-20', '15:00')],
  ['heute Abend um sieben', at('2026-11-20', '19:00')],
  ['heute Abend um halb acht', at('2026-11-20', '19:30')],
  ['heute Abend gegen acht', at('2026-11-20', '20:00')],
  ['morgen früh um acht', at('2026-11-21', '08:00')],
  ['morgen früh um sieben', at('2026-11-21', '07:00')],
  ['morgen früh halb neun', at('2026-11-21', '08:30')],
  ['morgen Vormittag um zehn', at('2026-11-21', '10:00')],
  ['morgen Mittag um zwölf', at('2026-11-21', '12:00')],
  ['morgen Mittag um eins', at('2026-11-21', '13:00')],
  ['morgen Nachmittag um halb drei', at('2026-11-21', '14:30')],
  ['morgen Abend um sieben', at('2026-11-21', '19:00')],
  ['Dienstagabend um sieben', at('2026-11-24', '19:00')],
  ['Mittwochvormittag gegen elf', at('2026-11-25', '11:00')],
  ['am Montagmorgen um acht', at('2026-11-23', '08:00')],
  ['um acht am Montagmorgen', at('2026-11-23', '08:00')],
  ['Donnerstag früh um Viertel nach acht', at('2026-11-26', '08:15')],
]);

readAll('German days at any hour', friday, [
  ['am Dienstag, Uhrzeit egal', at('2026-11-24')],
  ['Dienstag, egal wann', at('2026-11-24')],
  ['morgen, den ganzen Tag über', at('2026-11-21')],
  ['Mittwoch ganztags', at('2026-11-25')],
]);
