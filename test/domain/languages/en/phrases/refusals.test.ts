import { asks, at, from, none, until } from '../../../../support/phrase-table.ts';
import { readByBoth } from './callers.ts';
import { span } from './spans.ts';

// Said on Friday, November 20th 2026.
readByBoth('refusals with another wish', [
  ["I can't make it on Friday, what about Monday", at('2026-11-23')],
  ['Tuesday is really bad, Wednesday?', at('2026-11-25')],
  ['Monday is fine but Tuesday is bad', at('2026-11-23')],
  ["Tuesday works, Monday doesn't", at('2026-11-24')],
  ["Monday or Tuesday won't work, Wednesday will", at('2026-11-25')],
  ['next week is bad, the week after?', span('2026-11-30', '2026-12-06')],
  ['Wednesday instead of Monday', at('2026-11-25')],
  ['rather Tuesday than Monday', at('2026-11-24')],
  ["I'm busy Monday, Tuesday is good", at('2026-11-24')],
  ["Monday at ten doesn't work, eleven?", at('2026-11-23', '11:00')],
  ['eleven is better, ten is too early', at('11:00')],
  ['mornings are no good, afternoons are fine', span('12:00', '18:00')],
  ['Tuesday, if not, Wednesday', asks(at('2026-11-24'), at('2026-11-25'))],
]);

readByBoth('refusals and nothing else', [
  ['Tuesday is bad for me', none()],
  ["I can't make Friday", none()],
  ["I'm not free on Monday", none()],
  ["I don't have time on Monday", none()],
  ["I'm away until Monday", asks(from('2026-11-23'), from('2026-11-24'))],
  ['ten is too early', none()],
  ["Tuesday doesn't work at three", none()],
  ['Monday, Tuesday and Wednesday are bad', none()],
  ['neither Monday nor Tuesday works', none()],
]);

readByBoth('what only sounds like a refusal', [
  ["can't you do Tuesday?", at('2026-11-24')],
  ["Tuesday isn't bad", at('2026-11-24')],
  ['why not Tuesday', at('2026-11-24')],
  ["I don't know, maybe Tuesday", at('2026-11-24')],
  ['Tuesday at ten, not later', at('2026-11-24', '10:00')],
]);

readByBoth('bounds of what suits', [
  ["before ten doesn't work", from('10:00')],
  ["I can't get there before ten", from('10:00')],
  ["after four doesn't work for me", until({ untilTime: '16:00' })],
]);

readByBoth('hours of work', [
  ['I work until five', from('17:00')],
  ['I have class until three', from('15:00')],
  ['I get off work at five', from('17:00')],
  ['I work until 5 so after that', from('17:00')],
  ['I work from nine to five, so after six', from('18:00')],
]);
