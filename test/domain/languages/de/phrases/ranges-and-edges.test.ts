import { asks, at, between, from, readAll } from '../../../../support/phrase-table.ts';
import { friday } from './callers.ts';

const days = (date: string, untilDate: string) => between({ date, untilDate });
const hours = (time: string, untilTime: string) => between({ time, untilTime });

// Said on Friday, November 20th 2026, at ten.
readAll('German ranges written close together', friday, [
  ['7.12.-11.12.', days('2026-12-07', '2026-12-11')],
  ['7.12.2026-11.12.2026', days('2026-12-07', '2026-12-11')],
  ['2026-12-07-2026-12-11', days('2026-12-07', '2026-12-11')],
  ['9.15-10.45', hours('09:15', '10:45')],
  ['9:15-10:45', hours('09:15', '10:45')],
  ['am Dienstag 9.00-10.30 Uhr', between({ date: '2026-11-24', time: '09:00', untilTime: '10:30' })],
  ['am 28./29.12.', days('2026-12-28', '2026-12-29')],
  ['28.12./29.12.', days('2026-12-28', '2026-12-29')],
  ['3./4. Dezember', days('2026-12-03', '2026-12-04')],
  ['7. bis 9.12.', days('2026-12-07', '2026-12-09')],
  ['September bis Oktober 2028', days('2028-09-01', '2028-10-31')],
  ['November bis Januar 2029', days('2028-11-01', '2029-01-31')],
  ['4. April bis 8. April 2028', days('2028-04-04', '2028-04-08')],
  ['28.12. bis 3.1.2028', days('2027-12-28', '2028-01-03')],
  ['09/2027', days('2027-09-01', '2027-09-30')],
  ['03.2028', days('2028-03-01', '2028-03-31')],
]);

readAll('German stretches at the edge of a longer one', friday, [
  ['die ersten vier Tage im Februar', days('2027-02-01', '2027-02-04')],
  ['die letzten beiden Wochen im Januar', days('2027-01-18', '2027-01-31')],
  ['in den letzten drei Tagen des Jahres', days('2026-12-29', '2026-12-31')],
  ['die ersten zwei Werktage im Januar', days('2027-01-04', '2027-01-05')],
  ['am ersten Werktag im Januar', at('2027-01-04')],
  ['letzter Maitag', at('2027-05-31')],
  ['am zweiten Dienstag des Monats April', at('2027-04-13')],
  ['Ende des Monats Mai', days('2027-05-21', '2027-05-31')],
  ['den Rest der Woche', days('2026-11-20', '2026-11-22')],
  ['für den Rest des Monats', days('2026-11-20', '2026-11-30')],
]);

readAll('German days that are over', friday, [
  ['seit Mittwoch', from('2026-11-18')],
  ['seit dem 12.', from('2026-11-12')],
  ['seit Montag, dem 9.', from('2026-11-09')],
  ['seit dem 4. Oktober', from('2026-10-04')],
  ['seit Juni', from('2026-06-01')],
  ['seit Pfingsten', from('2026-05-24')],
  ['seit gestern', from('2026-11-19')],
  ['Seit Dienstag tut es weh, haben Sie morgen um elf was frei', at('2026-11-21', '11:00')],
  ['der Brief vom 2.10.2026', at('2026-10-02')],
  ['voriges Wochenende', days('2026-11-14', '2026-11-15')],
  ['vergangenes Jahr', days('2025-01-01', '2025-12-31')],
  ['voriger Monat', days('2026-10-01', '2026-10-31')],
  ['am vorigen Dienstag', at('2026-11-17')],
  ['4. März 79', at('1979-03-04')],
  ['4.3.79', at('1979-03-04')],
  ['vor drei Stunden', at('2026-11-20', '07:00')],
  ['vor einer halben Stunde', at('2026-11-20', '09:30')],
  ['Vor zwei Stunden rief ich an, ginge Montag um neun', at('2026-11-23', '09:00')],
]);

readAll('German days beside today', friday, [
  ['am morgigen Tag um zwölf', at('2026-11-21', '12:00')],
  ['am morgigen Samstag', at('2026-11-21')],
  ['am morgigen Sonntag', asks(at('2026-11-21'), at('2026-11-22'))],
  ['am heutigen Nachmittag', between({ date: '2026-11-20', time: '12:00', untilTime: '18:00' })],
  ['am gestrigen Tag', at('2026-11-19')],
  ['am Schalttag', at('2028-02-29')],
  ['Donnerstag, der 13.', asks(at('2027-05-13'), at('2026-12-13'), at('2026-11-26'))],
]);
