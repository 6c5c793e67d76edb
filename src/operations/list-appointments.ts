import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome, SpokenAppointment } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';
import { findProvenAppointments, spokenAppointment } from './find-appointment.ts';
import type { AppointmentWish } from './find-appointment.ts';

export type ListedAppointment = SpokenAppointment & { id: string };

/** The caller's own standing appointments (ASK-28); without proof of who calls nothing is said of anybody's. */
export async function listAppointments(
  ctx: CallCtx,
  wish: AppointmentWish,
): Promise<Outcome<{ appointments: ListedAppointment[] }>> {
  const { appointments, proven } = await findProvenAppointments(ctx, wish);
  if (!proven) return refused('identity_unproven', {});
  const listed = appointments.map((one) => ({ ...spokenAppointment(ctx, one), id: one.id }));
  const saying =
    listed.length === 0
      ? say('no_appointments', {})
      : say('appointments_listed', { appointments: listed.map(({ id: _id, ...spoken }) => spoken) });
  return done({ appointments: listed }, saying);
}
