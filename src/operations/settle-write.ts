import { asFault } from '../platform/fault.ts';
import type { CalendarWrite } from '../store/calendar-write-queries.ts';
import { endWrite, finishCancelling } from './cancel-booking.ts';
import type { Ctx } from './context.ts';
import { finishBooking, undoBooking } from './finish-booking.ts';
import { finishMoving, undoMove } from './finish-moving.ts';
import { lookUpWrite } from './write-to-calendar.ts';

/** Younger ones that are `sent` belong to the process that sent them: longer than its timeout and a look-up after it. */
const OWNED_MS = 45_000;
/** A write that the calendar does not show after this long was not carried out. */
const GIVEN_UP_MS = 120_000;

/** Finds out what became of writes whose end nobody knows, and brings the ledger in step with the calendar. */
export async function settleOpenWrites(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now().getTime();
  for (const write of await ctx.store.calendarWrites.listOpen()) {
    if (write.state === 'sent' && now - write.sentAt.getTime() < OWNED_MS) continue;
    try {
      await settleWrite(ctx, write);
    } catch (error) {
      const fault = asFault(error);
      ctx.log.warn({ err: fault, write: write.kind }, 'write not settled, next sweep tries again');
      // The calendar lets nothing of ours in: the others would wait in vain as well.
      if (fault.code === 'upstream_unsent') return;
    }
  }
}

/** Settles one write if the calendar tells its end; one that cannot be looked up stays for the next time. */
export async function settleWrite(ctx: Ctx, write: CalendarWrite): Promise<void> {
  const booking = await lookUpWrite(ctx, write);
  const isGivenUp = ctx.clock.now().getTime() - write.sentAt.getTime() >= GIVEN_UP_MS;
  if (booking === undefined && !isGivenUp) return;
  if (write.kind === 'book') {
    const offer = write.offerId === undefined ? undefined : await ctx.store.offers.find(write.offerId);
    if (offer === undefined) return endWrite(ctx, write, undefined);
    return booking === undefined
      ? undoBooking(ctx, offer, write, undefined)
      : finishBooking(ctx, offer, write, booking);
  }
  const appointment =
    write.appointmentId === undefined ? undefined : await ctx.store.appointments.find(write.appointmentId);
  if (appointment === undefined) return endWrite(ctx, write, undefined);
  if (write.kind === 'cancel') {
    return booking === undefined
      ? endWrite(ctx, write, undefined)
      : finishCancelling(ctx, appointment, write);
  }
  return booking === undefined
    ? undoMove(ctx, appointment, write, undefined)
    : finishMoving(ctx, appointment, write, booking);
}
