import type { ReconcileCause } from '../domain/reconcile-cause.ts';
import type { StandingBooking } from '../store/reconcile-queries.ts';
import type { CalendarBooking } from '../upstream/calendar.ts';
import { compareBooking } from './compare-booking.ts';
import type { Ctx } from './context.ts';
import { urgencyOf } from './exchanges.ts';
import { repairAppointment } from './repair-appointment.ts';
import { runReconcile } from './run-reconcile.ts';
import type { Findings, ReconcileReport } from './run-reconcile.ts';

/** Changes that the calendar dates back by a little, and clocks that differ by less. */
const OVERLAP_MS = 10 * 60_000;
/** Of one list. Beyond it, standing bookings are still compared one by one from our side. */
const MOST_LISTED = 5_000;
/** Of ours that the lists do not hold, and that have to be fetched. */
const MOST_FETCHED = 1_000;

/**
 * Compares our appointments with the tenant's calendar: what changed there since the last run, everything that
 * stands there from now on, and everything that stands here. What differs is fetched again and brought in step; an
 * appointment whose booking the calendar does not have is reported and left for a person.
 */
export function reconcileCalendar(ctx: Ctx, cause: ReconcileCause, since?: Date): Promise<ReconcileReport> {
  return runReconcile(ctx, {
    source: 'calcom',
    cause,
    overlapMs: OVERLAP_MS,
    since,
    async work(findings, from) {
      const listed = await listBookings(ctx, from);
      for (const booking of listed.values()) {
        findings.look();
        const linked = await ctx.store.appointments.findByUid(booking.uid);
        const difference = await compareBooking(ctx, booking, linked, listed);
        if (difference.kind === 'differs') await repairAppointment(ctx, findings, booking.uid, listed);
      }
      await compareOurs(ctx, findings, listed);
    },
  });
}

async function listBookings(ctx: Ctx, updatedAfter: Date): Promise<Map<string, CalendarBooking>> {
  // What was exchanged is not recorded: whole pages of bookings are in it.
  const options = urgencyOf(ctx, 'read');
  const changed = await ctx.calendar.listBookings({ updatedAfter, limit: MOST_LISTED }, options);
  const upcoming = await ctx.calendar.listBookings(
    { startsFrom: ctx.clock.now(), status: ['upcoming', 'unconfirmed'], limit: MOST_LISTED },
    options,
  );
  if (changed.length === MOST_LISTED || upcoming.length === MOST_LISTED) {
    ctx.log.warn({ tenant: ctx.tenant.slug }, 'more bookings than one reconcile lists');
  }
  return new Map([...changed, ...upcoming].map((booking) => [booking.uid, booking]));
}

/** The other direction: our standing appointments that the lists of the calendar do not hold. */
async function compareOurs(
  ctx: Ctx,
  findings: Findings,
  listed: ReadonlyMap<string, CalendarBooking>,
): Promise<void> {
  const from = ctx.clock.now();
  let fetched = 0;
  let after: StandingBooking | undefined;
  do {
    const page: StandingBooking[] = await ctx.store.reconciles.standingFrom(from, after);
    for (const { uid } of page) {
      if (listed.has(uid)) continue;
      findings.look();
      await repairAppointment(ctx, findings, uid, listed);
      fetched += 1;
    }
    after = page.at(-1);
  } while (after !== undefined && fetched < MOST_FETCHED);
}
