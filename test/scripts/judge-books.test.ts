import { describe, expect, it } from 'vitest';
import { judgeBooks } from '../../scripts/storm/judge-books.ts';
import type { Books } from '../../scripts/storm/judge-books.ts';
import type { SimBooking } from '../simulators/calcom/calendar-book.ts';

const NOW = new Date('2026-11-23T06:00:00Z');
const NINE = new Date('2026-11-24T08:00:00Z');
const HALF_AN_HOUR_MS = 1_800_000;

/** One caller, one appointment, one booking, at nine o'clock in Berlin. */
function goodBooks(): Books & { booking: SimBooking } {
  const ends = new Date(NINE.getTime() + HALF_AN_HOUR_MS);
  const booking: SimBooking = {
    id: 1,
    uid: 'uid1',
    eventTypeId: 7,
    host: 'Vera Lindt',
    hostId: 3,
    status: 'accepted',
    start: NINE,
    end: ends,
    title: 'Beratung',
    attendees: [],
    guests: [],
    metadata: { slotline_write: 'wrt_1', call_id: 'call_1' },
    responses: {},
    location: '',
    cancellationReason: '',
    icsUid: 'uid1@Cal.com',
    sequence: 0,
    createdAt: NOW,
    updatedAt: NOW,
    source: 'api',
  };
  return {
    booking,
    bookings: [booking],
    ledger: {
      claims: [
        { id: 'clm_1', seat: 'staff:1', state: 'booked', startsAt: NINE, endsAt: ends, expiresAt: null },
      ],
      appointments: [
        {
          id: 'apt_1',
          callId: 'call_1',
          status: 'scheduled',
          startsAt: NINE,
          endsAt: ends,
          claimId: 'clm_1',
          uid: 'uid1',
        },
      ],
      openWrites: [],
      confirming: [],
      runningDeeds: [],
      waitingWebhooks: 0,
    },
    attempts: [
      {
        callId: 'call_1',
        belief: { kind: 'booked', appointmentId: 'apt_1', at: { date: '2026-11-24', time: '09:00' } },
        trail: [],
      },
      { callId: 'call_2', belief: { kind: 'nothing' }, trail: [] },
    ],
    now: NOW,
  };
}

function brokenRules(books: Books): string[] {
  return judgeBooks(books)
    .filter(({ broken }) => broken.length > 0)
    .map(({ rule }) => rule);
}

type Plant = (books: ReturnType<typeof goodBooks>) => void;

const PLANTED: [what: string, plant: Plant, rules: string[]][] = [
  [
    'the same wish booked twice in the calendar',
    ({ bookings, booking }) => void bookings.push({ ...booking, uid: 'uid2' }),
    [
      'overlapping bookings in the calendar',
      'writes that made two bookings',
      'callers who heard "booked" without exactly that one booking',
      'bookings of ours without a caller and an appointment',
      'appointments and bookings that differ',
    ],
  ],
  [
    'a second time of the same seat that begins before the first ends',
    ({ ledger }) => {
      const [first] = ledger.claims;
      if (first !== undefined) {
        ledger.claims.push({
          ...first,
          id: 'clm_2',
          state: 'held',
          startsAt: new Date(NINE.getTime() + 1),
          expiresAt: NINE,
        });
      }
    },
    ['overlapping held or booked ranges in the ledger'],
  ],
  [
    'a booking that only our tables have',
    ({ bookings }) => void bookings.pop(),
    ['callers who heard "booked" without exactly that one booking', 'appointments and bookings that differ'],
  ],
  [
    'an appointment that was lost',
    ({ ledger }) => void ledger.appointments.pop(),
    [
      'callers who heard "booked" without exactly that one booking',
      'bookings of ours without a caller and an appointment',
      'appointments and bookings that differ',
      'appointments without a booked claim on their time',
    ],
  ],
  [
    'a caller who was told another time',
    ({ attempts }) => {
      attempts[0] = {
        callId: 'call_1',
        belief: { kind: 'booked', appointmentId: 'apt_1', at: { date: '2026-11-24', time: '09:20' } },
        trail: [],
      };
    },
    ['callers who heard "booked" without exactly that one booking'],
  ],
  [
    'a caller who was refused and is booked all the same',
    ({ attempts }) => void (attempts[0] = { callId: 'call_1', belief: { kind: 'nothing' }, trail: [] }),
    ['callers who heard of no booking and have one'],
  ],
  [
    'a booking of a call that nobody made',
    ({ attempts }) => void attempts.shift(),
    ['bookings of ours without a caller and an appointment'],
  ],
  [
    'an appointment that keeps no time',
    ({ ledger }) => void ledger.claims.pop(),
    ['appointments without a booked claim on their time'],
  ],
  [
    'a write without an end',
    ({ ledger }) => void ledger.openWrites.push({ id: 'wrt_1', kind: 'book', state: 'unknown' }),
    ['writes whose end is not known'],
  ],
  [
    'an offer that is confirmed for good',
    ({ ledger }) => void ledger.confirming.push('bkg_1'),
    ['offers that are being confirmed for good'],
  ],
  [
    'a hold that never ends',
    ({ ledger }) => {
      const later = { startsAt: new Date('2026-11-25T08:00:00Z'), endsAt: new Date('2026-11-25T08:20:00Z') };
      ledger.claims.push({ id: 'clm_2', seat: 'staff:1', state: 'held', expiresAt: null, ...later });
    },
    ['holds past their end or without one'],
  ],
  [
    'a deed that is taken for good',
    ({ ledger }) =>
      void ledger.runningDeeds.push({
        function: 'confirm_booking',
        leaseUntil: new Date('2026-11-23T06:01:00Z'),
      }),
    ['deeds that nobody else may take over'],
  ],
  [
    'a webhook that was not worked off',
    ({ ledger }) => void (ledger.waitingWebhooks = 1),
    ['webhooks that wait'],
  ],
];

describe('the judge of a storm', () => {
  it('finds nothing where callers, tables and calendar agree', () => {
    expect(brokenRules(goodBooks())).toEqual([]);
  });

  it.each(PLANTED)('finds %s', (_what, plant, rules) => {
    const books = goodBooks();
    plant(books);
    expect(brokenRules(books)).toEqual(rules);
  });

  it('lets an appointment go that the staff cancelled in the calendar, and not one that it moved to nowhere', () => {
    const books = goodBooks();
    Object.assign(books.booking, { status: 'cancelled', cancelledBy: 'vera@example.com' });
    books.ledger.claims.pop();
    books.ledger.appointments.forEach((one) => (one.status = 'cancelled'));
    expect(brokenRules(books)).toEqual([]);
    delete books.booking.cancelledBy;
    expect(brokenRules(books)).toEqual(['callers who heard "booked" without exactly that one booking']);
  });
});
