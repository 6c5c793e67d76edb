import { asks, at, between, from, none, readAll, until } from '../../../support/phrase-table.ts';
import { friday, germanCaller } from './phrases/callers.ts';

const days = (date: string, untilDate: string) => between({ date, untilDate });

// Said on Friday, November 20th 2026.
readAll('German days counted in a month', friday, [
  ['vorletzter Freitag im Mai', at('2027-05-21')],
  ['fünftletzter Tag im Mai', at('2027-05-27')],
  ['Monatsende', at('2026-11-30')],
  ['Ende des Monats', days('2026-11-21', '2026-11-30')],
  ['Anfang des Monats', days('2026-12-01', '2026-12-10')],
  ['dritter Dienstag nächsten Monats', at('2026-12-15')],
  ['nächsten Monat am dritten Dienstag', at('2026-12-15')],
  ['im Oktober am ersten Dienstag', at('2027-10-05')],
  ['letzter Werktag im Dezember', at('2026-12-31')],
  ['zweite Woche im Dezember', days('2026-12-07', '2026-12-13')],
  ['letzte Woche im Dezember', days('2026-12-28', '2026-12-31')],
  ['erste Woche im September', asks(days('2027-09-01', '2027-09-05'), days('2027-09-06', '2027-09-12'))],
  ['in der letzten Novemberwoche', days('2026-11-23', '2026-11-29')],
  ['Freitag in der ersten Dezemberwoche', at('2026-12-04')],
  ['Freitag in der ersten Januarwoche', asks(at('2027-01-01'), at('2027-01-08'))],
  ['erste Hälfte November', days('2027-11-01', '2027-11-15')],
]);

readAll('German days told from another day', friday, [
  ['zwei Wochen vor Weihnachten', at('2026-12-11')],
  ['drei Tage nach dem 5.', at('2026-12-08')],
  ['Montag nach dem 5.', at('2026-12-07')],
  ['der Montag nach dem dritten Advent', at('2026-12-14')],
  ['am Abend vor Weihnachten', between({ date: '2026-12-24', time: '18:00', untilTime: '22:00' })],
  ['in der Woche vor Weihnachten', days('2026-12-14', '2026-12-20')],
  ['am Wochenende vom 5. Dezember', days('2026-12-05', '2026-12-06')],
  ['Dienstag in zwei Monaten', asks(at('2027-01-26'), at('2027-01-19'))],
  ['in drei Tagen am Freitag', asks(at('2026-11-23'))],
  ['Freitag über eine Woche', at('2026-11-27')],
  ['Montag in vierzehn Tagen', at('2026-12-07')],
  ['in acht Tagen', asks(at('2026-11-28'), at('2026-11-27'))],
  ['in vier Werktagen', at('2026-11-26')],
  ['nächster Werktag', at('2026-11-23')],
  ['heute oder übermorgen', asks(at('2026-11-20'), at('2026-11-22'))],
  ['nicht nächste Woche, sondern übernächste', days('2026-11-30', '2026-12-06')],
  ['übernächstes Wochenende', asks(days('2026-11-28', '2026-11-29'), days('2026-12-05', '2026-12-06'))],
]);

readAll('German stretches of days', friday, [
  ['in den nächsten Tagen', days('2026-11-21', '2026-11-23')],
  ['in ein paar Tagen', days('2026-11-23', '2026-11-25')],
  ['kommende drei Wochen', days('2026-11-23', '2026-12-13')],
  ['innerhalb der nächsten zwei Wochen', days('2026-11-21', '2026-12-04')],
  ['in ein bis zwei Wochen', days('2026-11-27', '2026-12-04')],
  ['nächstes Quartal', days('2027-01-01', '2027-03-31')],
  ['Mitte nächster Woche', days('2026-11-24', '2026-11-26')],
  ['Ende des Jahres', days('2026-12-01', '2026-12-31')],
  ['im Frühling', days('2027-03-20', '2027-06-20')],
  ['über Ostern', days('2027-03-26', '2027-03-29')],
  ['zwischen den Jahren', days('2026-12-27', '2026-12-30')],
  ['vom 3. bis 7.', days('2026-12-03', '2026-12-07')],
  ['zwischen dem 3. und 7. Dezember', days('2026-12-03', '2026-12-07')],
  ['am 3. oder 4. Dezember', asks(at('2026-12-03'), at('2026-12-04'))],
  ['nächste Woche Montag bis Mittwoch', days('2026-11-23', '2026-11-25')],
  ['Freitag im Dezember', asks(at('2026-12-04'), at('2026-12-25'))],
  ['Mo-Fr', days('2026-11-23', '2026-11-27')],
  ['nach Ostern', from('2027-03-29')],
  ['vor Weihnachten', until({ untilDate: '2026-12-24' })],
  ['ab nächster Woche', from('2026-11-23')],
  ['KW 53', days('2026-12-28', '2027-01-03')],
  ['KW 54', none('no_such_day')],
  ['Montag KW 50', at('2026-12-07')],
]);

readAll('German dates in figures and words', friday, [
  ['18. Juli 27', at('2027-07-18')],
  ["18. Juli '14", at('2014-07-18')],
  ['September-2027-23', at('2027-09-23')],
  ['24 11 2026', at('2026-11-24')],
  ['24 - 12', at('2026-12-24')],
  ['-2020-07-01-', at('2020-07-01')],
  ['am dritten Mai neunzehnhundertneunundneunzig', at('1999-05-03')],
  ['Donnerstag, den 31. Juni', none('no_such_day')],
]);

readAll('German feasts', friday, [
  ['Nelkensamstag', at('2027-02-06')],
  ['Weltkindertag', asks(at('2027-09-20'), at('2027-06-01'))],
  ['Karneval', days('2027-02-04', '2027-02-09')],
  ['Erntedank', at('2027-10-03')],
  ['Zuckerfest', at('2027-03-09')],
  ['Zeitumstellung', at('2027-03-28')],
  ['letztes Weihnachten', at('2025-12-25')],
  ['Ostern nächstes Jahr', at('2027-03-28')],
  ['Nationalfeiertag', at('2027-10-03')],
]);

readAll('Austrian feasts', { ...friday, locale: 'de-AT' }, [
  ['Nationalfeiertag', at('2027-10-26')],
  ['Vatertag', at('2027-06-13')],
]);

readAll('German beside what is over and how often', friday, [
  ['ich war letzte Woche da, jetzt am Montag bitte', at('2026-11-23')],
  ['vor zwei Wochen war ich da, geht Dienstag?', at('2026-11-24')],
  ['seit drei Wochen habe ich Schmerzen, geht Dienstag?', at('2026-11-24')],
  ['alle sechs Wochen, nächster Termin am 5. Dezember', at('2026-12-05')],
  ['zwei Wochen lang', none()],
]);

readAll('German where another language is heard', friday, [
  ['mañana a las tres', none()],
  ['lunes 24 de noviembre', none()],
  ['voglio venire martedì', none()],
  ['Do', at('2026-11-26')],
  ['15th', at('2026-12-15')],
]);

// On a Tuesday, the Friday of this week and of the next are both still ahead.
readAll('German weekdays said on a Tuesday', germanCaller('2026-11-17T10:00:00+01:00'), [
  ['nächsten Freitag', asks(at('2026-11-27'), at('2026-11-20'))],
  ['übernächsten Freitag', asks(at('2026-11-27'), at('2026-12-04'))],
  ['Freitag in einer Woche', at('2026-11-27')],
]);
