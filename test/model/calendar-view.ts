import type { SimBooking } from '../simulators/calcom/calendar-book.ts';

/** What became of one booking and all its moves: the chain is known by its first uid. */
export interface Chain {
  root: string;
  /** The offer of ours it was booked from; absent where it was made elsewhere. */
  offerId?: string;
  /** When it stands, or that it does not stand any more. */
  at: number | 'gone';
}

export type CalendarView = Map<string, Chain>;

export interface Change {
  chain: Chain;
  /** Absent where the chain was begun. */
  from?: number | 'gone';
}

/** Throws where a chain stands twice. */
export function viewCalendar(bookings: SimBooking[]): CalendarView {
  const roots = new Map<string, string>();
  const view: CalendarView = new Map();
  for (const booking of bookings) {
    const root =
      booking.rescheduledFromUid === undefined ? booking.uid : roots.get(booking.rescheduledFromUid);
    if (root === undefined) throw new Error('a booking was moved from one that never was');
    roots.set(booking.uid, root);
    const offerId = booking.metadata['booking_id'];
    const chain = view.get(root) ?? {
      root,
      at: 'gone',
      ...(typeof offerId === 'string' && booking.source === 'api' ? { offerId } : {}),
    };
    if (isStanding(booking)) {
      if (chain.at !== 'gone') throw new Error('one booking stands at two times');
      chain.at = booking.start.getTime();
    }
    view.set(root, chain);
  }
  return view;
}

export function changesBetween(before: CalendarView, after: CalendarView): Change[] {
  return [...after.values()].flatMap((chain) => {
    const from = before.get(chain.root)?.at;
    if (from === chain.at) return [];
    return [{ chain, ...(from === undefined ? {} : { from }) }];
  });
}

/** The first uid of a booking's chain. */
export function rootOf(bookings: SimBooking[], uid: string): string {
  const booking = bookings.find((one) => one.uid === uid);
  return booking?.rescheduledFromUid === undefined ? uid : rootOf(bookings, booking.rescheduledFromUid);
}

export function isStanding(booking: SimBooking): boolean {
  return booking.status === 'accepted' || booking.status === 'pending';
}

/** Pairs of standing bookings that fill one person's calendar at the same time. */
export function overlapping(bookings: SimBooking[]): [string, string][] {
  const standing = bookings.filter(isStanding);
  return standing.flatMap((one, place) =>
    standing
      .slice(place + 1)
      .filter((other) => one.hostId === other.hostId && one.start < other.end && other.start < one.end)
      .map((other): [string, string] => [one.uid, other.uid]),
  );
}
