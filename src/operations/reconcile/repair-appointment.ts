import type { Ctx } from '../context.ts';
import { urgencyOf } from '../exchanges.ts';
import { syncBooking } from '../sync-booking.ts';
import { isStanding } from '../../domain/appointment.ts';
import type { Appointment } from '../../domain/appointment.ts';
import { Fault } from '../../platform/fault.ts';
import type { FaultCode } from '../../platform/fault.ts';
import type { CalendarBooking } from '../../upstream/calendar.ts';
import { compareBooking } from './compare-booking.ts';
import type { Findings, Repair } from './run-reconcile.ts';

const MOST_TRIES = 3;
/** What no other booking would fare better with. */
const ENDS_THE_RUN: ReadonlySet<FaultCode> = new Set([
  'upstream_unavailable',
  'upstream_unsent',
  'upstream_failed',
  'store_unavailable',
  'budget_spent',
]);

/** A booking as the calendar has it now, and the appointment that had it in its chain just before. */
interface Looked {
  booking: CalendarBooking;
  linked: Appointment | undefined;
}

/**
 * Fetches a booking anew, since a list may be older than what we have, reports what still differs, and brings our
 * appointment in step with it. One that the calendar does not have leaves a standing appointment as it is.
 */
export async function repairAppointment(
  ctx: Ctx,
  findings: Findings,
  uid: string,
  listed: ReadonlyMap<string, CalendarBooking>,
): Promise<void> {
  const { booking, linked } = await look(ctx, uid);
  if (booking === undefined) {
    if (linked === undefined || !isStanding(linked) || linked.uid !== uid) return;
    return findings.found({ what: 'vanished', appointmentId: linked.id }, () =>
      Promise.resolve({ repaired: false }),
    );
  }
  const difference = await compareBooking(ctx, booking, linked, listed);
  if (difference.kind === 'right') return;
  const { what, appointment } = difference;
  await findings.found(
    { what, ...(appointment === undefined ? {} : { appointmentId: appointment.id }) },
    () => repair(ctx, { booking, linked }),
  );
}

async function repair(ctx: Ctx, first: Looked): Promise<Repair> {
  let looked = first;
  for (let tries = 1; ; tries += 1) {
    try {
      const result = await syncBooking(forCalendar(ctx), looked.booking, looked.linked);
      if (result === 'unmatched') return { repaired: false };
      const mended = await ctx.store.appointments.findByUid(looked.booking.uid);
      return { repaired: true, ...(mended === undefined ? {} : { appointmentId: mended.id }) };
    } catch (error) {
      const code = error instanceof Fault ? error.code : 'internal';
      // Somebody else changes the same appointment at this moment: look again.
      const isPassing = code === 'outcome_unknown' || code === 'store_unavailable';
      if (!isPassing || tries >= MOST_TRIES) {
        if (ENDS_THE_RUN.has(code)) throw error;
        ctx.log.warn({ err: error, tenant: ctx.tenant.slug }, 'appointment not repaired');
        return { repaired: false };
      }
    }
    const { booking, linked } = await look(ctx, looked.booking.uid);
    if (booking === undefined) return { repaired: false };
    looked = { booking, linked };
  }
}

async function look(
  ctx: Ctx,
  uid: string,
): Promise<{ booking: CalendarBooking | undefined; linked: Appointment | undefined }> {
  // Known first, fetched second: what changes between the two is noticed when it is written.
  const linked = await ctx.store.appointments.findByUid(uid);
  const seen = await ctx.calendar.getBooking(uid, urgencyOf(ctx, 'read'));
  return { booking: seen.kind === 'done' ? seen.data : undefined, linked };
}

/** What is followed was done in the calendar, whoever asks us to look; a run exchanges too much to keep it all. */
function forCalendar(ctx: Ctx): Ctx {
  return { ...ctx, doer: 'calendar', trace: { exchanges: [] } };
}
