import type { Availability } from '../operations/search-free-times.ts';
import type { ConfirmedBooking } from '../operations/confirm-booking.ts';

/** What every look at free times answers, in the words of the wire (ASK-06). */
export function availabilityFields(found: Availability): Record<string, unknown> {
  return {
    available: found.available,
    service: found.service,
    date: found.date,
    formatted_date: found.formattedDate,
    slots: found.times,
    alternatives: found.alternatives,
  };
}

/** What a finished booking answers, in one step or two (ASK-23). */
export function confirmedFields(booking: ConfirmedBooking, message: string): Record<string, unknown> {
  return {
    appointment_id: booking.appointmentId ?? null,
    booking_code: booking.bookingCode ?? null,
    confirmation_message: message,
    status: booking.status,
    service: booking.service ?? null,
    date: booking.wall?.date ?? null,
    time: booking.wall?.time ?? null,
  };
}
