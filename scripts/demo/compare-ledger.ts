import type { Appointment } from '../../src/domain/appointment.ts';
import type { TenantStore } from '../../src/store/tenant-store.ts';
import type { SimBooking } from '../../test/simulators/calcom/calendar-book.ts';

/** One appointment as it stands on both sides. */
export interface LedgerRow {
  service: string;
  person: string;
  ours: Standing | undefined;
  calendar: Standing | undefined;
  /** What the two sides say differently; empty where they agree. */
  differences: string[];
}

export interface Standing {
  status: string;
  startsAt: Date;
}

/** What our statuses are called in the calendar. */
const CALENDAR_STATUS: Record<Appointment['status'], SimBooking['status'][]> = {
  scheduled: ['accepted'],
  requested: ['pending'],
  cancelled: ['cancelled', 'rejected'],
  completed: ['accepted'],
  no_show: ['accepted'],
};

/** The appointments with these ids, and the calendar's booking of each. */
export async function compareAppointments(
  store: TenantStore,
  bookings: SimBooking[],
  ids: string[],
): Promise<LedgerRow[]> {
  const rows: LedgerRow[] = [];
  for (const id of ids) {
    const ours = await store.appointments.find(id);
    rows.push(compare(ours, newestBooking(bookings, ours?.uid)));
  }
  return rows;
}

/** Every booking of these event types, and our appointment of each. */
export async function compareCalendar(store: TenantStore, bookings: SimBooking[]): Promise<LedgerRow[]> {
  const rows: LedgerRow[] = [];
  for (const booking of bookings.filter(({ rescheduledToUid }) => rescheduledToUid === undefined)) {
    rows.push(compare(await store.appointments.findByUid(booking.uid), booking));
  }
  return rows;
}

/** Both sides of one appointment; one that both sides lack is a difference too. */
export function compare(ours: Appointment | undefined, booking: SimBooking | undefined): LedgerRow {
  return {
    service: ours?.service?.name ?? booking?.title ?? 'unknown',
    person: ours?.customer?.name ?? booking?.attendees[0]?.name ?? 'unknown',
    ours: ours === undefined ? undefined : { status: ours.status, startsAt: ours.startsAt },
    calendar: booking === undefined ? undefined : { status: booking.status, startsAt: booking.start },
    differences: differencesOf(ours, booking),
  };
}

function differencesOf(ours: Appointment | undefined, booking: SimBooking | undefined): string[] {
  if (ours === undefined) return ['our database has no such appointment'];
  if (booking === undefined) return ['the calendar has no such booking'];
  const isSameStatus = CALENDAR_STATUS[ours.status].includes(booking.status);
  const isSameTime = ours.startsAt.getTime() === booking.start.getTime();
  return [
    ...(isSameStatus ? [] : [`status: ${ours.status} here, ${booking.status} in the calendar`]),
    ...(isSameTime
      ? []
      : [`start: ${ours.startsAt.toISOString()} here, ${booking.start.toISOString()} in the calendar`]),
  ];
}

/** The end of the chain of moves that begins with a booking. */
function newestBooking(bookings: SimBooking[], uid: string | undefined): SimBooking | undefined {
  const booking = bookings.find((one) => one.uid === uid);
  return booking?.rescheduledToUid === undefined
    ? booking
    : newestBooking(bookings, booking.rescheduledToUid);
}
