import { isStanding } from '../../../domain/appointment.ts';
import { auditDeed } from '../../audit-deed.ts';
import type { Ctx } from '../../context.ts';
import { currentSettings } from '../current-settings.ts';
import { planByHand } from './plan-by-hand.ts';
import type { PlannedByHand } from './plan-by-hand.ts';

export type RemindedByHand =
  | PlannedByHand
  | { kind: 'not_planned'; why: 'switched_off' | 'appointment_gone' }
  | { kind: 'not_found' };

/** Plans one more reminder about an appointment, so many hours before it (VIO-12). The same one twice is planned once. */
export function remindByHand(ctx: Ctx, appointmentId: string, hoursBefore: number): Promise<RemindedByHand> {
  return ctx.store.atomically(async (store): Promise<RemindedByHand> => {
    const appointment = await store.appointments.lock(appointmentId);
    if (appointment === undefined) return { kind: 'not_found' };
    const settings = await currentSettings(ctx, store);
    if (settings?.enabled !== true) return { kind: 'not_planned', why: 'switched_off' };
    if (!isStanding(appointment)) return { kind: 'not_planned', why: 'appointment_gone' };
    const end = await planByHand(ctx, store, appointment, hoursBefore, settings.callingHours);
    if (end.kind === 'planned') {
      const customerId = appointment.customer?.id;
      await auditDeed(ctx, store, {
        deed: 'plan_reminder',
        ...(customerId === undefined ? {} : { customerId }),
        appointmentId,
        after: { task: end.task.id },
      });
    }
    return end;
  });
}
