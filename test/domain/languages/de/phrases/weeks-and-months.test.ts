import { asks, at, between, readAll } from '../../../../support/phrase-table.ts';
import { friday } from './callers.ts';

const days = (date: string, untilDate: string) => between({ date, untilDate });

readAll('German weeks and weekends', friday, [
  ['nächste Woche', days('2026-11-23', '2026-11-29')],
  ['in der nächsten Woche', days('2026-11-23', '2026-11-29')],
  ['kommende Woche', days('2026-11-23', '2026-11-29')],
  ['irgendwann nächste Woche', days('2026-11-23', '2026-11-29')],
  ['nächste Woche irgendwann', days('2026-11-23', '2026-11-29')],
  ['im Laufe der nächsten Woche', days('2026-11-23', '2026-11-29')],
  ['übernächste Woche', days('2026-11-30', '2026-12-06')],
  ['in der übernächsten Woche', days('2026-11-30', '2026-12-06')],
  ['letzte Woche', days('2026-11-09', '2026-11-15')],
  ['KW 49', days('2026-11-30', '2026-12-06')],
  ['in der Kalenderwoche 50', days('2026-12-07', '2026-12-13')],
  ['die Woche vom 7. Dezember', days('2026-12-07', '2026-12-13')],
  ['in der Woche ab dem 7. Dezember', days('2026-12-07', '2026-12-13')],
  ['am Wochenende', days('2026-11-21', '2026-11-22')],
  ['dieses Wochenende', days('2026-11-21', '2026-11-22')],
  ['am kommenden Wochenende', days('2026-11-21', '2026-11-22')],
  ['jetzt am Wochenende', days('2026-11-21', '2026-11-22')],
  ['nächstes Wochenende', asks(days('2026-11-21', '2026-11-22'), days('2026-11-28', '2026-11-29'))],
  ['am Wochenende in einer Woche', days('2026-11-28', '2026-11-29')],
  ['nächste Woche am Wochenende', days('2026-11-28', '2026-11-29')],
  ['letztes Wochenende', days('2026-11-14', '2026-11-15')],
  ['am ersten Wochenende im Dezember', days('2026-12-05', '2026-12-06')],
  ['am letzten Wochenende im November', days('2026-11-28', '2026-11-29')],
]);

readAll('German months and years', friday, [
  ['nächsten Monat', days('2026-12-01', '2026-12-31')],
  ['im nächsten Monat', days('2026-12-01', '2026-12-31')],
  ['kommenden Monat', days('2026-12-01', '2026-12-31')],
  ['übernächsten Monat', days('2027-01-01', '2027-01-31')],
  ['im Dezember', days('2026-12-01', '2026-12-31')],
  ['irgendwann im Dezember', days('2026-12-01', '2026-12-31')],
  ['im Januar', days('2027-01-01', '2027-01-31')],
  ['im Februar', days('2027-02-01', '2027-02-28')],
  ['im März', days('2027-03-01', '2027-03-31')],
  ['im Mai', days('2027-05-01', '2027-05-31')],
  ['im August', days('2027-08-01', '2027-08-31')],
  ['im Oktober', days('2027-10-01', '2027-10-31')],
  ['im Dezember dieses Jahres', days('2026-12-01', '2026-12-31')],
  ['im März nächsten Jahres', days('2027-03-01', '2027-03-31')],
  ['nächstes Jahr im April', days('2027-04-01', '2027-04-30')],
  ['im Februar 2028', days('2028-02-01', '2028-02-29')],
  ['in der ersten Dezemberhälfte', days('2026-12-01', '2026-12-15')],
  ['in der zweiten Dezemberhälfte', days('2026-12-16', '2026-12-31')],
  ['nächstes Jahr', days('2027-01-01', '2027-12-31')],
  ['am Ersten nächsten Monats', at('2026-12-01')],
  ['am letzten Tag des Monats', at('2026-11-30')],
]);
