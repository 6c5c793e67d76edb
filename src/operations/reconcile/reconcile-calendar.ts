import type { Ctx } from '../context.ts';
import { urgencyOf } from '../exchanges.ts';
import type { ReconcileCause } from '../../domain/reconcile-cause.ts';
import type { Beginning, StandingBooking } from '../../store/reconcile-queries.ts';
import type { CalendarBooking } from '../../upstream/calendar.ts';
import { compareBooking } from './compare-booking.ts';
import { listChanges } from './list-changes.ts';
import { repairAppointment } from './repair-appointment.ts';
import { changesLeftBy, runReconcile } from './run-reconcile.ts';
import type { Findings, ReconcileReport } from './run-reconcile.ts';

/** Changes that the calendar dates back by a little, and clocks that differ by less. */
const OVERLAP_MS = 10 * 60_000;
/** What one run compares at most; the next one goes on behind it. */
const USUAL_LIMITS = {
  /** Of changed bookings, and of standing ones. */
  listed: 5_000,
  /** Of ours that the lists do not hold, and that have to be fetched. */
  fetched: 1_000,
};

/** The standing bookings of a run, and where it left off if there were more. */
interface Standing {
  from: Date;
  bookings: CalendarBooking[];
  until?: Date;
}

/**
 * Compares our appointments with the tenant's calendar: what changed there since the last run, everything that
 * stands there from now on, and everything that stands here. What differs is fetched again and brought in step; an
 * appointment whose booking the calendar does not have is reported and left for a person.
 */
export function reconcileCalendar(
  ctx: Ctx,
  cause: ReconcileCause,
  since?: Date,
  limits = USUAL_LIMITS,
): Promise<ReconcileReport> {
  return runReconcile(ctx, {
    source: 'calcom',
    cause,
    overlapMs: OVERLAP_MS,
    since,
    async work(findings, beginning) {
      const usual = changesLeftBy(ctx.clock.now(), OVERLAP_MS);
      const changed = await listChanges(ctx, beginning.since, limits.listed);
      const standing = await listStanding(ctx, beginning, limits.listed);
      const listed = new Map(
        [...changed.bookings, ...standing.bookings].map((booking) => [booking.uid, booking]),
      );
      for (const booking of listed.values()) {
        findings.look();
        const linked = await ctx.store.appointments.findByUid(booking.uid);
        const difference = await compareBooking(ctx, booking, linked, listed);
        if (difference.kind === 'differs') await repairAppointment(ctx, findings, booking.uid, listed);
      }
      const standingFrom = await compareOurs(ctx, findings, { listed, standing, most: limits.fetched });
      if (changed.until === undefined && standingFrom === undefined) return undefined;
      return {
        since: changed.until ?? usual,
        ...(standingFrom === undefined ? {} : { standingFrom }),
      };
    },
  });
}

async function listStanding(ctx: Ctx, { standingFrom }: Beginning, most: number): Promise<Standing> {
  const now = ctx.clock.now();
  const from = standingFrom === undefined || standingFrom < now ? now : standingFrom;
  const bookings = await ctx.calendar.listBookings(
    { startsFrom: from, status: ['upcoming', 'unconfirmed'], limit: most },
    urgencyOf(ctx, 'read'),
  );
  const last = bookings.at(-1);
  return {
    from,
    bookings,
    ...(last === undefined || bookings.length < most ? {} : { until: last.startsAt }),
  };
}

/**
 * The other direction: our standing appointments that the lists of the calendar do not hold. Answers from which start
 * on the next run goes on, if this one did not get to the last.
 */
async function compareOurs(
  ctx: Ctx,
  findings: Findings,
  {
    listed,
    standing,
    most,
  }: { listed: ReadonlyMap<string, CalendarBooking>; standing: Standing; most: number },
): Promise<Date | undefined> {
  let fetched = 0;
  let after: StandingBooking | undefined;
  do {
    const page: StandingBooking[] = await ctx.store.reconciles.standingFrom(standing.from, after);
    for (const { uid, startsAt } of page) {
      if (standing.until !== undefined && startsAt >= standing.until) return standing.until;
      if (listed.has(uid)) continue;
      if (fetched >= most) return startsAt;
      findings.look();
      await repairAppointment(ctx, findings, uid, listed);
      fetched += 1;
    }
    after = page.at(-1);
  } while (after !== undefined);
  return standing.until;
}
