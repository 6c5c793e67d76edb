import { Fault } from '../platform/fault.ts';
import type { Ctx } from './context.ts';

/** Throws "still on it" (`outcome_unknown`) while a cancellation or a move of the appointment is under way. */
export async function refuseWhileChanging(ctx: Ctx, appointmentId: string): Promise<void> {
  const open = await ctx.store.calendarWrites.openOfAppointment(appointmentId);
  if (open !== undefined) throw new Fault('outcome_unknown', 'a change of the appointment is under way');
}
