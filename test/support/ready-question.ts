import type { TenantUnderTest } from './tenant-under-test.ts';

type Args = Record<string, unknown>;

/** A Tuesday that is open all day. */
const DAY = '2026-11-24';

const PLAIN: Record<string, Args> = {
  initialize_call: {},
  check_customer: {},
  parse_date: { text: 'nächsten Dienstag um 15 Uhr' },
  get_available_services: {},
  check_availability: { date: DAY, time: '14:30' },
  get_alternatives: { date: DAY, time: '14:30' },
  find_next_available: { date: DAY },
  start_booking: { date: DAY, time: '14:30' },
  get_customer_appointments: {},
  request_callback: { reason: 'Frage zum Termin' },
  stop_reminders: {},
  join_waitlist: { date: DAY },
  book_appointment: { date: DAY, time: '14:30' },
};

/** Arguments with which the function does its work for this tenant; what it needs (offer, appointment) is made first. */
export async function readyQuestion(tenant: TenantUnderTest, name: string): Promise<Args> {
  const plain = PLAIN[name];
  if (plain !== undefined) return plain;
  const offer = await tenant.ask('start_booking', { date: DAY, time: '09:45' });
  const confirmation = { booking_id: offer['booking_id'], confirmed: true };
  if (name === 'confirm_booking') return confirmation;
  const booked = await tenant.ask('confirm_booking', confirmation);
  const own = { appointment_id: booked['appointment_id'] };
  if (name === 'cancel_appointment') return own;
  if (name === 'reschedule_appointment') return { ...own, new_date: '2026-11-25', new_time: '10:30' };
  throw new Error(`it is not known how to ask ${name}`);
}
