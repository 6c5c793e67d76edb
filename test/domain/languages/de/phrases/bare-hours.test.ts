import { USUAL_DAY_HOURS, type DayHours } from '../../../../../src/domain/speech/day-hours.ts';
import { asks, at, between, from, readAll } from '../../../../support/phrase-table.ts';
import { friday } from './callers.ts';

const early = { ...friday, hours: openFrom('06:00', '12:00') };
const late = { ...friday, hours: openFrom('14:00', '22:00') };

function openFrom(start: string, end: string): DayHours {
  return { ...USUAL_DAY_HOURS, open: { from: start, until: end } };
}

readAll('German hours that only one half of the day can mean', friday, [
  ['um eins', at('13:00')],
  ['um ein Uhr', at('13:00')],
  ['um zwei', at('14:00')],
  ['um drei', at('15:00')],
  ['um drei Uhr', at('15:00')],
  ['um 3', at('15:00')],
  ['um vier', at('16:00')],
  ['so um vier', at('16:00')],
  ['so um vier rum', at('16:00')],
  ['gegen vier', at('16:00')],
  ['gegen fünf', at('17:00')],
  ['um fünf Uhr', at('17:00')],
  ['um sechs', at('18:00')],
  ['um neun', at('09:00')],
  ['um zehn', at('10:00')],
  ['um 10', at('10:00')],
  ['um elf', at('11:00')],
  ['um zwölf', at('12:00')],
  ['um viere', at('16:00')],
  ['um fünfe', at('17:00')],
  ['um zwölfe', at('12:00')],
  ['halb eins', at('12:30')],
  ['um halb zwei', at('13:30')],
  ['um halb drei', at('14:30')],
  ['halb vier', at('15:30')],
  ['um halb fünf', at('16:30')],
  ['halb sieben', at('18:30')],
  ['Viertel nach drei', at('15:15')],
  ['Viertel nach vier', at('16:15')],
  ['Viertel vor drei', at('14:45')],
  ['Viertel vor eins', at('12:45')],
  ['viertel vier', at('15:15')],
  ['dreiviertel vier', at('15:45')],
  ['dreiviertel fünf', at('16:45')],
  ['zehn vor fünf', at('16:50')],
  ['zwanzig nach zwei', at('14:20')],
  ['fünf vor halb drei', at('14:25')],
  ['fünf nach halb drei', at('14:35')],
  ['zwischen drei und vier', between({ time: '15:00', untilTime: '16:00' })],
  ['zwischen elf und eins', between({ time: '11:00', untilTime: '13:00' })],
  ['ab vier', from('16:00')],
  ['nach fünf', from('17:00')],
  ['entweder um drei oder um vier', asks(at('15:00'), at('16:00'))],
]);

readAll('German hours of a tenant that opens early and closes at noon', early, [
  ['um sechs', at('06:00')],
  ['um sieben', at('07:00')],
  ['halb sieben', at('06:30')],
  ['um acht', at('08:00')],
]);

readAll('German hours of a tenant that opens in the afternoon', late, [
  ['um sieben', at('19:00')],
  ['um acht', at('20:00')],
  ['halb neun', at('20:30')],
  ['um neun', at('21:00')],
  ['Viertel nach sieben', at('19:15')],
]);
