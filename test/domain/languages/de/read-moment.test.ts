import { describe, expect, it } from 'vitest';
import { readMoment } from '../../../../src/domain/speech/read-moment.ts';
import type { Reading } from '../../../../src/domain/speech/reading.ts';

// Thursday, August 13th 2026, 10:00 in Berlin.
const context = { now: new Date('2026-08-13T10:00:00+02:00'), zone: 'Europe/Berlin', locale: 'de-DE' };
const read = (text: string) => readMoment(text, context);
const day = (date: string): Reading => ({ kind: 'at', date });
const time = (clock: string): Reading => ({ kind: 'at', time: clock });
const both = (date: string, clock: string): Reading => ({ kind: 'at', date, time: clock });
const window = (from: string, until: string): Reading => ({ kind: 'between', time: from, untilTime: until });

describe('German dates', () => {
  it.each([
    ['2026-09-03', '2026-09-03'],
    ['3.9.', '2026-09-03'],
    ['03.09.', '2026-09-03'],
    ['03.09', '2026-09-03'],
    ['3. 9. 2026', '2026-09-03'],
    ['03.09.2026', '2026-09-03'],
    ['03.09.26', '2026-09-03'],
    ['3.9.2027', '2027-09-03'],
    ['12.8.', '2027-08-12'],
    ['13.8.', '2026-08-13'],
    ['29.2.', '2028-02-29'],
    ['3/9', '2026-09-03'],
    ['3. September', '2026-09-03'],
    ['3. Sept.', '2026-09-03'],
    ['der dritte September', '2026-09-03'],
    ['am dritten neunten', '2026-09-03'],
    ['einunddreißigster Oktober', '2026-10-31'],
    ['einunddreissigsten Oktober', '2026-10-31'],
    ['17. Maerz', '2027-03-17'],
    ['17. März 2027', '2027-03-17'],
    ['siebzehnter März zweitausendsiebenundzwanzig', '2027-03-17'],
    ['am 20.', '2026-08-20'],
    ['am zwanzigsten', '2026-08-20'],
    ['am 5.', '2026-09-05'],
    ['am 15. nächsten Monats', '2026-09-15'],
    ['heute', '2026-08-13'],
    ['morgen', '2026-08-14'],
    ['MORGEN', '2026-08-14'],
    ['übermorgen', '2026-08-15'],
    ['uebermorgen', '2026-08-15'],
    ['gestern', '2026-08-12'],
    ['vorgestern', '2026-08-11'],
    ['in 3 Tagen', '2026-08-16'],
    ['in drei Tagen', '2026-08-16'],
    ['in einer Woche', '2026-08-20'],
    ['in zwei Wochen', '2026-08-27'],
    ['in einem Monat', '2026-09-13'],
    ['heute in acht Tagen', '2026-08-20'],
    ['heute in vierzehn Tagen', '2026-08-27'],
    ['vor 2 Tagen', '2026-08-11'],
    ['Freitag', '2026-08-14'],
    ['am Montag', '2026-08-17'],
    ['Mo.', '2026-08-17'],
    ['So.', '2026-08-16'],
    ['Sonnabend', '2026-08-15'],
    ['kommenden Dienstag', '2026-08-18'],
    ['kommenden Donnerstag', '2026-08-20'],
    ['diesen Freitag', '2026-08-14'],
    ['diesen Donnerstag', '2026-08-13'],
    ['nächsten Montag', '2026-08-17'],
    ['naechsten Montag', '2026-08-17'],
    ['nächste Woche Dienstag', '2026-08-18'],
    ['Dienstag nächster Woche', '2026-08-18'],
    ['Mittwoch übernächste Woche', '2026-08-26'],
    ['letzten Montag', '2026-08-10'],
    ['Montag, den 17. August', '2026-08-17'],
    ['Mo 17.8.', '2026-08-17'],
    ['Montag, der siebzehnte', '2026-08-17'],
    ['am Dienstag den 18', '2026-08-18'],
    ['erster Montag im September', '2026-09-07'],
    ['letzter Freitag im August', '2026-08-28'],
    ['13.08.2020', '2020-08-13'],
  ])('reads "%s" as %s (ASK-05, ASK-32, ASK-33)', (text, date) => {
    expect(read(text)).toEqual({ status: 'resolved', reading: day(date) });
  });
});

describe('German times', () => {
  it.each([
    ['14:30', '14:30'],
    ['09:00', '09:00'],
    ['03:00', '03:00'],
    ['9:15', '09:15'],
    ['14 Uhr', '14:00'],
    ['14 Uhr 30', '14:30'],
    ['14.30 Uhr', '14:30'],
    ['um 14.30', '14:30'],
    ['um 14 30', '14:30'],
    ['vierzehn Uhr dreißig', '14:30'],
    ['um zehn Uhr fünfzehn', '10:15'],
    ['um 9', '09:00'],
    ['um 9 Uhr', '09:00'],
    ['um zehn', '10:00'],
    ['gegen elf', '11:00'],
    ['so um 12', '12:00'],
    ['sieben Uhr', '07:00'],
    ['um eins am Mittag', '13:00'],
    ['halb neun', '08:30'],
    ['halb eins', '12:30'],
    ['halb drei nachmittags', '14:30'],
    ['viertel nach neun', '09:15'],
    ['Viertel vor zehn', '09:45'],
    ['dreiviertel elf', '10:45'],
    ['viertel elf', '10:15'],
    ['zwanzig nach acht', '08:20'],
    ['fünf vor halb elf', '10:25'],
    ['zehn nach halb neun abends', '20:40'],
    ['drei Uhr nachmittags', '15:00'],
    ['nachmittags um vier', '16:00'],
    ['abends um 8', '20:00'],
    ['8 Uhr am Abend', '20:00'],
    ['morgens um sieben', '07:00'],
    ['um Mitternacht', '00:00'],
  ])('reads "%s" as %s', (text, clock) => {
    expect(read(text)).toEqual({ status: 'resolved', reading: time(clock) });
  });

  it.each([
    ['um 3 Uhr', '15:00'],
    ['um drei', '15:00'],
    ['halb drei', '14:30'],
    ['4:15', '16:15'],
    ['viertel nach fünf', '17:15'],
    ['um 1', '13:00'],
    ['halb sieben', '18:30'],
  ])('takes "%s" for the half of the day in which there are appointments', (text, clock) => {
    expect(read(text)).toEqual({ status: 'resolved', reading: time(clock) });
  });
});

describe('German days with times', () => {
  it.each([
    ['am Montag um 14 Uhr 30', '2026-08-17', '14:30'],
    ['ja also am Dienstag bitte um 10 Uhr', '2026-08-18', '10:00'],
    ['morgen früh um acht', '2026-08-14', '08:00'],
    ['übermorgen nachmittag um drei', '2026-08-15', '15:00'],
    ['um elf morgen', '2026-08-14', '11:00'],
    ['03.09.2026 um 14:30 Uhr', '2026-09-03', '14:30'],
    ['am 3.9. um 8.15', '2026-09-03', '08:15'],
    ['2026-09-03 14:30', '2026-09-03', '14:30'],
    ['2026-09-03T14:30:00', '2026-09-03', '14:30'],
    ['2026-09-03T12:30:00Z', '2026-09-03', '14:30'],
    ['2026-09-03T23:30:00+00:00', '2026-09-04', '01:30'],
    ['Freitagabend um halb sieben', '2026-08-14', '18:30'],
    ['heute um 3', '2026-08-13', '15:00'],
    ['Donnerstag um 9', '2026-08-20', '09:00'],
    ['am 15 um 11 Uhr', '2026-08-15', '11:00'],
    ['Samstag morgen um 9', '2026-08-15', '09:00'],
    ['in zwei Stunden', '2026-08-13', '12:00'],
    ['in einer halben Stunde', '2026-08-13', '10:30'],
    ['in anderthalb Stunden', '2026-08-13', '11:30'],
    ['heute Nacht um 2', '2026-08-14', '02:00'],
    ['für 2 Personen am Freitag um 19 Uhr', '2026-08-14', '19:00'],
    ['Freitag 14 Uhr, 2 Personen', '2026-08-14', '14:00'],
    ['Dienstag, nein, lieber Mittwoch um 11', '2026-08-19', '11:00'],
    ['nicht am Mittwoch, am Freitag um 11', '2026-08-14', '11:00'],
    ['am Dienstag kann ich nicht, Mittwoch um 11 ginge', '2026-08-19', '11:00'],
    ['jetzt', '2026-08-13', '10:00'],
  ])('reads "%s" as %s at %s', (text, date, clock) => {
    expect(read(text)).toEqual({ status: 'resolved', reading: both(date, clock) });
  });

  it.each<[string, Reading]>([
    ['ab 15 Uhr', { kind: 'from', time: '15:00' }],
    ['nach 17 Uhr', { kind: 'from', time: '17:00' }],
    ['nicht vor 10 Uhr', { kind: 'from', time: '10:00' }],
    ['morgen Vormittag ab zehn', { kind: 'between', date: '2026-08-14', time: '10:00', untilTime: '12:00' }],
    ['bis 11 Uhr', { kind: 'until', untilTime: '11:00' }],
    ['spätestens um 11', { kind: 'until', untilTime: '11:00' }],
    ['vor 12 Uhr', { kind: 'until', untilTime: '12:00' }],
    ['bis Freitag', { kind: 'until', untilDate: '2026-08-14' }],
    ['morgen bis 11 Uhr', { kind: 'until', date: '2026-08-14', untilTime: '11:00' }],
    ['zwischen 14 und 16 Uhr', window('14:00', '16:00')],
    ['von 9 bis 11', window('09:00', '11:00')],
    ['9:30 - 11:00', window('09:30', '11:00')],
    ['nachmittags', window('12:00', '18:00')],
    ['morgen Abend', { ...window('18:00', '22:00'), date: '2026-08-14' }],
    ['Freitagvormittag', { ...window('09:00', '12:00'), date: '2026-08-14' }],
    ['nächste Woche', { kind: 'between', date: '2026-08-17', untilDate: '2026-08-23' }],
    ['diese Woche', { kind: 'between', date: '2026-08-13', untilDate: '2026-08-16' }],
    ['am Wochenende', { kind: 'between', date: '2026-08-15', untilDate: '2026-08-16' }],
    ['Ende nächster Woche', { kind: 'between', date: '2026-08-21', untilDate: '2026-08-23' }],
    ['11. bis 13. September', { kind: 'between', date: '2026-09-11', untilDate: '2026-09-13' }],
    ['Montag bis Mittwoch', { kind: 'between', date: '2026-08-17', untilDate: '2026-08-19' }],
    ['im Dezember', { kind: 'between', date: '2026-12-01', untilDate: '2026-12-31' }],
    ['Anfang Januar', { kind: 'between', date: '2027-01-01', untilDate: '2027-01-10' }],
  ])('reads "%s" as bounds', (text, reading) => {
    expect(read(text)).toEqual({ status: 'resolved', reading });
  });
});

describe('German that needs a question', () => {
  it.each<[string, Reading[]]>([
    ['Donnerstag', [day('2026-08-20'), day('2026-08-13')]],
    ['nächsten Samstag', [day('2026-08-22'), day('2026-08-15')]],
    ['Freitag, den 3. September', [day('2026-09-03'), day('2026-09-04'), day('2027-09-03')]],
    ['Freitag, den 15.', [day('2027-01-15'), day('2026-08-15'), day('2026-08-14')]],
    ['Freitag oder Samstag', [day('2026-08-14'), day('2026-08-15')]],
    ['Freitag oder Samstag um 10', [both('2026-08-14', '10:00'), both('2026-08-15', '10:00')]],
    ['morgen um 10 oder um 11', [both('2026-08-14', '10:00'), both('2026-08-14', '11:00')]],
    ['am Freitag um 24 Uhr', [both('2026-08-15', '00:00'), both('2026-08-14', '00:00')]],
  ])('asks what "%s" means, likeliest first', (text, candidates) => {
    expect(read(text)).toEqual({ status: 'ambiguous', candidates });
  });

  it.each([
    '',
    '   ',
    'äh',
    'ja',
    'hallo',
    '31.02.',
    '31. Juni',
    '30. Februar 2027',
    '2026-02-30',
    '32.12.',
    '99.99.9999',
    'am 31.11. um 10 Uhr',
    '25:61',
    'das kostet 35 Euro',
    'um 30 Euro',
    '12,50 €',
    'wir sind 4 Personen',
    '0171 1234567',
    '+49 171 1234567',
    '47110815',
    'Postleitzahl 10115',
    'Hauptstraße 12',
    'Zimmer 12',
    '2. Stock',
    'der erste freie Termin',
    'ich bin 35 Jahre alt',
    'der nächste Termin',
    'nicht am Freitag',
    'zum ersten Mal',
    '24/7',
  ])('finds nothing in "%s" rather than guess', (text) => {
    expect(read(text)).toMatchObject({ status: 'none' });
  });
});

describe('German holidays', () => {
  it.each([
    ['Heiligabend', '2026-12-24'],
    ['am zweiten Weihnachtsfeiertag', '2026-12-26'],
    ['Silvester', '2026-12-31'],
    ['an Neujahr', '2027-01-01'],
    ['Tag der Deutschen Einheit', '2026-10-03'],
    ['Karfreitag', '2027-03-26'],
    ['Ostermontag', '2027-03-29'],
    ['Ostern 2030', '2030-04-21'],
    ['Christi Himmelfahrt', '2027-05-06'],
    ['Pfingstmontag 2038', '2038-06-14'],
    ['Rosenmontag', '2027-02-08'],
  ])('reads "%s" as %s', (text, date) => {
    expect(read(text)).toEqual({ status: 'resolved', reading: day(date) });
  });
});
