import { describe, expect, it } from 'vitest';
import { compare } from '../../scripts/demo/compare-ledger.ts';
import type { Appointment } from '../../src/domain/appointment.ts';
import type { SimBooking } from '../simulators/calcom/calendar-book.ts';

const start = new Date('2026-11-26T13:30:00Z');
const end = new Date('2026-11-26T14:15:00Z');

function appointment(over: Partial<Appointment> = {}): Appointment {
  return {
    id: 'apt_1',
    status: 'scheduled',
    startsAt: start,
    endsAt: end,
    source: 'voice',
    heardOfAt: start,
    ...over,
  };
}

function booking(over: Partial<SimBooking> = {}): SimBooking {
  return {
    id: 1,
    uid: 'uid-1',
    eventTypeId: 7,
    host: 'Anna Berger',
    hostId: 3,
    status: 'accepted',
    start,
    end,
    title: 'Herrenhaarschnitt',
    attendees: [],
    guests: [],
    metadata: {},
    responses: {},
    location: '',
    cancellationReason: '',
    icsUid: 'uid-1',
    sequence: 0,
    createdAt: start,
    updatedAt: start,
    source: 'api',
    ...over,
  };
}

describe('an appointment on both sides', () => {
  it.each([
    ['scheduled', 'accepted'],
    ['requested', 'pending'],
    ['cancelled', 'cancelled'],
    ['cancelled', 'rejected'],
    ['completed', 'accepted'],
  ] as const)('is the same when it is %s here and %s in the calendar', (ours, theirs) => {
    expect(compare(appointment({ status: ours }), booking({ status: theirs })).differences).toEqual([]);
  });

  it('differs in its status', () => {
    expect(compare(appointment(), booking({ status: 'cancelled' })).differences).toEqual([
      'status: scheduled here, cancelled in the calendar',
    ]);
  });

  it('differs in its start', () => {
    const moved = booking({ start: new Date('2026-11-27T09:00:00Z') });
    expect(compare(appointment(), moved).differences).toEqual([
      'start: 2026-11-26T13:30:00.000Z here, 2026-11-27T09:00:00.000Z in the calendar',
    ]);
  });

  it('differs when one side does not have it', () => {
    expect(compare(undefined, booking()).differences).toEqual(['our database has no such appointment']);
    expect(compare(appointment(), undefined).differences).toEqual(['the calendar has no such booking']);
  });
});
