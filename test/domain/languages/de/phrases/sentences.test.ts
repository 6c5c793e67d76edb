import { asks, at, between, from, readAll, until } from '../../../../support/phrase-table.ts';
import { friday } from './callers.ts';

readAll('German callers who want a day and a time', friday, [
  ['Ich hätte gern einen Termin am Dienstag um zehn Uhr.', at('2026-11-24', '10:00')],
  ['Haben Sie morgen um halb drei noch was frei?', at('2026-11-21', '14:30')],
  ['nächsten Dienstag um halb drei', at('2026-11-24', '14:30')],
  ['Könnte ich am Montag um Viertel nach neun vorbeikommen?', at('2026-11-23', '09:15')],
  ['Ginge es vielleicht übermorgen so gegen elf?', at('2026-11-22', '11:00')],
  [
    'Ich würde gerne am vierundzwanzigsten November um vierzehn Uhr dreißig kommen',
    at('2026-11-24', '14:30'),
  ],
  ['Wäre am Mittwoch um drei noch etwas frei?', at('2026-11-25', '15:00')],
  ['Um zehn am Dienstag, wenn das geht', at('2026-11-24', '10:00')],
  ['Ja, hallo, ich bräuchte einen Termin für Montag, zehn Uhr', at('2026-11-23', '10:00')],
  ['Dann nehme ich den Donnerstag um 16 Uhr', at('2026-11-26', '16:00')],
  ['Dann machen wir das am Mittwoch um elf', at('2026-11-25', '11:00')],
  ['Donnerstag, 26. November, 16 Uhr', at('2026-11-26', '16:00')],
  ['am 1. Dezember um zehn Uhr dreißig', at('2026-12-01', '10:30')],
  ['am ersten Zwölften um zehn', at('2026-12-01', '10:00')],
  ['am 24.11. um 14:30 Uhr', at('2026-11-24', '14:30')],
  ['am 24.11.2026 um 9 Uhr', at('2026-11-24', '09:00')],
  ['um 14 Uhr am 24. November', at('2026-11-24', '14:00')],
  ['nächste Woche Mittwoch um Viertel vor elf', at('2026-11-25', '10:45')],
  ['Freitag nächster Woche um dreiviertel elf', at('2026-11-27', '10:45')],
  ['übernächsten Montag um neun', at('2026-11-30', '09:00')],
  ['Montag in einer Woche um zehn', at('2026-11-30', '10:00')],
  ['heute in einer Woche um dieselbe Zeit, also um zehn', at('2026-11-27', '10:00')],
  ['in vierzehn Tagen um elf Uhr', at('2026-12-04', '11:00')],
  ['Geht heute noch was so um vier?', at('2026-11-20', '16:00')],
  ['heute um fünf nach halb vier', at('2026-11-20', '15:35')],
  ['Am Freitag um 15 Uhr', asks(at('2026-11-27', '15:00'), at('2026-11-20', '15:00'))],
  ['heute, am Freitag, um 15 Uhr', at('2026-11-20', '15:00')],
  ['am kommenden Samstag um elf', at('2026-11-21', '11:00')],
  ['Ich wollte fragen, ob Sie am Dienstag den 24. um 14 Uhr Zeit haben', at('2026-11-24', '14:00')],
  ['Sagen wir Montag um eins', at('2026-11-23', '13:00')],
  ['Montag zehn Uhr passt mir gut', at('2026-11-23', '10:00')],
  ['Also mir wäre Mittwoch um halb zehn am liebsten', at('2026-11-25', '09:30')],
  ['Mein Mann würde gern am Samstag um zwölf kommen', at('2026-11-21', '12:00')],
  ['Einmal Haare schneiden am Dienstag um elf bitte', at('2026-11-24', '11:00')],
  ['den Termin am Montag um zehn würde ich gern absagen', at('2026-11-23', '10:00')],
]);

readAll('German callers who want a day', friday, [
  ['Ich brauche einen Termin für morgen', at('2026-11-21')],
  ['Haben Sie am Dienstag noch was frei?', at('2026-11-24')],
  ['Was hätten Sie denn am 3. Dezember?', at('2026-12-03')],
  ['Wie sieht es am Mittwoch aus?', at('2026-11-25')],
  ['Wann haben Sie am Donnerstag Zeit?', at('2026-11-26')],
  ['Ich möchte am Montag kommen, wenn es geht', at('2026-11-23')],
  ['Können Sie mir sagen, was nächste Woche Dienstag frei ist?', at('2026-11-24')],
  ['Hätten Sie heute noch einen Termin für mich?', at('2026-11-20')],
  ['Ja genau, der vierte Dezember', at('2026-12-04')],
  ['Irgendwann nächste Woche wäre schön', between({ date: '2026-11-23', untilDate: '2026-11-29' })],
]);

readAll('German callers who want a stretch of a day', friday, [
  ['Am liebsten morgen Vormittag', between({ date: '2026-11-21', time: '09:00', untilTime: '12:00' })],
  ['Haben Sie Dienstagnachmittag etwas?', between({ date: '2026-11-24', time: '12:00', untilTime: '18:00' })],
  ['Ich kann am Mittwoch erst ab 16 Uhr', from('2026-11-25', '16:00')],
  [
    'Am Montag hätte ich zwischen neun und elf Zeit',
    between({ date: '2026-11-23', time: '09:00', untilTime: '11:00' }),
  ],
  ['Dienstag ginge bei mir nur bis elf', until({ date: '2026-11-24', untilTime: '11:00' })],
  ['Ich arbeite bis 16 Uhr, also Dienstag ab halb fünf', from('2026-11-24', '16:30')],
]);

readAll('German callers who want a time', friday, [
  ['Haben Sie auch was um elf?', at('11:00')],
  ['Um halb drei wäre perfekt', at('14:30')],
  ['Dann lieber um Viertel nach zehn', at('10:15')],
  ['Ich nehme den um 14 Uhr', at('14:00')],
  ['den Termin um 15 Uhr 30 bitte', at('15:30')],
  ['zehn Uhr passt', at('10:00')],
  ['ja, elf Uhr ist gut', at('11:00')],
  ['Geht es auch etwas später, so um vier?', at('16:00')],
  ['Geht es auch schon um neun?', at('09:00')],
  ['Mir wäre nach 16 Uhr lieber', from('16:00')],
]);
