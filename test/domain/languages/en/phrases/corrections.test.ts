import { asks, at, from, none } from '../../../../support/phrase-table.ts';
import { readByBoth } from './callers.ts';
import { span } from './spans.ts';

// Said on Friday, November 20th 2026.
readByBoth('corrections', [
  ['Tuesday, no wait, Wednesday', at('2026-11-25')],
  ['Tuesday, I mean Wednesday', at('2026-11-25')],
  ['Tuesday, sorry, Wednesday at three', at('2026-11-25', '15:00')],
  ['at three, sorry, at four', at('16:00')],
  ['at three, no, four', at('16:00')],
  ['tomorrow at two, actually make it three', at('2026-11-21', '15:00')],
  ['tomorrow at two, or rather at three', at('2026-11-21', '15:00')],
  ['Monday at ten, no, make that eleven', at('2026-11-23', '11:00')],
  ['on the 24th, no, I meant the 25th', at('2026-11-25')],
  ['December 3rd, oh no, December 4th', at('2026-12-04')],
  ['not Monday, Tuesday', at('2026-11-24')],
  ['not on Monday but on Tuesday', at('2026-11-24')],
  ['Tuesday, not Monday', at('2026-11-24')],
  ['not at three, at four', at('16:00')],
  ['not tomorrow, the day after', at('2026-11-22')],
  ['not this Monday but the Monday after', at('2026-11-30')],
  ["Monday doesn't work for me, what about Wednesday at eleven", at('2026-11-25', '11:00')],
  ["I can't make it on Tuesday, could we do Thursday instead", at('2026-11-26')],
  ['Tuesday is bad for me but Wednesday is fine', at('2026-11-25')],
  ['Ten is too early, can we say eleven', at('11:00')],
  ['ten is too early, eleven would be better', at('11:00')],
  ['Monday is no good, Tuesday at 2 would work', at('2026-11-24', '14:00')],
  ['I said Tuesday, not Thursday', at('2026-11-24')],
  ['instead of Monday I would like Wednesday', at('2026-11-25')],
  ['could you move it from Monday to Tuesday', at('2026-11-24')],
  ['can we change it from three to four', at('16:00')],
  ['tomorrow, but not in the morning, in the afternoon', span('2026-11-21', '12:00', '18:00')],
  ['Wednesday, but not before three', from('2026-11-25', '15:00')],
]);

readByBoth('refusals without another wish', [
  ["Tuesday doesn't work", none()],
  ["I can't do tomorrow", none()],
  ['not on Monday', none()],
  ["three o'clock doesn't work for me", none()],
  ['neither', none()],
  ["I don't know yet", none()],
  ['none of those work for me', none()],
  ['no thank you', none()],
  ["I'm not sure, whenever you like", none()],
]);

readByBoth('days that contradict each other', [
  ['Monday the 24th of November', asks(at('2026-11-24'), at('2026-11-23'))],
  ['Friday December 3rd', asks(at('2026-12-03'), at('2026-12-04'))],
  ['Tuesday the 25th', asks(at('2026-11-25'), at('2026-11-24'))],
  ['Saturday, November 29th', asks(at('2026-11-29'), at('2026-11-28'))],
  ['the 1st of December, that is a Wednesday', asks(at('2026-12-01'), at('2026-12-02'))],
  ['Wednesday, December 3rd 2026', asks(at('2026-12-03'), at('2026-12-02'))],
  ['tomorrow, Sunday', asks(at('2026-11-21'), at('2026-11-22'))],
  ['tomorrow, that is the 22nd', asks(at('2026-11-21'), at('2026-11-22'))],
  ['Monday November 24th at 3 pm', asks(at('2026-11-24', '15:00'), at('2026-11-23', '15:00'))],
]);

readByBoth('days that confirm each other', [
  ['tomorrow, Saturday', at('2026-11-21')],
  ['tomorrow, the 21st', at('2026-11-21')],
  ['Monday, the 23rd of November', at('2026-11-23')],
  ['next Tuesday, the 24th', at('2026-11-24')],
  ['next week on Thursday the 26th at two', at('2026-11-26', '14:00')],
  ['Friday the 27th', at('2026-11-27')],
  ['today, Friday', at('2026-11-20')],
]);
