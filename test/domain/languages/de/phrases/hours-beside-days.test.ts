import { at, between, from, none, readAll, until } from '../../../../support/phrase-table.ts';
import { friday } from './callers.ts';

readAll('German hours that a day beside them makes hours', friday, [
  ['Montag 14-16', between({ date: '2026-11-23', time: '14:00', untilTime: '16:00' })],
  ['14-16 am Montag', between({ date: '2026-11-23', time: '14:00', untilTime: '16:00' })],
  ['am 24. 14-16', between({ date: '2026-11-24', time: '14:00', untilTime: '16:00' })],
  ['zwischen 14-16', between({ time: '14:00', untilTime: '16:00' })],
  ['14-16', none()],
  [
    'Montag von 22 bis 2 Uhr',
    between({ date: '2026-11-23', time: '22:00', untilDate: '2026-11-24', untilTime: '02:00' }),
  ],
  ['Den dritten um drei', at('2026-12-03', '15:00')],
  ['den dritten Termin um drei', at('15:00')],
]);

readAll('German pauses that speech recognition writes as full stops', friday, [
  ['Montag. Um zwei. Dreißig.', at('2026-11-23', '14:30')],
  ['Nicht Montag. Am 24.', at('2026-11-24')],
  ['Am 24. Nov. um drei', at('2026-11-24', '15:00')],
  ['Am 24. November. Um drei.', at('2026-11-24', '15:00')],
]);

readAll('German edges of a day and what follows a meal or school', friday, [
  ['spät am Montag', between({ date: '2026-11-23', time: '16:30', untilTime: '21:00' })],
  ['am Montag möglichst spät', between({ date: '2026-11-23', time: '16:30', untilTime: '21:00' })],
  ['Montag später', at('2026-11-23')],
  ['nach der Schule', from('15:00')],
  ['nach dem Abendessen', from('19:00')],
  ['vor dem Mittagessen', until({ untilTime: '12:00' })],
]);

readAll('German days and hours counted from now', friday, [
  ['nach 3 Tagen', from('2026-11-23')],
  ['nach zwei Stunden', from('2026-11-20', '12:00')],
  ['kommende zwei Wochen', between({ date: '2026-11-23', untilDate: '2026-12-06' })],
  ['der Erste des Jahres', at('2027-01-01')],
  ['der Letzte des Monats', at('2026-11-30')],
]);
