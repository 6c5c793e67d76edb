import { toWallTime } from '../../src/domain/wall-clock.ts';
import type { SimBooking } from '../../test/simulators/calcom/calendar-book.ts';
import type { PlayedAttempt } from './play-attempt.ts';
import type { Ledger, LedgerAppointment } from './read-ledger.ts';
import { STORM_ZONE } from './storm-tenant.ts';

/** One thing that must never be, and where it is all the same. */
export interface Finding {
  kind: 'double' | 'lost' | 'stuck' | 'told';
  rule: string;
  /** What breaks the rule, by ids; empty where nothing does. */
  broken: string[];
}

/** All there is to know of one tenant when everything has come to rest. */
export interface Books {
  ledger: Ledger;
  bookings: SimBooking[];
  attempts: PlayedAttempt[];
  /** Business time. */
  now: Date;
}

/** Compares what callers were told, our tables and the calendar. */
export function judgeBooks(books: Books): Finding[] {
  const { ledger, bookings, now } = books;
  const standing = bookings.filter(isStanding);
  return [
    finding(
      'double',
      'overlapping held or booked ranges in the ledger',
      overlapsOf(ledger.claims.map(claimRange)),
    ),
    finding('double', 'overlapping bookings in the calendar', overlapsOf(standing.map(bookingRange))),
    finding('double', 'writes that made two bookings', doubles(bookings)),
    finding('lost', 'callers who heard "booked" without exactly that one booking', unkept(books, standing)),
    finding('double', 'callers who heard of no booking and have one', unasked(books, standing)),
    finding('lost', 'bookings of ours without a caller and an appointment', ownerless(books, standing)),
    finding('lost', 'appointments and bookings that differ', differences(ledger, standing)),
    finding('lost', 'appointments without a booked claim on their time', unclaimed(ledger)),
    finding(
      'stuck',
      'writes whose end is not known',
      ledger.openWrites.map(({ id, kind }) => `${kind} ${id}`),
    ),
    finding('stuck', 'offers that are being confirmed for good', ledger.confirming),
    finding('stuck', 'holds past their end or without one', staleHolds(ledger, now)),
    finding('stuck', 'deeds that nobody else may take over', heldDeeds(ledger, now)),
    finding(
      'stuck',
      'webhooks that wait',
      ledger.waitingWebhooks === 0 ? [] : [`${ledger.waitingWebhooks} of them`],
    ),
  ];
}

function finding(kind: Finding['kind'], rule: string, broken: string[]): Finding {
  return { kind, rule, broken };
}

function isStanding({ status }: SimBooking): boolean {
  return status === 'accepted' || status === 'pending';
}

interface Range {
  id: string;
  of: string;
  from: number;
  until: number;
}

function claimRange(claim: Ledger['claims'][number]): Range {
  return { id: claim.id, of: claim.seat, from: claim.startsAt.getTime(), until: claim.endsAt.getTime() };
}

function bookingRange(booking: SimBooking): Range {
  return { id: booking.uid, of: booking.host, from: booking.start.getTime(), until: booking.end.getTime() };
}

function overlapsOf(ranges: Range[]): string[] {
  const sorted = ranges.toSorted((a, b) => a.of.localeCompare(b.of) || a.from - b.from);
  return sorted.flatMap((range, place) => {
    const before = sorted[place - 1];
    return before?.of === range.of && before.until > range.from ? [`${before.id} and ${range.id}`] : [];
  });
}

/** Bookings made by the same write of ours; a move carries the token on and is no second one. */
function doubles(bookings: SimBooking[]): string[] {
  const made = bookings.filter(({ rescheduledFromUid }) => rescheduledFromUid === undefined);
  const byToken = Map.groupBy(made, tokenOf);
  return [...byToken].flatMap(([token, all]) => (token !== '' && all.length > 1 ? [token] : []));
}

function unkept({ ledger, bookings, attempts }: Books, standing: SimBooking[]): string[] {
  const appointments = new Map(ledger.appointments.map((one) => [one.id, one]));
  const byCall = Map.groupBy(standing, callOf);
  const goneElsewhere = new Set(bookings.filter(({ cancelledBy }) => cancelledBy !== undefined).map(callOf));
  return attempts.flatMap(({ callId, belief, trail }) => {
    if (belief.kind !== 'booked') return [];
    const mine = byCall.get(callId) ?? [];
    const appointment = appointments.get(belief.appointmentId);
    if (goneElsewhere.has(callId) && mine.length === 0 && appointment?.status === 'cancelled') return [];
    const [only, ...others] = mine;
    const isKept =
      only !== undefined &&
      others.length === 0 &&
      appointment?.uid === only.uid &&
      isUpcoming(appointment) &&
      (belief.at === undefined || isAt(appointment, belief.at));
    const found = `${mine.length} bookings, appointment ${appointment?.status ?? 'missing'}`;
    return isKept ? [] : [`${callId}: ${found} (${trail.join(', ')})`];
  });
}

function isAt({ startsAt }: LedgerAppointment, said: { date: string; time: string }): boolean {
  const wall = toWallTime(startsAt, STORM_ZONE);
  return wall.date === said.date && wall.time === said.time;
}

function isUpcoming({ status }: LedgerAppointment): boolean {
  return status === 'scheduled' || status === 'requested';
}

function unasked({ ledger, attempts }: Books, standing: SimBooking[]): string[] {
  const booked = new Set(standing.map(callOf));
  const entered = new Set(ledger.appointments.filter(isUpcoming).map(({ callId }) => callId));
  return attempts.flatMap(({ callId, belief, trail }) =>
    belief.kind === 'nothing' && (booked.has(callId) || entered.has(callId))
      ? [`${callId} (${trail.join(', ')})`]
      : [],
  );
}

function ownerless({ ledger, attempts }: Books, standing: SimBooking[]): string[] {
  const calls = new Set(attempts.map(({ callId }) => callId));
  const uids = new Set(ledger.appointments.map(({ uid }) => uid));
  return standing.flatMap((booking) =>
    tokenOf(booking) === '' || (calls.has(callOf(booking)) && uids.has(booking.uid)) ? [] : [booking.uid],
  );
}

const STATUS = { accepted: 'scheduled', pending: 'requested' } as const;

/** One to one, those made elsewhere too. */
function differences(ledger: Ledger, standing: SimBooking[]): string[] {
  const ours = ledger.appointments.filter(isUpcoming).map(({ uid, status, startsAt, endsAt }) => {
    return `${uid ?? 'no uid'} ${status} ${startsAt.toISOString()} ${endsAt.toISOString()}`;
  });
  const theirs = standing.map(({ uid, status, start, end }) => {
    const shown = status === 'accepted' || status === 'pending' ? STATUS[status] : status;
    return `${uid} ${shown} ${start.toISOString()} ${end.toISOString()}`;
  });
  const [here, there] = [new Set(ours), new Set(theirs)];
  return [
    ...ours.filter((line) => !there.has(line)).map((line) => `only here: ${line}`),
    ...theirs.filter((line) => !here.has(line)).map((line) => `only in the calendar: ${line}`),
  ];
}

/** Appointments that keep no time of their own, and times that are kept for no appointment. */
export function unclaimed(ledger: Ledger): string[] {
  const claims = new Map(ledger.claims.map((claim) => [claim.id, claim]));
  const upcoming = ledger.appointments.filter(isUpcoming);
  const owned = new Set(upcoming.map(({ claimId }) => claimId));
  const without = upcoming.flatMap(({ id, callId, claimId, startsAt, endsAt }) => {
    const claim = claims.get(claimId ?? '');
    const isExact =
      claim?.state === 'booked' &&
      claim.startsAt.getTime() === startsAt.getTime() &&
      claim.endsAt.getTime() === endsAt.getTime();
    return isExact ? [] : [`${id}, ${callId === null ? 'made elsewhere' : callId}`];
  });
  const idle = ledger.claims.filter(({ id, state }) => state === 'booked' && !owned.has(id));
  return [...without, ...idle.map(({ id }) => `${id} is booked for nobody`)];
}

function staleHolds(ledger: Ledger, now: Date): string[] {
  const graceMs = 120_000;
  return ledger.claims.flatMap(({ id, state, expiresAt }) =>
    state === 'held' && (expiresAt === null || expiresAt.getTime() + graceMs < now.getTime()) ? [id] : [],
  );
}

function heldDeeds(ledger: Ledger, now: Date): string[] {
  return ledger.runningDeeds.flatMap(({ function: name, leaseUntil }) => (leaseUntil > now ? [name] : []));
}

function tokenOf({ metadata }: SimBooking): string {
  return textOf(metadata['slotline_write']);
}

function callOf({ metadata }: SimBooking): string {
  return textOf(metadata['call_id']);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
