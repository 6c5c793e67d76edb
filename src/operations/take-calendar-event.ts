import type { Appointment, AppointmentStatus } from '../domain/appointment.ts';
import { asRecord } from '../platform/as-record.ts';
import { Fault } from '../platform/fault.ts';
import type { InboxEntry, InboxResult } from '../store/inbox-queries.ts';
import { auditDeed, auditedState } from './audit-deed.ts';
import type { Ctx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { planAppointmentReminders } from './reminders/planning/plan-appointment-reminders.ts';
import { syncBooking } from './sync-booking.ts';
import { withAlerts } from './with-alerts.ts';

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
  if (result === 'unmatched') {
    await withAlerts(ctx, (_store, raise) =>
      raise({
        kind: 'unmatched_event',
        dedupeKey: entry.id,
        facts: { event: entry.event },
      }),
    );
  }
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

/** Ends an appointment that took place, or did not because nobody came; or takes back that nobody came. */
async function markEnded(ctx: Ctx, hint: Hint, entry: InboxEntry): Promise<InboxResult> {
  const end = endOf(hint.event, asRecord(asRecord(entry.payload)['payload']));
  if (end === undefined) return 'kept';
  return ctx.store.atomically(async (store) => {
    const found = await store.appointments.findByUid(hint.uid);
    const appointment = found === undefined ? undefined : await store.appointments.lock(found.id);
    if (appointment === undefined) return 'unmatched';
    // Of a booking that was moved nothing can be said any more.
    if (appointment.uid !== hint.uid) return 'kept';
    const status = statusAfter(appointment, end, ctx.clock.now());
    if (status !== undefined) {
      await store.appointments.setStatus(appointment.id, status, ctx.clock.now());
      await planAppointmentReminders(ctx, store, appointment.id);
      await auditDeed(ctx, store, {
        deed: 'end',
        appointmentId: appointment.id,
        before: auditedState(appointment),
        after: auditedState({ ...appointment, status }),
      });
    }
    return 'done';
  });
}

/** An absence is known better than the end of the meeting's time, whichever is told first. */
function statusAfter(appointment: Appointment, end: End, now: Date): AppointmentStatus | undefined {
  switch (end) {
    case 'completed':
      return appointment.status === 'scheduled' ? 'completed' : undefined;
    case 'no_show':
      return appointment.status === 'scheduled' || appointment.status === 'completed' ? 'no_show' : undefined;
    case 'present':
      if (appointment.status !== 'no_show') return undefined;
      return appointment.endsAt <= now ? 'completed' : 'scheduled';
  }
}

/** `present`: that nobody came is taken back. */
type End = 'completed' | 'no_show' | 'present';

function endOf(event: string, payload: Record<string, unknown>): End | undefined {
  if (event === 'MEETING_ENDED') return 'completed';
  if (event !== 'BOOKING_NO_SHOW_UPDATED') return undefined;
  const attendees: unknown[] = Array.isArray(payload['attendees']) ? payload['attendees'] : [];
  // Without attendees it is about the host.
  if (attendees.length === 0) return undefined;
  return attendees.every((attendee) => asRecord(attendee)['noShow'] !== false) ? 'no_show' : 'present';
}

/** The uid stands in the payload, in no-show events as `bookingUid`, in meeting events at the top. */
function readHint(entry: InboxEntry): Hint | undefined {
  const body = asRecord(entry.payload);
  const payload = asRecord(body['payload']);
  const uid = [payload['uid'], payload['bookingUid'], body['uid']].find((value) => typeof value === 'string');
  return typeof uid === 'string' ? { uid, event: entry.event } : undefined;
}
