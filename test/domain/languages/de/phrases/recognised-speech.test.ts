import { asks, at, between, from, readAll } from '../../../../support/phrase-table.ts';
import { friday } from './callers.ts';

readAll('German as a recogniser writes it, without points and capitals', friday, [
  ['ich hätte gern einen termin am dienstag um zehn uhr dreißig', at('2026-11-24', '10:30')],
  ['am dienstag den vierundzwanzigsten november um vierzehn uhr dreissig', at('2026-11-24', '14:30')],
  ['dienstag morgen', between({ date: '2026-11-24', time: '06:00', untilTime: '12:00' })],
  ['am ersten dezember um zehn', at('2026-12-01', '10:00')],
  ['am ersten zwölften um zehn uhr', at('2026-12-01', '10:00')],
  ['hallo guten tag haben sie morgen um elf was frei', at('2026-11-21', '11:00')],
  ['guten morgen ich hätte gern einen termin am montag um neun uhr', at('2026-11-23', '09:00')],
  [
    'guten abend haben sie am mittwoch vormittag noch was frei',
    between({ date: '2026-11-25', time: '09:00', untilTime: '12:00' }),
  ],
  ['AM MONTAG UM 10 UHR', at('2026-11-23', '10:00')],
  ['Morgen Um Halb Drei', at('2026-11-21', '14:30')],
]);

readAll('German with umlauts written out or lost', friday, [
  ['uebermorgen um zehn uhr', at('2026-11-22', '10:00')],
  ['ubermorgen', at('2026-11-22')],
  ['naechsten montag', at('2026-11-23')],
  ['nachsten montag', at('2026-11-23')],
  ['naechste woche dienstag', at('2026-11-24')],
  ['nachste Woche Dienstag', at('2026-11-24')],
  ['uebernaechste woche mittwoch', at('2026-12-02')],
  ['um fuenf uhr nachmittags', at('17:00')],
  ['um funf Uhr nachmittags', at('17:00')],
  ['um zwoelf', at('12:00')],
  ['um zwolf Uhr', at('12:00')],
  ['am fuenften maerz', at('2027-03-05')],
  ['am funften Marz', at('2027-03-05')],
  ['vierzehn uhr dreissig', at('14:30')],
  ['fruehestens um elf', from('11:00')],
]);

readAll('German with words joined and split', friday, [
  ['über morgen um zehn', at('2026-11-22', '10:00')],
  ['am vier und zwanzigsten November', at('2026-11-24')],
  ['am ein und dreißigsten dezember', at('2026-12-31')],
  ['dienstag nach mittag um drei', at('2026-11-24', '15:00')],
  ['drei uhr nach mittags', at('15:00')],
  ['montag vor mittag um zehn', at('2026-11-23', '10:00')],
  ['Dienstag Nachmittag um drei', at('2026-11-24', '15:00')],
  ['vierzehnuhrdreißig', at('14:30')],
  ['zehnuhr', at('10:00')],
  ['um 14uhr', at('14:00')],
  ['14uhr30', at('14:30')],
  ['zehn Uhr fünf und vierzig', at('10:45')],
  ['am Dienstag Abend um sieben', at('2026-11-24', '19:00')],
]);

readAll('German with figures and words mixed', friday, [
  ['am 24 november um 14 uhr', at('2026-11-24', '14:00')],
  ['am 1 12 um 10 uhr', at('2026-12-01', '10:00')],
  ['am 24 11', at('2026-11-24')],
  ['am 24ten November', at('2026-11-24')],
  ['am 24sten', at('2026-11-24')],
  ['am 3ten Dezember', at('2026-12-03')],
  ['montag 10 uhr 30', at('2026-11-23', '10:30')],
  ['halb 11', at('10:30')],
  ['viertel nach 10', at('10:15')],
  ['viertel vor 3', at('14:45')],
  ['3 viertel 11', at('10:45')],
  ['5 vor halb 11', at('10:25')],
  ['zehn uhr 30', at('10:30')],
  ['in 2 wochen', at('2026-12-04')],
  ['um 10 oder 11 uhr', asks(at('10:00'), at('11:00'))],
  ['15h', at('15:00')],
  ['Di 24.11. 14h30', at('2026-11-24', '14:30')],
  ['Mo. 23.11. 10:00 Uhr', at('2026-11-23', '10:00')],
  ['2026-11-24 14:30', at('2026-11-24', '14:30')],
  ['2026-11-24T14:30', at('2026-11-24', '14:30')],
]);

readAll('German with fillers and haltings', friday, [
  ['ähm am äh montag so um zehn', at('2026-11-23', '10:00')],
  ['ja also hm dienstag vielleicht so gegen elf oder so', at('2026-11-24', '11:00')],
  ['am am Montag um um zehn', at('2026-11-23', '10:00')],
  ['Moment, ich schaue mal, äh, Mittwoch um neun', at('2026-11-25', '09:00')],
  ['naja sagen wir mal halt eben Donnerstag um vier', at('2026-11-26', '16:00')],
  ['hmm tja morgen denke ich', at('2026-11-21')],
  ['um zehn, ja, um zehn am Montag', at('2026-11-23', '10:00')],
  ['Montag, ja Montag', at('2026-11-23')],
  ['heut Nachmittag um drei', at('2026-11-20', '15:00')],
  ["am Montag um zehn, wenn's geht", at('2026-11-23', '10:00')],
  ["gibt's am Dienstag was um elf", at('2026-11-24', '11:00')],
]);
