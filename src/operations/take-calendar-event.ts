import { Fault } from '../platform/fault.ts';
import type { InboxEntry, InboxResult } from '../store/inbox-queries.ts';
import type { Ctx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { syncBooking } from './sync-booking.ts';

/** What is read out of a Cal.com webhook; the rest is asked of Cal.com itself. */
interface Hint {
  uid: string;
  event: string;
}

/** Events that say that a booking may have changed; each is only a hint to look at it. */
const BOOKING_EVENTS: ReadonlySet<string> = new Set([
  'BOOKING_CREATED',
  'BOOKING_REQUESTED',
  'BOOKING_RESCHEDULED',
  'BOOKING_CANCELLED',
  'BOOKING_REJECTED',
  'BOOKING_PAID',
  'BOOKING_REASSIGNED',
]);

/** After so many looks at a cancelled booking that stands, it is believed to stand. */
const MOST_EARLY_LOOKS = 5;

/**
 * Works off one stored Cal.com webhook (ASK-57). Whatever it says, the booking is fetched and our appointment
 * brought in step with it, so order and repeats do not matter. Throws to be called again later.
 */
export async function takeCalendarEvent(ctx: Ctx, inboxId: string): Promise<void> {
  const entry = await ctx.store.inbox.claim(inboxId);
  if (entry === undefined) return;
  const result = await workOff(ctx, entry);
  await ctx.store.inbox.finish(entry.id, result, ctx.clock.now());
}

async function workOff(ctx: Ctx, entry: InboxEntry): Promise<InboxResult> {
  const hint = readHint(entry);
  if (hint === undefined) return 'kept';
  if (!BOOKING_EVENTS.has(hint.event)) return markEnded(ctx, hint, entry);
  const before = await ctx.store.appointments.findByUid(hint.uid);
  const booking = await ctx.calendar.getBooking(hint.uid, amongExchanges(ctx));
  if (booking.kind === 'rejected') return 'unmatched';
  const isEarly = hint.event === 'BOOKING_CANCELLED' && booking.data.status === 'accepted';
  if (isEarly && entry.attempts <= MOST_EARLY_LOOKS) {
    // Cal.com posts a cancellation before it has written it down, and also where only a guest has left.
    throw new Fault('upstream_unavailable', 'the calendar does not show the cancellation yet');
  }
  return syncBooking(ctx, booking.data, before);
}

/** Ends an appointment that took place, or did not because nobody came. */
async function markEnded(ctx: Ctx, hint: Hint, entry: InboxEntry): Promise<InboxResult> {
  const status = endOf(hint.event, asRecord(asRecord(entry.payload)['payload']));
  if (status === undefined) return 'kept';
  return ctx.store.atomically(async (store) => {
    const found = await store.appointments.findByUid(hint.uid);
    const appointment = found === undefined ? undefined : await store.appointments.lock(found.id);
    if (appointment === undefined) return 'unmatched';
    // Of a booking that was moved nothing can be said any more.
    if (appointment.uid !== hint.uid) return 'kept';
    // An absence is known better than the end of the meeting's time, whichever is told first.
    if (appointment.status === 'scheduled' || (status === 'no_show' && appointment.status === 'completed')) {
      await store.appointments.setStatus(appointment.id, status, ctx.clock.now());
    }
    return 'done';
  });
}

function endOf(event: string, payload: Record<string, unknown>): 'completed' | 'no_show' | undefined {
  if (event === 'MEETING_ENDED') return 'completed';
  if (event !== 'BOOKING_NO_SHOW_UPDATED') return undefined;
  const attendees: unknown[] = Array.isArray(payload['attendees']) ? payload['attendees'] : [];
  // The same event takes an absence back, and without attendees it is about the host.
  const isAbsence =
    attendees.length > 0 && attendees.every((attendee) => asRecord(attendee)['noShow'] !== false);
  return isAbsence ? 'no_show' : undefined;
}

/** The uid stands in the payload, in no-show events as `bookingUid`, in meeting events at the top. */
function readHint(entry: InboxEntry): Hint | undefined {
  const body = asRecord(entry.payload);
  const payload = asRecord(body['payload']);
  const uid = [payload['uid'], payload['bookingUid'], body['uid']].find((value) => typeof value === 'string');
  return typeof uid === 'string' ? { uid, event: entry.event } : undefined;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
