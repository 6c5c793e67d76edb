import { Fault } from '../platform/fault.ts';
import type { Calendar } from '../upstream/calendar.ts';

/** The calendar of a tenant that has none set up: what needs no calendar works, the rest is refused. */
export const missingCalendar: Calendar = {
  findSlots: refuse,
  reserveSlot: refuse,
  releaseSlot: refuse,
  createBooking: refuse,
  getBooking: refuse,
  listBookings: refuse,
  cancelBooking: refuse,
  rescheduleBooking: refuse,
  listEventTypes: refuse,
  getEventType: refuse,
  ping: refuse,
};

async function refuse(): Promise<never> {
  throw new Fault('upstream_rejected', 'the tenant has no calendar set up');
}
