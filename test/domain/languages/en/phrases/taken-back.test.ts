import { asks, at, between, from, none } from '../../../../support/phrase-table.ts';
import { readByBoth } from './callers.ts';

readByBoth('refused with "no", taken back, and near a feast', [
  ['no Tuesdays', none()],
  ['no Monday please', none()],
  ["Tuesday... no hang on, I can't on Tuesday", none()],
  ['neither Tuesday nor Wednesday', none()],
  ['anything but 3', none()],
  ['not before December', from('2026-12-01')],
  ['shortly before Christmas', between({ date: '2026-12-20', untilDate: '2026-12-24' })],
  ['preferably Tuesday, otherwise Wednesday', asks(at('2026-11-24'), at('2026-11-25'))],
  ['Tuesday a week ago', at('2026-11-10')],
]);
