import { describe, expect, it } from 'vitest';
import { judgeDrive } from '../../../scripts/drive/judge-drive.ts';
import type { DriveEnd } from '../../../scripts/drive/judge-drive.ts';
import type { Exchange } from '../../../scripts/drive/exchange.ts';
import type { SimBooking } from '../../simulators/calcom/calendar-book.ts';

const SLACK_MS = 25;
const SLOT = { eventTypeId: 7, service: 'Lakeside Cuts', date: '2019-03-11', time: '16:00' };
const STARTS_AT = new Date('2019-03-11T23:00:00Z');
const BOOKED = { success: true, status: 'scheduled', date: SLOT.date, time: SLOT.time, message: 'Done.' };

function confirmed(changes: Partial<Exchange> = {}): Exchange {
  return {
    name: 'confirm_booking',
    question: 1,
    slot: SLOT,
    isFree: true,
    status: 200,
    isObject: true,
    answer: BOOKED,
    ms: 40,
    ...changes,
  };
}

function booking(start: Date): SimBooking {
  return {
    id: 1,
    uid: 'uid-1',
    eventTypeId: SLOT.eventTypeId,
    host: 'Lakeside Cuts',
    hostId: 1,
    status: 'accepted',
    start,
    end: new Date(start.getTime() + 900_000),
    title: 'Lakeside Cuts',
    attendees: [],
    guests: [],
    metadata: {},
    responses: {},
    location: '',
    cancellationReason: '',
    icsUid: '',
    sequence: 0,
    createdAt: start,
    updatedAt: start,
    source: 'api',
  };
}

function judged(changes: Partial<DriveEnd>): string[] {
  const end: DriveEnd = {
    exchanges: [confirmed()],
    final: { slot: SLOT, startsAt: STARTS_AT },
    bookings: [booking(STARTS_AT)],
    differences: [],
    held: [],
    untakenEvents: [],
  };
  return judgeDrive({ ...end, ...changes }, SLACK_MS);
}

describe('judgeDrive', () => {
  it('finds nothing where the one booking stands that was wished and heard', () => {
    expect(judged({})).toEqual([]);
  });

  it('finds a "booked" for a time that is taken, and an offer of it', () => {
    const said = [confirmed({ isFree: false }), confirmed({ name: 'start_booking', isFree: false })];
    expect(judged({ exchanges: said })).toEqual([
      'confirm_booking: booked, and 2019-03-11 16:00 is taken',
      'start_booking: offered, and 2019-03-11 16:00 is taken',
    ]);
  });

  it('finds a "booked" that speaks of another time', () => {
    const said = confirmed({ answer: { ...BOOKED, time: '16:15' } });
    expect(judged({ exchanges: [said] })).toEqual([
      'confirm_booking: booked another time than 2019-03-11 16:00',
    ]);
  });

  it('takes a "dropped" for no booking', () => {
    const said = confirmed({ isFree: false, answer: { success: true, status: 'dropped', message: 'Fine.' } });
    expect(judged({ exchanges: [said] })).toEqual([]);
  });

  it('finds a booking that is missing, doubled or elsewhere', () => {
    expect(judged({ bookings: [] })).toEqual(['0 bookings at 2019-03-11 16:00 (confirm_booking: ok)']);
    expect(judged({ bookings: [booking(STARTS_AT), booking(STARTS_AT)] })).toEqual([
      '2 bookings at 2019-03-11 16:00 (confirm_booking: ok)',
    ]);
    const later = new Date(STARTS_AT.getTime() + 900_000);
    expect(judged({ bookings: [booking(STARTS_AT), booking(later)] })).toEqual([
      'a booking at 2019-03-11T23:15:00.000Z that nobody wanted',
    ]);
  });

  it('finds an answer that is late, missing or no object, and one that is not 200', () => {
    const wrong: Partial<Exchange>[] = [{ ms: 1_526 }, { status: 0 }, { status: 500 }, { isObject: false }];
    expect(wrong.flatMap((changes) => judged({ exchanges: [confirmed(changes)] }))).toEqual([
      'confirm_booking: 1526 ms, its budget is 1500',
      'confirm_booking: no answer',
      'confirm_booking: status 500',
      'confirm_booking: status 200',
    ]);
  });

  it('finds a repeat that was told something else, unless one was told to wait', () => {
    const refused = { success: false, reason: 'nothing_offered', message: 'Nothing is offered.' };
    expect(judged({ exchanges: [confirmed(), confirmed({ answer: refused })] })).toEqual([
      'confirm_booking: first ok, repeated refused: nothing_offered',
    ]);
    const waiting = { success: false, pending: true, message: 'Still on it.' };
    expect(judged({ exchanges: [confirmed({ answer: waiting }), confirmed()] })).toEqual([]);
    expect(judged({ exchanges: [confirmed(), confirmed({ question: 2, answer: refused })] })).toEqual([]);
  });

  it('passes on what is held, what differs and what was not taken', () => {
    const found = judged({ held: ['a hold'], differences: ['status'], untakenEvents: ['call_ended'] });
    expect(found).toEqual(['call_ended was not taken', 'status', 'still held after the call: a hold']);
  });
});
