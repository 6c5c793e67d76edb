import type { CalendarBooking } from '../../upstream/calendar.ts';
import type { Ctx } from '../context.ts';
import { urgencyOf } from '../exchanges.ts';

/** What the calendar gives in one answer. */
const PAGE = 250;

export interface Changes {
  bookings: CalendarBooking[];
  /** Until when all changes are listed, where there are more than were asked for. */
  until?: Date;
}

/**
 * The bookings of the calendar that changed since then, in the order in which they did: about `most`, and always more
 * than changed in one moment. Each page begins at the last change of the one before, so that one that changes
 * meanwhile, and so goes to the end, pushes none out of sight.
 */
export async function listChanges(ctx: Ctx, since: Date, most: number): Promise<Changes> {
  const found = new Map<string, CalendarBooking>();
  const page = Math.min(PAGE, most);
  let from = since;
  let limit = page;
  while (true) {
    // What was exchanged is not recorded: whole pages of bookings are in it.
    const changed = await ctx.calendar.listBookings({ updatedAfter: from, limit }, urgencyOf(ctx, 'read'));
    for (const booking of changed) found.set(booking.uid, booking);
    if (changed.length < limit) return { bookings: [...found.values()] };
    const last = changed.at(-1)?.updatedAt;
    const hasMoved = last !== undefined && last > from;
    // Very many were changed in the same moment: no page may end in their midst.
    limit = hasMoved ? page : limit * 2;
    if (!hasMoved) continue;
    from = last;
    if (found.size >= most) return { bookings: [...found.values()], until: from };
  }
}
