import { asks, at, from, readAll } from '../../../../support/phrase-table.ts';
import { american, british, readByBoth } from './callers.ts';
import { before, span } from './spans.ts';

// Said on Friday, November 20th 2026.
readByBoth('whole sentences', [
  ["I'd like to book an appointment for next Tuesday at half past two, please", at('2026-11-24', '14:30')],
  ['Hi, do you have anything on Monday at ten in the morning?', at('2026-11-23', '10:00')],
  ['Could I come in tomorrow at three?', at('2026-11-21', '15:00')],
  ["I was wondering if there's something free the day after tomorrow around noon", at('2026-11-22', '12:00')],
  ['I need a haircut on Saturday at eleven', at('2026-11-21', '11:00')],
  ['Can you fit me in today at 4 pm?', at('2026-11-20', '16:00')],
  ['Is Wednesday the 2nd of December at 9:30 still available?', at('2026-12-02', '09:30')],
  ["Let's say Thursday, quarter past four", at('2026-11-26', '16:15')],
  ['I would prefer December 10th at two in the afternoon', at('2026-12-10', '14:00')],
  ['at half past three on the third of December would suit me', at('2026-12-03', '15:30')],
  ['Would it be possible to move it to Monday at 5?', at('2026-11-23', '17:00')],
  ['my wife and I would like to come in on Sunday at one', at('2026-11-22', '13:00')],
  ["three o'clock on Tuesday works for me", at('2026-11-24', '15:00')],
  ['a week from Monday at noon would be perfect', at('2026-11-30', '12:00')],
  ["I'm free on the 25th at quarter to five", at('2026-11-25', '16:45')],
  ['Please book me in for January 5th at 11 am', at('2027-01-05', '11:00')],
  ['I want to come two weeks from today at 2:30 in the afternoon', at('2026-12-04', '14:30')],
  ['Wednesday of next week, ten thirty, if you can', at('2026-11-25', '10:30')],
  ["next Monday, let's say ten to three", at('2026-11-23', '14:50')],
  ['yes, tomorrow at ten is fine', at('2026-11-21', '10:00')],
  ["sure, I'll take the one at 11:15 on Tuesday", at('2026-11-24', '11:15')],
  ['the first available on Thursday would be great', at('2026-11-26')],
  ['do you have any openings on Thursday', at('2026-11-26')],
  ['anything on the 30th?', at('2026-11-30')],
  ['what times do you have on Monday', at('2026-11-23')],
  ['Are you open on Sunday?', at('2026-11-22')],
  ['what about next Wednesday', at('2026-11-25')],
  ["I'm calling to see if you've got a spot tomorrow afternoon", span('2026-11-21', '12:00', '18:00')],
  ['any chance of an appointment on Monday evening', span('2026-11-23', '18:00', '22:00')],
  ['I can only do mornings next week', span('2026-11-23', '2026-11-29', '06:00', '12:00')],
  ['I finish work at four, so Tuesday after four would work', from('2026-11-24', '16:00')],
  ['Wednesday would be fine, but only after half past three', from('2026-11-25', '15:30')],
  ['I have to be gone by noon, so before noon on Monday', before('2026-11-23', '12:00')],
  ['on Tuesday I could come between two and four', span('2026-11-24', '14:00', '16:00')],
  ['could we do Thursday at eight in the evening', at('2026-11-26', '20:00')],
  ['Thursday at eight if possible', asks(at('2026-11-26', '08:00'), at('2026-11-26', '20:00'))],
  ['Friday at ten would be nice', asks(at('2026-11-27', '10:00'))],
  ['either tomorrow at ten or Monday at two', asks(at('2026-11-21', '10:00'), at('2026-11-23', '14:00'))],
  ['Monday at ten or at eleven', asks(at('2026-11-23', '10:00'), at('2026-11-23', '11:00'))],
  ['I want to cancel my appointment on Tuesday at three', at('2026-11-24', '15:00')],
  ['I have an appointment tomorrow at 11:30 and need to change it', at('2026-11-21', '11:30')],
  ['can I get a table for two on Saturday at 7 pm', at('2026-11-21', '19:00')],
  ['my name is Anna Miller and I need Monday at 4 pm', at('2026-11-23', '16:00')],
]);

readAll('whole sentences of an American', american, [
  ['can I get in Monday at a quarter of three', at('2026-11-23', '14:45')],
  ['do you have anything 12/3 around 2', at('2026-12-03', '14:00')],
  ["I'd like to come in the Monday after Thanksgiving at 9 am", at('2026-11-30', '09:00')],
]);

readAll('whole sentences of a Briton', british, [
  ['could you squeeze me in Tuesday half ten', at('2026-11-24', '10:30')],
  ['a week on Tuesday at half three would be lovely', at('2026-12-01', '15:30')],
  ['Have you got anything Monday week in the morning?', span('2026-11-30', '06:00', '12:00')],
  ['pop me in for the 3rd of the 12th at four', at('2026-12-03', '16:00')],
]);
