import { asFault, Fault } from '../platform/fault.ts';
import { pause } from '../platform/pause.ts';
import type { CalendarWrite } from '../store/calendar-write-queries.ts';
import type { Answer, CalendarBooking, CalendarRejection } from '../upstream/calendar.ts';
import type { Ctx } from './context.ts';
import { amongExchanges } from './exchanges.ts';

/** How the calendar answered a write, once that is known. */
export type WriteEnd =
  | { kind: 'done'; booking: CalendarBooking }
  | { kind: 'rejected'; why: CalendarRejection }
  /** It was never carried out: nothing was sent, or the calendar is not usable as set up. */
  | { kind: 'not_done'; fault: Fault };

/** The metadata key under which a booking carries the id of our write: what makes a lost answer findable. */
export const WRITE_TOKEN = 'slotline_write';

/** Before each look-up; together less than a write's budget. */
const LOOK_UP_PAUSES_MS = [0, 300];

/**
 * Sends a recorded write. An unknown end is looked up a few times while the budget lasts, once behind it; when that
 * does not tell either, the write is marked `unknown` for the settler and an `outcome_unknown` fault is thrown, which
 * the caller hears as "still on it".
 */
export async function sendWrite(
  ctx: Ctx,
  write: CalendarWrite,
  send: () => Promise<Answer<CalendarBooking>>,
): Promise<WriteEnd> {
  try {
    const answer = await send();
    if (answer.kind === 'rejected') return answer;
    return (await isForeign(ctx, write, answer.data))
      ? { kind: 'rejected', why: 'booker_limit' }
      : { kind: 'done', booking: answer.data };
  } catch (error) {
    const fault = asFault(error);
    if (fault.code === 'upstream_unsent' || fault.code === 'upstream_rejected') {
      return { kind: 'not_done', fault };
    }
    for (const pauseMs of LOOK_UP_PAUSES_MS) {
      await pause(pauseMs, ctx.signal);
      const looked = await lookUpOnce(ctx, write);
      if (looked.booking !== undefined) return { kind: 'done', booking: looked.booking };
      if (looked.answered && fault.code === 'upstream_failed') return { kind: 'not_done', fault };
      // The answer is due: what is left is the settler's.
      if (ctx.signal.aborted) break;
    }
    await ctx.store.calendarWrites.settle(write.id, { state: 'unknown', now: ctx.clock.now() });
    throw new Fault('outcome_unknown', 'the calendar did not say whether the write was done', {
      cause: fault,
    });
  }
}

/**
 * Waits for a write that the calendar has carried out to be recorded. Where that fails it is not told as a failure:
 * the write stays open and is found again.
 */
export async function recorded(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    throw new Fault('outcome_unknown', 'a write that was done is not recorded yet', { cause: error });
  }
}

/**
 * The booking of a write that an earlier request has sent. While it cannot be found, whatever keeps it from being
 * found, the caller hears "still on it" (`outcome_unknown`), as before.
 */
export async function findUnderWay(ctx: Ctx, write: CalendarWrite): Promise<CalendarBooking> {
  const { booking } = await lookUpOnce(ctx, write);
  if (booking === undefined) throw new Fault('outcome_unknown', 'a write to the calendar is under way');
  return booking;
}

/** `answered` without a booking: the calendar was asked after the write, and does not show it. */
async function lookUpOnce(
  ctx: Ctx,
  write: CalendarWrite,
): Promise<{ answered: boolean; booking?: CalendarBooking }> {
  try {
    const booking = await lookUpWrite(ctx, write);
    return { answered: true, ...(booking === undefined ? {} : { booking }) };
  } catch (error) {
    ctx.log.warn({ err: error, write: write.kind }, 'write not found out yet');
    return { answered: false };
  }
}

/**
 * Where one attendee books one time twice, Cal.com answers the booking that is there already (calcom.md 3.3): that
 * one belongs to an earlier write, and this one has made nothing.
 */
async function isForeign(ctx: Ctx, write: CalendarWrite, booking: CalendarBooking): Promise<boolean> {
  if (write.kind !== 'book') return false;
  const token = booking.metadata[WRITE_TOKEN];
  if (token !== undefined) return token !== write.id;
  return (await ctx.store.appointments.findByUid(booking.uid)) !== undefined;
}

/** The booking that shows that the write was carried out; `undefined` while nothing shows it. */
export async function lookUpWrite(ctx: Ctx, write: CalendarWrite): Promise<CalendarBooking | undefined> {
  if (write.kind === 'book') return findByToken(ctx, write);
  if (write.uid === undefined) return undefined;
  const old = await ctx.calendar.getBooking(write.uid, amongExchanges(ctx));
  if (old.kind === 'rejected') return undefined;
  const { status, rescheduledToUid } = old.data;
  // A booking that was moved counts as cancelled too: it goes on under another uid.
  if (write.kind === 'cancel')
    return status === 'cancelled' && rescheduledToUid === undefined ? old.data : undefined;
  if (rescheduledToUid === undefined) return undefined;
  const moved = await ctx.calendar.getBooking(rescheduledToUid, amongExchanges(ctx));
  return moved.kind === 'done' ? moved.data : undefined;
}

async function findByToken(ctx: Ctx, write: CalendarWrite): Promise<CalendarBooking | undefined> {
  if (write.startsAt === undefined || write.endsAt === undefined) return undefined;
  const bookings = await ctx.calendar.listBookings(
    {
      startsFrom: write.startsAt,
      startsUntil: write.endsAt,
      ...(write.eventTypeId === undefined ? {} : { eventTypeId: write.eventTypeId }),
    },
    amongExchanges(ctx),
  );
  const ours = bookings.filter((booking) => booking.metadata[WRITE_TOKEN] === write.id);
  // A move elsewhere leaves the token on both bookings: the first one is the one that was made here.
  return ours.find((booking) => booking.rescheduledFromUid === undefined) ?? ours[0];
}
