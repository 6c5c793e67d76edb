import { asks, at, between, from, none, readAll } from '../../../../support/phrase-table.ts';
import { friday } from './callers.ts';

readAll('German hours without a word beside a day', friday, [
  ['elf morgen', at('2026-11-21', '11:00')],
  ['Mittwoch neun', at('2026-11-25', '09:00')],
  ['Mittwoch, neun wäre toll', at('2026-11-25', '09:00')],
  ['Mittwoch fünfzehn', at('2026-11-25', '15:00')],
  ['übermorgen vielleicht zehn', at('2026-11-22', '10:00')],
  ['neun am Mittwochmorgen', at('2026-11-25', '09:00')],
  ['sieben morgen Abend', at('2026-11-21', '19:00')],
  ['Dienstag, sagen wir vier', at('2026-11-24', '16:00')],
  ['wie wärs mit vier', at('16:00')],
  ['elf oder zwölf morgen', asks(at('2026-11-21', '11:00'), at('2026-11-21', '12:00'))],
  ['Mittwoch um neun, nein, zehn', at('2026-11-25', '10:00')],
  ['wir machen um neun auf, also zehn', at('10:00')],
  ['um elf, also elf fünfzehn', at('11:15')],
  ['Dienstag 10 Uhr 15 oder 11 Uhr 45', asks(at('2026-11-24', '10:15'), at('2026-11-24', '11:45'))],
]);

readAll('German numbers beside a day that are no hours', friday, [
  ['ein Tisch für drei am Samstag', at('2026-11-21')],
  ['wir sind acht am Samstag', at('2026-11-21')],
  ['drei Massagen morgen', at('2026-11-21')],
  ['morgen drei Massagen', at('2026-11-21')],
  ['mein Sohn ist neun, Dienstag wäre gut', at('2026-11-24')],
  ['meine Tochter wird drei am Montag', at('2026-11-23')],
  ['Flug neun Dienstag', at('2026-11-24')],
  ['die drei am Montag', at('2026-11-23')],
  ['Dienstag 24', at('2026-11-24')],
  ['zweimal am Montag', at('2026-11-23')],
  ['zehn Euro Montag', at('2026-11-23')],
]);

readAll('German numbers and goodbyes that are no wish', friday, [
  ['auf einer Skala von eins bis zehn eine acht', none()],
  ['das kostet 20 bis 30 Euro', none()],
  ['meine Karte endet auf 16 45', none()],
  ['auf Wiederhören, bis Montag', none()],
  ['tschüss bis Mittwoch', none()],
]);

readAll('Swiss and spoken hours', friday, [
  ['viertel ab drei', at('15:15')],
  ['zehn ab elf', at('11:10')],
  ['fünf ab halb vier', at('15:35')],
  ['am Dienstag um zwanzig ab neun', at('2026-11-24', '09:20')],
  ['Samschtig um zehn', at('2026-11-21', '10:00')],
  ['Dienstag ab zehn', from('2026-11-24', '10:00')],
  ['Montag 10 bis 12', between({ date: '2026-11-23', time: '10:00', untilTime: '12:00' })],
]);

readAll('German words with a slip of spelling', friday, [
  ['Donerstag um neun', at('2026-11-26', '09:00')],
  ['Sammstag nachmitag um drei', at('2026-11-21', '15:00')],
  ['Dienstach um zehn', at('2026-11-24', '10:00')],
  ['mitt woch um elf', at('2026-11-25', '11:00')],
  ['um vierzen Uhr', at('14:00')],
  ['mein Jaguar, Montag um elf', at('2026-11-23', '11:00')],
]);
