import type { EventType } from '../domain/event-type.ts';
import type { OutsideService } from '../domain/outside-service.ts';
import type { Lane } from '../domain/rate-window.ts';

/** What a calendar can do for us, in our words. Instants are `Date`; a method rejects with a `Fault` when the
 * outcome is unknown (`upstream_unavailable`), when nothing was sent or let in (`upstream_unsent`), or when it was
 * refused for a reason of ours (`upstream_rejected`). */
export interface Calendar {
  /** Free slots with a start in [from, until), rising. `ownBookingUid`: that booking's own time counts as free. */
  findSlots(question: SlotQuestion, options: CallOptions): Promise<CalendarSlot[]>;
  /** Hides a slot from everyone for a while; a courtesy, never a lock. `refused`: somebody else hides or has it. */
  reserveSlot(
    slot: { eventTypeId: number; startsAt: Date },
    options: CallOptions,
  ): Promise<Answer<Reservation>>;
  /** Ends a reservation; an unknown one is fine. */
  releaseSlot(reservationUid: string, options: CallOptions): Promise<void>;
  createBooking(draft: BookingDraft, options: CallOptions): Promise<Answer<CalendarBooking>>;
  getBooking(uid: string, options: CallOptions): Promise<Answer<CalendarBooking>>;
  /** All pages, at most `limit` bookings (default 250), as they start; with `updatedAfter` as they changed. */
  listBookings(filter: BookingFilter, options: CallOptions): Promise<CalendarBooking[]>;
  cancelBooking(uid: string, reason: string, options: CallOptions): Promise<Answer<CalendarBooking>>;
  /** Answers the new booking, which has a new uid; `rescheduledFromUid` is the old one. */
  rescheduleBooking(
    uid: string,
    change: { startsAt: Date; reason: string },
    options: CallOptions,
  ): Promise<Answer<CalendarBooking>>;
  /** The key owner's own; those of teams and others can only be asked for one by one. */
  listEventTypes(options: CallOptions): Promise<EventType[]>;
  getEventType(id: number, options: CallOptions): Promise<Answer<EventType>>;
  /** Cheapest proof that the key is good and the service answers. */
  ping(options: CallOptions): Promise<void>;
}

export interface CallOptions {
  /** How urgent it is (default: `read`). Background work waits for room, the rest is refused where none is. */
  lane?: Lane;
  /** Ends the wait of the one who asked; never counts as a failure of the service. */
  signal?: AbortSignal;
  /** Told of every exchange with the service, failed ones included. */
  onExchange?: (exchange: Exchange) => void;
}

/** One request to an outside service as the call record keeps it; holds no key and no header. */
export interface Exchange {
  service: OutsideService;
  method: string;
  path: string;
  requestBody?: unknown;
  /** Absent when no answer came. */
  status?: number;
  responseBody?: unknown;
  /** Why there is no answer. */
  failure?: 'timeout' | 'aborted' | 'network' | 'unreadable' | 'circuit_open' | 'rate_limited';
  ms: number;
}

/** Answered by the service: done, or an ordinary refusal that the caller can be told about. */
export type Answer<T> =
  | { kind: 'done'; data: T }
  | { kind: 'rejected'; why: CalendarRejection; newerUid?: string };

export type CalendarRejection =
  /** Taken, outside hours, or lost in a race. */
  | 'slot_unavailable'
  /** Notice period, booking window or past. */
  | 'slot_out_of_bounds'
  /** The attendee has too many active bookings. */
  | 'booker_limit'
  /** The event type's limit for the period is full (401 `booking_limit_reached`). */
  | 'limit_reached'
  /** The event type wants an answer we did not send, e.g. an e-mail address. */
  | 'needs_field'
  /** The service forbids it: blocked address, cancelling or moving disabled, notice too short, already over. */
  | 'refused'
  | 'already_cancelled'
  /** Moved before: `newerUid` is where to, when the service said it. */
  | 'superseded'
  | 'not_found';

export interface SlotQuestion {
  eventTypeId: number;
  from: Date;
  until: Date;
  /** IANA zone of the answer's days. */
  timeZone: string;
  ownBookingUid?: string;
}

export interface CalendarSlot {
  startsAt: Date;
  endsAt: Date;
}

export interface Reservation {
  uid: string;
  until: Date;
}

export interface BookingDraft {
  eventTypeId: number;
  startsAt: Date;
  attendee: { name: string; email?: string; phone?: string; timeZone: string; language: 'de' | 'en' };
  notes?: string;
  /** At most 50 keys of 40 characters, string values of 500 characters. */
  metadata: Record<string, string>;
}

export interface CalendarBooking {
  id: number;
  uid: string;
  status: 'accepted' | 'pending' | 'cancelled' | 'rejected' | 'awaiting_host';
  startsAt: Date;
  endsAt: Date;
  eventTypeId?: number;
  hosts: { name: string; email?: string }[];
  attendees: { name: string; email?: string; phone?: string; timeZone?: string }[];
  metadata: Record<string, unknown>;
  rescheduledFromUid?: string;
  rescheduledToUid?: string;
  cancellationReason?: string;
  updatedAt?: Date;
}

export interface BookingFilter {
  eventTypeId?: number;
  /** Bookings that start in [startsFrom, startsUntil]. */
  startsFrom?: Date;
  startsUntil?: Date;
  updatedAfter?: Date;
  attendeeEmail?: string;
  status?: ('upcoming' | 'recurring' | 'past' | 'cancelled' | 'unconfirmed')[];
  limit?: number;
}

/** What is known of a calendar service without asking it. */
export interface CalendarHealth {
  circuit: 'closed' | 'open' | 'half_open';
  /** Requests left in the running minute, as the service last said; absent when it said nothing about that minute. */
  requestsLeft?: number;
  /** Mean of the last 100 answered requests, in milliseconds; absent before the first. */
  averageMs?: number;
}

/** What one tenant's calendar needs. */
export interface CalendarSettings {
  /** Such as `https://api.cal.com/v2`, no trailing slash. */
  baseUrl: string;
  apiKey: string;
  requestsPerMinute: number;
}

/** All tenants' calendars; each tenant has its own circuit breaker, each key its own rate budget. */
export interface Calendars {
  open(tenantId: string, settings: CalendarSettings): Calendar;
  health(tenantId: string): CalendarHealth;
}
