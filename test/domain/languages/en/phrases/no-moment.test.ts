import { at, none, readAll } from '../../../../support/phrase-table.ts';
import { american, british, readByBoth } from './callers.ts';

// Said on Friday, November 20th 2026.
readByBoth('what is no day and no time', [
  ['my name is May Johnson', none()],
  ['this is April speaking', none()],
  ["it's for June Miller", none()],
  ['my daughter April would like a haircut', none()],
  ['may I ask you something', none()],
  ['I may be able to come', none()],
  ["I'm 35 years old", none()],
  ['my son is ten', none()],
  ['she is 7 years old', none()],
  ['it is for three people', none()],
  ['a table for four', none()],
  ['there are two of us', none()],
  ['how much is it for two people', none()],
  ['does it cost 30 pounds', none()],
  ['is it twenty dollars', none()],
  ['I think it was 45 euros', none()],
  ['is there a 10 percent discount', none()],
  ['my number is 415 555 0101', none()],
  ['you can reach me on +491710000012', none()],
  ['I live at 12 Baker Street', none()],
  ['it takes 45 minutes', none()],
  ['the thirty minute massage', none()],
  ['how long is it, an hour and a half?', none()],
  ['one haircut please', none()],
  ['number 7', none()],
  ['the last one', none()],
  ['just a second please', none()],
  ['wait a minute', none()],
  ['one moment', none()],
  ['I have been a customer for 3 years', none()],
  ['the same as last time', none()],
  ['what are your opening hours', none()],
  ['I would like to make an appointment', none()],
  ['hello, can you hear me', none()],
  ['my email is june5@example.com', none()],
  ['my booking reference is 4 7 1 1', none()],
  ['my size is 12', none()],
]);

readByBoth('numbers and names next to a moment', [
  ['this is May Johnson, can I come tomorrow at 3', at('2026-11-21', '15:00')],
  ['April would like to come on Tuesday', at('2026-11-24')],
  ['June Miller, Monday at noon', at('2026-11-23', '12:00')],
  ['may I come on Tuesday at four', at('2026-11-24', '16:00')],
  ['for two people on Monday at noon', at('2026-11-23', '12:00')],
  ['a table for four tomorrow at six', at('2026-11-21', '18:00')],
  ['a 60 minute massage tomorrow at 11', at('2026-11-21', '11:00')],
  ['the thirty minute one on Tuesday at two', at('2026-11-24', '14:00')],
  ['my daughter is seven, could she come tomorrow at ten', at('2026-11-21', '10:00')],
  ['the 40 dollar cut on Wednesday at 3 pm', at('2026-11-25', '15:00')],
  ['one haircut on Thursday at one', at('2026-11-26', '13:00')],
  ['my number is 415 555 0101 and I want Monday at ten', at('2026-11-23', '10:00')],
  ['I live at 12 Baker Street, tomorrow at 5 pm please', at('2026-11-21', '17:00')],
  ['I will be 10 minutes late on Monday', at('2026-11-23')],
  ['just a second, Tuesday at two is fine', at('2026-11-24', '14:00')],
  ['one of us can come on Monday at two', at('2026-11-23', '14:00')],
]);

readByBoth('days and times that do not exist', [
  ['February 30th', none('no_such_day')],
  ['the 30th of February', none('no_such_day')],
  ['the 31st of November', none('no_such_day')],
  ['November thirty-first', none('no_such_day')],
  ['April 31st at 3 pm', none('no_such_day')],
  ['the 31st of June', none('no_such_day')],
  ['February 29th 2027', none('no_such_day')],
  ['the 32nd of December', none('no_such_day')],
  ['2026-11-31', none('no_such_day')],
  ["at 25 o'clock", none('no_such_time')],
  ['26:00', none('no_such_time')],
  ['14:75', none('no_such_time')],
  ['tomorrow at 25:30', none('no_such_time')],
  ['February 29th', at('2028-02-29')],
]);

readAll('digits that are no date, month first', american, [
  ['13/32', none('no_such_day')],
  ['2/30/2027', none('no_such_day')],
]);

readAll('digits that are no date, day first', british, [
  ['31/11', none('no_such_day')],
  ['30/2/2027', none('no_such_day')],
]);
