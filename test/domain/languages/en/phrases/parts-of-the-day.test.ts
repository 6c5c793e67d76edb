import { describe, expect, it } from 'vitest';
import { readMoment } from '../../../../../src/domain/speech/read-moment.ts';
import { asks, at, from } from '../../../../support/phrase-table.ts';
import { british, readByBoth } from './callers.ts';
import { before, span } from './spans.ts';

// Said at 10:00 on Friday, November 20th 2026.
readByBoth('parts of the day', [
  ['in the morning', span('06:00', '12:00')],
  ['in the afternoon', span('12:00', '18:00')],
  ['in the evening', span('18:00', '22:00')],
  ['afternoons are best', span('12:00', '18:00')],
  ['preferably in the afternoon', span('12:00', '18:00')],
  ['at lunchtime', span('12:00', '14:00')],
  ['tomorrow morning', span('2026-11-21', '06:00', '12:00')],
  ['tomorrow afternoon', span('2026-11-21', '12:00', '18:00')],
  ['tomorrow evening', span('2026-11-21', '18:00', '22:00')],
  ['tomorrow in the morning', span('2026-11-21', '06:00', '12:00')],
  ['the day after tomorrow in the afternoon', span('2026-11-22', '12:00', '18:00')],
  ['this afternoon', span('2026-11-20', '12:00', '18:00')],
  ['this evening', span('2026-11-20', '18:00', '22:00')],
  ['tonight', span('2026-11-20', '18:00', '22:00')],
  ['Monday morning', span('2026-11-23', '06:00', '12:00')],
  ['on Tuesday afternoon', span('2026-11-24', '12:00', '18:00')],
  ['Wednesday evening', span('2026-11-25', '18:00', '22:00')],
  ['next Thursday morning', span('2026-11-26', '06:00', '12:00')],
  ['the morning of next Thursday', span('2026-11-26', '06:00', '12:00')],
  ['Tuesday sometime in the morning', span('2026-11-24', '06:00', '12:00')],
  ['Thursday at lunchtime', span('2026-11-26', '12:00', '14:00')],
  ['Monday over lunch', span('2026-11-23', '12:00', '14:00')],
  ['the morning of December 3rd', span('2026-12-03', '06:00', '12:00')],
  ['the afternoon of the 3rd of December', span('2026-12-03', '12:00', '18:00')],
  ['the evening of the 25th', span('2026-11-25', '18:00', '22:00')],
  ['December 3rd in the evening', span('2026-12-03', '18:00', '22:00')],
  ['a week from Monday in the morning', span('2026-11-30', '06:00', '12:00')],
  ['Friday afternoon', asks(span('2026-11-27', '12:00', '18:00'), span('2026-11-20', '12:00', '18:00'))],
  ['Monday morning or Tuesday afternoon', asks(span('2026-11-23', '06:00', '12:00'))],
  ['tomorrow at noon', at('2026-11-21', '12:00')],
  ['Monday noon', at('2026-11-23', '12:00')],
  ['tonight at 8', at('2026-11-20', '20:00')],
  ['at seven tonight', at('2026-11-20', '19:00')],
  ['this evening at half past six', at('2026-11-20', '18:30')],
  ['tomorrow morning at eight', at('2026-11-21', '08:00')],
  ['tomorrow morning around nine', at('2026-11-21', '09:00')],
  ['Tuesday evening at 7', at('2026-11-24', '19:00')],
  ['at seven on Tuesday evening', at('2026-11-24', '19:00')],
  ['before noon tomorrow', before('2026-11-21', '12:00')],
]);

/** What is said loosely has no exact bounds: any span inside these is a right reading, later than that is a wrong one. */
describe('loosely said times', () => {
  it.each([
    ['first thing tomorrow', '2026-11-21', '06:00', '12:00'],
    ['first thing Monday morning', '2026-11-23', '06:00', '12:00'],
    ['first thing in the morning on Tuesday', '2026-11-24', '06:00', '12:00'],
    ['early Monday morning', '2026-11-23', '06:00', '12:00'],
    ['early tomorrow morning', '2026-11-21', '06:00', '12:00'],
    ['late tomorrow morning', '2026-11-21', '09:00', '12:30'],
    ['mid-morning on Tuesday', '2026-11-24', '08:00', '12:00'],
    ['early afternoon on Wednesday', '2026-11-25', '12:00', '16:00'],
    ['Wednesday early afternoon', '2026-11-25', '12:00', '16:00'],
    ['mid afternoon on Thursday', '2026-11-26', '13:00', '17:00'],
    ['late tomorrow afternoon', '2026-11-21', '14:00', '19:00'],
    ['late afternoon on Monday', '2026-11-23', '14:00', '19:00'],
    ['early evening on Wednesday', '2026-11-25', '17:00', '20:30'],
    ['after work on Monday', '2026-11-23', '15:30', '22:00'],
    ['Tuesday after work', '2026-11-24', '15:30', '22:00'],
    ['after lunch on Tuesday', '2026-11-24', '12:00', '18:00'],
    ['before lunch tomorrow', '2026-11-21', '06:00', '13:00'],
    ['before work on Wednesday', '2026-11-25', '06:00', '10:00'],
    ['around lunchtime on Monday', '2026-11-23', '11:00', '14:30'],
    ['on my lunch break on Thursday', '2026-11-26', '11:00', '14:30'],
    ['Tuesday night', '2026-11-24', '18:00', '24:00'],
    ['later this afternoon', '2026-11-20', '12:00', '18:00'],
  ])('reads "%s" as some time on %s from %s to %s (ASK-32, ASK-33)', (phrase, date, earliest, latest) => {
    const answer = readMoment(phrase, british);
    expect(answer).toMatchObject({ status: 'resolved', reading: { date } });
    if (answer.status !== 'resolved') return;
    const { time, untilTime } = answer.reading;
    expect(time ?? untilTime).toBeDefined();
    for (const said of [time, untilTime]) {
      if (said === undefined) continue;
      expect(said >= earliest).toBe(true);
      expect(said <= latest).toBe(true);
    }
  });
});

readByBoth('bounds made of parts of the day', [
  ['any time after noon on Monday', from('2026-11-23', '12:00')],
  ['until noon on Tuesday', before('2026-11-24', '12:00')],
]);
