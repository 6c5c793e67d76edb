import { asks, at, between, from, none, readAll, until } from '../../../../support/phrase-table.ts';
import { friday } from './callers.ts';

readAll('German callers who refuse one thing and want another', friday, [
  ['Montag ist schlecht, Dienstag ist besser', at('2026-11-24')],
  ['Dienstag geht aber Montag geht nicht', at('2026-11-24')],
  ['Dienstag geht und Montag geht nicht', at('2026-11-24')],
  ['Montag oder Dienstag passt mir nicht, Mittwoch wäre gut', at('2026-11-25')],
  [
    'nächste Woche passt mir nicht so gut, lieber übernächste Woche',
    between({ date: '2026-11-30', untilDate: '2026-12-06' }),
  ],
  ['weder Montag noch Dienstag, Mittwoch ginge', at('2026-11-25')],
  ['statt Montag Mittwoch', at('2026-11-25')],
  ['Mittwoch statt Montag', at('2026-11-25')],
  ['lieber am Dienstag als am Montag', at('2026-11-24')],
  ['heute ist zu kurzfristig, morgen um neun?', at('2026-11-21', '09:00')],
  ['Dienstag um zehn geht nicht, um elf ginge es', at('2026-11-24', '11:00')],
  ['acht Uhr ist mir ein bisschen zu früh, geht auch neun', at('09:00')],
  ['zehn ist mir zu früh, elf wäre besser', at('11:00')],
  ['am Vormittag kann ich nicht, nachmittags schon', between({ time: '12:00', untilTime: '18:00' })],
  ['Dienstag, wenn nicht, dann Mittwoch', asks(at('2026-11-24'), at('2026-11-25'))],
]);

readAll('German callers who refuse and name nothing else', friday, [
  ['ich kann nicht am Montag', none()],
  ['Dienstag, Mittwoch und Donnerstag geht nicht', none()],
  ['Dienstag geht nicht um zehn', none()],
  ['am Dienstag hab ich schon was vor', none()],
  ['ich bin von Montag bis Mittwoch im Urlaub', none()],
  ['weder Montag noch Dienstag', none()],
  ['Dienstag lieber nicht', none()],
]);

readAll('German callers who ask with a not', friday, [
  ['Kann ich nicht am Montag kommen?', at('2026-11-23')],
  ['Dienstag wäre nicht schlecht', at('2026-11-24')],
  ['haben Sie am Dienstag schon etwas frei', at('2026-11-24')],
]);

readAll('German callers who bound what suits them', friday, [
  ['vor zehn kann ich nicht', from('10:00')],
  ['nach 16 Uhr geht bei mir nicht', until({ untilTime: '16:00' })],
  ['Montag nach 16 Uhr kann ich nicht', until({ date: '2026-11-23', untilTime: '16:00' })],
]);

readAll('German callers who say when they work', friday, [
  ['Ich arbeite bis fünf', from('17:00')],
  ['ich muss bis fünf arbeiten', from('17:00')],
  ['am Montag arbeite ich bis vier', from('2026-11-23', '16:00')],
  ['ich habe um fünf Feierabend', from('17:00')],
  ['ich arbeite von acht bis fünf, also ab halb sechs', from('17:30')],
  ['Montag um fünf, ich arbeite nämlich bis vier', at('2026-11-23', '17:00')],
]);
