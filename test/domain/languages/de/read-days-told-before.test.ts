import { asks, at, between, from, none, readAll, until } from '../../../support/phrase-table.ts';
import { friday } from './phrases/callers.ts';

const days = (date: string, untilDate: string) => between({ date, untilDate });

// Said on Friday, November 20th 2026.
readAll('German days told from the one named before', friday, [
  ['Montag geht nicht, aber am Tag danach um neun', at('2026-11-24', '09:00')],
  ['am 10. Dezember fliege ich, am Tag vorher um elf', at('2026-12-09', '11:00')],
  ['am 12.12. heiraten wir, einen Tag früher um zehn wäre gut', at('2026-12-11', '10:00')],
  ['am 2. Dezember nicht, einen Tag später', at('2026-12-03')],
  ['Heiligabend ist zu, dann am Vortag um elf', at('2026-12-23', '11:00')],
  ['am Samstag oder am Montag drauf', asks(at('2026-11-21'), at('2026-11-23'))],
  ['am zweiten Advent bin ich weg, am Dienstag danach um elf', at('2026-12-08', '11:00')],
  ['nicht nächste Woche, die Woche danach am Donnerstag', at('2026-12-03')],
  ['den Mittwoch nicht, sondern den danach', at('2026-12-02')],
  ['die Woche drauf', days('2026-11-30', '2026-12-06')],
  ['zwei Wochen später', at('2026-12-04')],
  ['am Tag davor', none()],
  ['am Tag nach meinem Geburtstag am 12. Dezember', at('2026-12-13')],
  ['am vierten Advent geht nicht, lieber am dritten', at('2026-12-13')],
  ['nicht diesen Dienstag, nächsten', at('2026-11-24')],
]);

readAll('German days beside a feast', friday, [
  ['nach Neujahr am Montag', at('2027-01-04')],
  ['nach Weihnachten gleich am Dienstag', at('2026-12-29')],
  ['in der Woche vor Ostern', days('2027-03-22', '2027-03-28')],
  ['in der Woche nach Ostern', days('2027-03-29', '2027-04-04')],
  ['am Brückentag nach Himmelfahrt', at('2027-05-07')],
]);

readAll('German days in the month that was named', friday, [
  ['am 3. Januar nicht, am fünften um zehn', at('2027-01-05', '10:00')],
  ['am ersten Februar oder am vierten', asks(at('2027-02-01'), at('2027-02-04'))],
  ['am 28. Dezember, nein, am dritten', at('2027-01-03')],
  ['an Weihnachten nicht, aber am 28.', at('2026-12-28')],
  ['im Januar, am liebsten am zwölften', at('2027-01-12')],
  ['nächsten Monat am achten, egal wann', at('2026-12-08')],
  ['nächste Woche, wenn möglich am Donnerstag', at('2026-11-26')],
  ['nächstes Jahr gleich am fünften', at('2027-01-05')],
  ['im neuen Jahr am elften um neun', at('2027-01-11', '09:00')],
]);

readAll('German ordinals before words that nothing is counted of', friday, [
  ['am fünften hätte ich Zeit', at('2026-12-05')],
  ['wie sieht es am achten bei Ihnen aus', at('2026-12-08')],
  ['ab dem Ersten bin ich wieder im Lande', from('2026-12-01')],
  ['vom 23. bis 26. bin ich da', days('2026-11-23', '2026-11-26')],
  ['vom fünften bis zum achten bin ich zu Hause', days('2026-12-05', '2026-12-08')],
  ['am dritten Termin', none()],
  ['ab der zweiten Sitzung', none()],
  ['bis zum fünften Stock', none()],
  ['am dritten Arzttermin', none()],
  ['nach dem zweiten Mal', none()],
]);

readAll('German days counted from another than today', friday, [
  ['heute vor einer Woche', at('2026-11-13')],
  ['gestern vor zwei Wochen', at('2026-11-05')],
  ['überübermorgen', at('2026-11-23')],
  ['in nem halben Jahr', at('2027-05-20')],
  ['heute in einem Monat um dieselbe Zeit', at('2026-12-20', '10:00')],
  ['nächste Woche zur gleichen Zeit', at('2026-11-27', '10:00')],
  ['mindestens zwei Wochen', from('2026-12-04')],
  ['in zweieinhalb Wochen', at('2026-12-07')],
  ['am zweiten Dienstag', asks(at('2026-12-08'), at('2026-12-01'))],
  ['ab morgen Mittag', from('2026-11-21', '12:00')],
]);

readAll('German bounds and parts of periods', friday, [
  ['vor Ende März', until({ untilDate: '2027-03-31' })],
  ['bis einschließlich Donnerstag', until({ untilDate: '2026-11-26' })],
  ['nächste Woche 10 Uhr', between({ ...days('2026-11-23', '2026-11-29'), time: '10:00' })],
  ['Q2 2027', days('2027-04-01', '2027-06-30')],
  ['im dritten Quartal', days('2027-07-01', '2027-09-30')],
  ['Ende des ersten Quartals', days('2027-03-01', '2027-03-31')],
  ['im ersten Halbjahr 2027', days('2027-01-01', '2027-06-30')],
]);

readAll('German dates as they are written and said', friday, [
  ['am 24.11.,10:00', at('2026-11-24', '10:00')],
  ['Dienstag,10:00 Uhr', at('2026-11-24', '10:00')],
  ['den 1ten 12ten', at('2026-12-01')],
  ['am zweiten Februar zweitausend und siebenundzwanzig', at('2027-02-02')],
  ['am 3. Mai zwei tausend siebenundzwanzig um zehn', at('2027-05-03', '10:00')],
  ['geboren am fünften Mai neunzehnhundert achtzig', at('1980-05-05')],
  ['Montagnachmittag den 7.', between({ date: '2026-12-07', time: '12:00', untilTime: '18:00' })],
  ['Di/Do', asks(at('2026-11-24'), at('2026-11-26'))],
  ['Mo-Mi', days('2026-11-23', '2026-11-25')],
  ['eine Anfrage für den 28. Dezember', at('2026-12-28')],
]);
