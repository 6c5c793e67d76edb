import type { Appointment } from '../domain/appointment.ts';
import { refused } from '../platform/outcome.ts';
import type { Refusal } from '../platform/outcome.ts';
import type { CalendarRejection } from '../upstream/calendar.ts';
import type { CallCtx } from './context.ts';
import { spokenAppointment } from './find-appointment.ts';
import { catchUp } from './follow-booking.ts';

const CHANGED_ELSEWHERE: CalendarRejection[] = ['already_cancelled', 'superseded', 'not_found'];

/** Whether the calendar has refused a change because the booking is not what we took it for. */
export function isChangedElsewhere(why: CalendarRejection): boolean {
  return CHANGED_ELSEWHERE.includes(why);
}

/**
 * Brings an appointment in step with what became of its booking elsewhere and says so, so that the caller decides
 * on what is there now. Our own write must have ended before.
 */
export async function refuseChangedElsewhere(ctx: CallCtx, appointment: Appointment): Promise<Refusal> {
  const { uid } = appointment;
  const current = uid === undefined ? appointment : await catchUp(ctx, appointment, uid);
  const facts = { appointment: spokenAppointment(ctx, current) };
  if (current.status === 'cancelled') return refused('already_cancelled', facts);
  if (current.uid !== uid) return refused('appointment_moved', facts);
  return { ...refused('change_not_allowed', facts), offerCallback: true };
}
