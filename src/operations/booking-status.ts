import type { AppointmentStatus } from '../domain/appointment.ts';
import type { CalendarBooking } from '../upstream/calendar.ts';

type SeenBooking = Pick<CalendarBooking, 'status' | 'rescheduledToUid'>;

/** What an appointment is, going by the newest booking of its chain. */
export function appointmentStatus({ status }: SeenBooking): AppointmentStatus {
  if (status === 'accepted') return 'scheduled';
  return status === 'pending' || status === 'awaiting_host' ? 'requested' : 'cancelled';
}

/** What it was when it was made: one that was moved since, before we heard of it, counts as cancelled by then. */
export function statusWhenMade(booking: SeenBooking): AppointmentStatus {
  const status = appointmentStatus(booking);
  return status === 'cancelled' && booking.rescheduledToUid !== undefined ? 'scheduled' : status;
}

/** What it is after a move that the calendar has made: standing, or waiting for the business to agree. */
export function statusAfterMove({ status }: SeenBooking): 'scheduled' | 'requested' {
  return status === 'accepted' ? 'scheduled' : 'requested';
}
