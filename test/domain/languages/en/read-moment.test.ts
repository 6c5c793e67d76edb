import { describe, expect, it } from 'vitest';
import { readMoment } from '../../../../src/domain/speech/read-moment.ts';
import type { Reading } from '../../../../src/domain/speech/reading.ts';

// Thursday, August 13th 2026, 10:00 in New York.
const context = { now: new Date('2026-08-13T10:00:00-04:00'), zone: 'America/New_York', locale: 'en-US' };
const read = (text: string) => readMoment(text, context);
const day = (date: string): Reading => ({ kind: 'at', date });
const time = (clock: string): Reading => ({ kind: 'at', time: clock });
const both = (date: string, clock: string): Reading => ({ kind: 'at', date, time: clock });

describe('English dates', () => {
  it.each([
    ['2026-09-03', '2026-09-03'],
    ['9/3', '2026-09-03'],
    ['9/3/2026', '2026-09-03'],
    ['9/3/27', '2027-09-03'],
    ['23/9', '2026-09-23'],
    ['September 3rd', '2026-09-03'],
    ['Sept. 3', '2026-09-03'],
    ['3 Sep', '2026-09-03'],
    ['the third of September', '2026-09-03'],
    ['september the third', '2026-09-03'],
    ['September 3rd, 2027', '2027-09-03'],
    ['october twenty-fourth', '2026-10-24'],
    ['the twenty fourth of october', '2026-10-24'],
    ['the second of march', '2027-03-02'],
    ['July 4th', '2027-07-04'],
    ['August 13th', '2026-08-13'],
    ['february 29th', '2028-02-29'],
    ['the 20th', '2026-08-20'],
    ['on the 5th', '2026-09-05'],
    ['the 15th of next month', '2026-09-15'],
    ['today', '2026-08-13'],
    ['tomorrow', '2026-08-14'],
    ['the day after tomorrow', '2026-08-15'],
    ['yesterday', '2026-08-12'],
    ['in three days', '2026-08-16'],
    ['in two weeks', '2026-08-27'],
    ['a week from tomorrow', '2026-08-21'],
    ['friday', '2026-08-14'],
    ['Tues', '2026-08-18'],
    ['this friday', '2026-08-14'],
    ['this coming tuesday', '2026-08-18'],
    ['next monday', '2026-08-17'],
    ['next friday', '2026-08-21'],
    ['next thursday', '2026-08-20'],
    ['tuesday next week', '2026-08-18'],
    ['next week on wednesday', '2026-08-19'],
    ['last monday', '2026-08-10'],
    ['monday august 17th', '2026-08-17'],
    ['monday the 17th', '2026-08-17'],
    ['first monday of september', '2026-09-07'],
    ['may i come on friday', '2026-08-14'],
    ["tuesday doesn't work, wednesday does", '2026-08-19'],
    ["i can't make friday, how about monday", '2026-08-17'],
  ])('reads "%s" as %s (ASK-05, ASK-33)', (text, date) => {
    expect(read(text)).toEqual({ status: 'resolved', reading: day(date) });
  });

  it('puts the day first for British callers', () => {
    const british = { ...context, locale: 'en-GB' };
    expect(readMoment('3/9', british)).toEqual({ status: 'resolved', reading: day('2026-09-03') });
    expect(readMoment('3/9/2027', british)).toEqual({ status: 'resolved', reading: day('2027-09-03') });
  });
});

describe('English times', () => {
  it.each([
    ['14:30', '14:30'],
    ['2 pm', '14:00'],
    ['2pm', '14:00'],
    ['2:30 p.m.', '14:30'],
    ['2:30PM', '14:30'],
    ['at 14:30', '14:30'],
    ['230 pm', '14:30'],
    ['half past two pm', '14:30'],
    ['quarter to four in the afternoon', '15:45'],
    ['twenty past eight in the evening', '20:20'],
    ['ten thirty', '10:30'],
    ['at ten fifteen', '10:15'],
    ['nine oh five am', '09:05'],
    ['at 9', '09:00'],
    ["10 o'clock", '10:00'],
    ["at eleven o'clock", '11:00'],
    ['noon', '12:00'],
    ['12 pm', '12:00'],
    ['12 am', '00:00'],
    ['midnight', '00:00'],
    ['seven in the morning', '07:00'],
    ['evening at six', '18:00'],
    ['afternoon 2', '14:00'],
  ])('reads "%s" as %s', (text, clock) => {
    expect(read(text)).toEqual({ status: 'resolved', reading: time(clock) });
  });

  it.each([
    ['at seven', '07:00', '19:00'],
    ['quarter to eight', '07:45', '19:45'],
    ['half past eight', '08:30', '20:30'],
  ])('asks which half of the day "%s" is in', (text, likely, other) => {
    expect(read(text)).toEqual({ status: 'ambiguous', candidates: [time(likely), time(other)] });
  });
});

describe('English days with times', () => {
  it.each([
    ['friday at 2pm', '2026-08-14', '14:00'],
    ['tomorrow at noon', '2026-08-14', '12:00'],
    ['9/3/2026 2:30 p.m.', '2026-09-03', '14:30'],
    ['september third at nine thirty', '2026-09-03', '09:30'],
    ['tomorrow afternoon at 5', '2026-08-14', '17:00'],
    ['eight tonight', '2026-08-13', '20:00'],
    ['tonight at 1am', '2026-08-14', '01:00'],
    ['today at 3', '2026-08-13', '15:00'],
    ['in an hour', '2026-08-13', '11:00'],
    ['in half an hour', '2026-08-13', '10:30'],
    ['1 day 2 hours from now', '2026-08-14', '12:00'],
    ['wednesday no sorry thursday next week at 4 pm', '2026-08-20', '16:00'],
    ['table for two people on friday at 7 pm', '2026-08-14', '19:00'],
    ['2026-09-03T12:30:00Z', '2026-09-03', '08:30'],
  ])('reads "%s" as %s at %s', (text, date, clock) => {
    expect(read(text)).toEqual({ status: 'resolved', reading: both(date, clock) });
  });

  it.each<[string, Reading]>([
    ['after 3pm', { kind: 'from', time: '15:00' }],
    ['not before 10', { kind: 'from', time: '10:00' }],
    ['before noon', { kind: 'until', untilTime: '12:00' }],
    ['by 5 pm', { kind: 'until', untilTime: '17:00' }],
    ['no later than 4 pm', { kind: 'until', untilTime: '16:00' }],
    ['between 2 and 4 pm', { kind: 'between', time: '14:00', untilTime: '16:00' }],
    ['9am-11am', { kind: 'between', time: '09:00', untilTime: '11:00' }],
    ['9 am until 5', { kind: 'between', time: '09:00', untilTime: '17:00' }],
    ['tomorrow morning', { kind: 'between', date: '2026-08-14', time: '06:00', untilTime: '12:00' }],
    ['next week', { kind: 'between', date: '2026-08-17', untilDate: '2026-08-23' }],
    ['from september 3rd to 5th', { kind: 'between', date: '2026-09-03', untilDate: '2026-09-05' }],
    ['early december', { kind: 'between', date: '2026-12-01', untilDate: '2026-12-10' }],
    ['next month', { kind: 'between', date: '2026-09-01', untilDate: '2026-09-30' }],
  ])('reads "%s" as bounds', (text, reading) => {
    expect(read(text)).toEqual({ status: 'resolved', reading });
  });

  it.each<[string, Reading[]]>([
    ['thursday', [day('2026-08-20'), day('2026-08-13')]],
    ['friday september 3rd', [day('2026-09-03'), day('2026-09-04'), day('2027-09-03')]],
    ['monday or tuesday', [day('2026-08-17'), day('2026-08-18')]],
    [
      'from 7 to 9',
      [
        { kind: 'between', time: '07:00', untilTime: '09:00' },
        { kind: 'between', time: '19:00', untilTime: '21:00' },
      ],
    ],
  ])('asks what "%s" means', (text, candidates) => {
    expect(read(text)).toEqual({ status: 'ambiguous', candidates });
  });

  it.each([
    '',
    'hello',
    'february 30th',
    '13/25',
    'it is $12',
    '20 dollars',
    'i have 3 kids',
    '415 555 0101',
    '5551234567',
    'the first one',
    'one second',
    'wait a second',
    'room 12',
    'i am 30 years old',
    'as many as possible',
  ])('finds nothing in "%s" rather than guess', (text) => {
    expect(read(text)).toMatchObject({ status: 'none' });
  });
});

describe('English holidays', () => {
  it.each([
    ['christmas eve', '2026-12-24'],
    ['Christmas Day', '2026-12-25'],
    ["New Year's Eve", '2026-12-31'],
    ['on Thanksgiving', '2026-11-26'],
    ['Labor Day', '2026-09-07'],
    ['Good Friday', '2027-03-26'],
    ['next Easter', '2027-03-28'],
  ])('reads "%s" as %s', (text, date) => {
    expect(read(text)).toEqual({ status: 'resolved', reading: day(date) });
  });
});
