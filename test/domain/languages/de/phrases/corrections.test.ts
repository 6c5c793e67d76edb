import { at, between, from, none, readAll } from '../../../../support/phrase-table.ts';
import { friday } from './callers.ts';

readAll('German callers who correct themselves', friday, [
  ['Montag, nein, Dienstag', at('2026-11-24')],
  ['am Montag, äh, ich meine am Dienstag', at('2026-11-24')],
  ['Montag, quatsch, Mittwoch meine ich', at('2026-11-25')],
  ['morgen, quatsch, übermorgen', at('2026-11-22')],
  ['um zehn, nein, besser um elf', at('11:00')],
  ['Dienstag um zehn, ach nein, lieber um elf', at('2026-11-24', '11:00')],
  ['Dienstag um zehn, nee, doch lieber Mittwoch um zehn', at('2026-11-25', '10:00')],
  ['morgen um drei, Entschuldigung, um vier', at('2026-11-21', '16:00')],
  ['am vierundzwanzigsten, Verzeihung, am fünfundzwanzigsten', at('2026-11-25')],
  ['am 24. November, Moment, nein, am 25. November', at('2026-11-25')],
  ['um 14 Uhr, Korrektur, um 15 Uhr', at('15:00')],
  ['Dienstag, oder nein, lieber Donnerstag', at('2026-11-26')],
  ['montag nein dienstag um zehn', at('2026-11-24', '10:00')],
]);

readAll('German callers who put one thing in place of another', friday, [
  ['nicht am Montag, sondern am Dienstag', at('2026-11-24')],
  ['nicht Montag, Dienstag', at('2026-11-24')],
  ['nicht um zehn, sondern um elf', at('11:00')],
  ['am Dienstag, nicht am Montag', at('2026-11-24')],
  ['heute nicht, morgen', at('2026-11-21')],
  ['heute nicht mehr, aber morgen um neun', at('2026-11-21', '09:00')],
  ['nee, nicht übermorgen, sondern morgen um zehn', at('2026-11-21', '10:00')],
  ['statt Montag lieber Donnerstag', at('2026-11-26')],
  ['statt um zehn lieber um elf', at('11:00')],
  ['Montag geht nicht, lieber Mittwoch', at('2026-11-25')],
  ['Montag kann ich nicht, aber Dienstag um zehn', at('2026-11-24', '10:00')],
  ['Dienstag geht bei mir nicht, Mittwoch um zehn wäre gut', at('2026-11-25', '10:00')],
  ['Am Montag habe ich keine Zeit, Dienstag würde gehen', at('2026-11-24')],
  ['Um zehn kann ich leider nicht, erst um elf', at('11:00')],
  ['zehn Uhr ist mir zu früh, lieber um elf', at('11:00')],
  ['meinen Termin von Montag auf Mittwoch verschieben', at('2026-11-25')],
  ['den Termin von zehn auf elf Uhr verschieben', at('11:00')],
  ['nicht am Vormittag, lieber am Nachmittag', between({ time: '12:00', untilTime: '18:00' })],
  ['nicht nächste Woche, sondern übernächste', between({ date: '2026-11-30', untilDate: '2026-12-06' })],
  ['Montag, aber nicht vor zehn', from('2026-11-23', '10:00')],
]);

readAll('German callers who only say when they cannot come', friday, [
  ['Montag passt mir nicht', none()],
  ['nicht am Montag', none()],
  ['auf keinen Fall am Dienstag', none()],
  ['morgen kann ich nicht', none()],
  ['morgen geht leider gar nicht', none()],
  ['Der Montag ist schlecht', none()],
  ['am Montag hab ich keine Zeit', none()],
  ['jeden Tag außer Freitag', none()],
  ['nicht um zehn', none()],
  ['um zehn ist mir zu früh', none()],
  ['da bin ich am Dienstag leider verhindert', none()],
  ['bloß nicht am Montag', none()],
]);
