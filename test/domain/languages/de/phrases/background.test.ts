import { asks, at, between, from, none, readAll, until } from '../../../../support/phrase-table.ts';
import { friday } from './callers.ts';

readAll('German callers who say why before they say when', friday, [
  ['Montag bis Mittwoch bin ich weg, Donnerstag um neun ginge', at('2026-11-26', '09:00')],
  ['morgen ist Feiertag, also Dienstag um elf', at('2026-11-24', '11:00')],
  ['am Dienstag hat mein Sohn Fußball, also Mittwoch um fünf', at('2026-11-25', '17:00')],
  ['um zwei bin ich beim Zahnarzt, dann um fünf', at('17:00')],
  ['Dienstag haben Sie zu, dann Mittwoch um neun', at('2026-11-25', '09:00')],
  ['Dienstag bin ich krank, Mittwoch um neun ginge', at('2026-11-25', '09:00')],
  ['vergessen Sie den Montag, ich nehm den Dienstag', at('2026-11-24')],
  ['morgen hab ich Geburtstag, machen wir Dienstag um vier', at('2026-11-24', '16:00')],
  ['um fünf hab ich Feierabend, also Dienstag nach halb sechs', from('2026-11-24', '17:30')],
  ['um vier hab ich Schluss, danach am Montag jederzeit', from('2026-11-23', '16:00')],
  ['dieses Wochenende war ich krank, geht Montag um zehn?', at('2026-11-23', '10:00')],
  ['morgen ist Samstag, also Montag um acht', at('2026-11-23', '08:00')],
  ['Montag geht, Dienstag ist besser', at('2026-11-24')],
]);

readAll('German callers who say one thing twice', friday, [
  ['Dienstag, also der 24.', at('2026-11-24')],
  ['morgen, also Samstag um neun', at('2026-11-21', '09:00')],
  ['nächste Woche, also am Mittwoch', at('2026-11-25')],
  ['am Dienstag, dann um vier', at('2026-11-24', '16:00')],
  ['am Dienstag und dann am Donnerstag', asks(at('2026-11-24'), at('2026-11-26'))],
]);

readAll('German callers who tell of days gone by', friday, [
  ['letzten Montag haben Sie mir den 30. gesagt', at('2026-11-30')],
  ['gestern um neun hab ich angerufen, geht Dienstag', at('2026-11-24')],
  ['letzten Montag war ich da', at('2026-11-16')],
]);

readAll('German callers who put one moment in the place of another', friday, [
  ['am Donnerstag statt am Mittwoch um vier', at('2026-11-26', '16:00')],
  ['um vier statt um drei am Montag', at('2026-11-23', '16:00')],
  ['anstatt Montag um zehn Dienstag um elf', at('2026-11-24', '11:00')],
  ['den Termin am Montag auf Dienstag verschieben', at('2026-11-24')],
  ['den Dienstag auf Mittwoch um elf verlegen', at('2026-11-25', '11:00')],
  ['mein Termin ist am Montag um zehn, kann ich den auf elf verschieben', at('2026-11-23', '11:00')],
  ['den Montag, nicht den jetzt', at('2026-11-30')],
  ['nicht den jetzt', none()],
]);

readAll('German callers who take back a word', friday, [
  ['um zwei, ich mein um vier', at('16:00')],
  ['am Dienstag, oder warte, Donnerstag', at('2026-11-26')],
  ['ich meine vier Uhr, nicht fünf', at('16:00')],
  ['ich habe Montag gesagt, meinte aber Dienstag', at('2026-11-24')],
]);

readAll('German bounds that follow from hours taken', friday, [
  ['bis elf bin ich in der Schule', from('11:00')],
  ['am Dienstag bin ich bis elf in der Schule', from('2026-11-24', '11:00')],
  ['ich bin bis zum zwölften im Urlaub, danach jederzeit', from('2026-12-13')],
  ['bis zum 5. Dezember kann ich nicht', from('2026-12-06')],
  ['mein Urlaub geht bis zum zwölften, danach passt es', from('2026-12-13')],
  ['früher als drei schaff ichs am Dienstag nicht', from('2026-11-24', '15:00')],
  ['nach elf geht am Dienstag nicht', until({ date: '2026-11-24', untilTime: '11:00' })],
  ['am Dienstag kann ich ab vier nicht', until({ date: '2026-11-24', untilTime: '16:00' })],
  ['vor sechs bin ich nicht zu Hause', from('18:00')],
  ['ich bin erst um sechs da', from('18:00')],
  ['morgen arbeite ich', none()],
]);

readAll('German parts of a day with a bound in them', friday, [
  ['nachmittags ab vier', between({ time: '16:00', untilTime: '18:00' })],
  ['vormittags, nicht vor zehn', between({ time: '10:00', untilTime: '12:00' })],
  ['morgen Abend nach sieben', between({ date: '2026-11-21', time: '19:00', untilTime: '22:00' })],
  ['Dienstagabend, frühestens sieben', between({ date: '2026-11-24', time: '19:00', untilTime: '22:00' })],
  ['Dienstag vormittag bis elf', between({ date: '2026-11-24', time: '09:00', untilTime: '11:00' })],
  ['ab vier Uhr nachmittags', from('16:00')],
  [
    'morgen früh gleich als erstes, wenn Sie aufmachen',
    between({ date: '2026-11-21', time: '07:00', untilTime: '09:00' }),
  ],
]);
