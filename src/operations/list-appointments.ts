import { done, say } from '../platform/outcome.ts';
import type { Outcome, SpokenAppointment } from '../platform/outcome.ts';
import { auditReadOut } from './audit-read-out.ts';
import type { CallCtx } from './context.ts';
import { findProven, isNamed, spokenAppointment } from './find-appointment.ts';
import type { AppointmentWish } from './find-appointment.ts';
import { identifyCaller, noteProven } from './identify-caller.ts';
import { understandFilter } from './understand-moment.ts';

export type ListedAppointment = SpokenAppointment & { id: string };

/**
 * The caller's own standing appointments (ASK-28), of the person alone who is named; without proof of who calls
 * nothing is said of anybody's. A day only proves, it does not choose.
 */
export async function listAppointments(
  ctx: CallCtx,
  wish: AppointmentWish,
): Promise<Outcome<{ appointments: ListedAppointment[] }>> {
  const moment = understandFilter(ctx, wish);
  const day = moment.kind === 'refused' ? undefined : moment.onlyDay;
  const caller = await identifyCaller(ctx, wish, 'read', day);
  if (caller.kind === 'refused') return caller;
  const proven = (await findProven(ctx, caller, 'standing')).filter(({ appointment }) =>
    isNamed(appointment, caller, wish),
  );
  const isProven = caller.customers.length > 0 || caller.spoken.length > 0 || proven.length > 0;
  if (!isProven) return caller.otherwise;
  // What one of several with the caller's number has been told can be named by its id afterwards.
  if (caller.name !== undefined && proven.length > 0) await noteProven(ctx, proven);
  auditReadOut(ctx, proven);
  const listed = proven.map(({ appointment }) => ({
    ...spokenAppointment(ctx, appointment),
    id: appointment.id,
  }));
  const saying =
    listed.length === 0
      ? say('no_appointments', {})
      : say('appointments_listed', { appointments: listed.map(({ id: _id, ...spoken }) => spoken) });
  return done({ appointments: listed }, saying);
}
