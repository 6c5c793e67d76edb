import { asks, at, from, none } from '../../../../support/phrase-table.ts';
import { readByBoth } from './callers.ts';
import { before, span } from './spans.ts';

// Said on Friday, November 20th 2026.
readByBoth('why before when', [
  ["Monday to Wednesday I'm away, Thursday at nine would work", at('2026-11-26', '09:00')],
  ["tomorrow's my birthday so make it Tuesday at four", at('2026-11-24', '16:00')],
  ['my son has football on Tuesday, so Wednesday at five', at('2026-11-25', '17:00')],
  ["on Monday I'm at the dentist, what about Tuesday", at('2026-11-24')],
  ["Tuesday you're closed, right? Then Wednesday at nine", at('2026-11-25', '09:00')],
  ["forget Monday, I'll take Tuesday", at('2026-11-24')],
  ['I get off at five so after five thirty on Tuesday', from('2026-11-24', '17:30')],
  ['I finish at four, any time after that on Monday', from('2026-11-23', '16:00')],
  ['tomorrow is Saturday, so Monday at nine', at('2026-11-23', '09:00')],
  ['Monday is okay, Tuesday is better', at('2026-11-24')],
]);

readByBoth('one thing said twice', [
  ['Tuesday, so the 24th, at ten', at('2026-11-24', '10:00')],
  ['next week, so Wednesday', at('2026-11-25')],
  ["if it's Tuesday then at four", at('2026-11-24', '16:00')],
  ['Monday works, or Tuesday', asks(at('2026-11-23'), at('2026-11-24'))],
]);

readByBoth('days gone by', [
  ['last Monday you told me the 30th', at('2026-11-30')],
  ['Tuesday just gone I rang, and you said the 25th at ten', at('2026-11-25', '10:00')],
  ['yesterday at nine I called, can I come on Tuesday', at('2026-11-24')],
  ['I was there last Monday', at('2026-11-16')],
]);

readByBoth('one moment in the place of another', [
  ['Thursday instead of Wednesday at 4', at('2026-11-26', '16:00')],
  ['4pm instead of 3pm on Monday', at('2026-11-23', '16:00')],
  ['instead of Monday could it be Tuesday please, same time, ten', at('2026-11-24', '10:00')],
  ['rather than Monday at three, Tuesday at four', at('2026-11-24', '16:00')],
  ['swap Monday for Thursday', at('2026-11-26')],
  ['reschedule Monday to Wednesday at eleven', at('2026-11-25', '11:00')],
  ["can we push the two o'clock on Monday to four", at('2026-11-23', '16:00')],
  ['my appointment is on Monday at ten, can I move it to eleven', at('2026-11-23', '11:00')],
]);

readByBoth('words taken back', [
  ['at two, I mean at four', at('16:00')],
  ['on Tuesday, excuse me, Thursday', at('2026-11-26')],
  ['next Monday at three, oh shoot, I have class, four', at('2026-11-23', '16:00')],
]);

readByBoth('bounds that follow from hours taken', [
  ["I'm at school until twelve", from('12:00')],
  ["I'm at work until five on Monday", from('2026-11-23', '17:00')],
  ['on holiday until the 5th of December', asks(from('2026-12-05'), from('2026-12-06'))],
  ["from four on I can't", before('16:00')],
  ["after eleven doesn't work on Monday", before('2026-11-23', '11:00')],
  ["I don't get home until six", from('18:00')],
  ["I can't get there until four on Monday", from('2026-11-23', '16:00')],
  ["I'm working tomorrow", none()],
  ["I'm closed on Monday", none()],
]);

readByBoth('parts of a day with a bound in them', [
  ['in the afternoon, but not before four', span('16:00', '18:00')],
  ['in the morning, not before nine', span('09:00', '12:00')],
  ['tomorrow evening after seven', span('2026-11-21', '19:00', '22:00')],
  ['Tuesday evening, seven at the earliest', span('2026-11-24', '19:00', '22:00')],
  ['mornings before ten', span('06:00', '10:00')],
  ['from four in the afternoon', from('16:00')],
  ['tomorrow morning first thing, when you open', span('2026-11-21', '07:00', '09:00')],
]);
