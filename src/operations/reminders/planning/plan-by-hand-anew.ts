import type { Appointment } from '../../../domain/appointment.ts';
import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import type { ReminderSettings } from '../../../domain/reminders/reminder-settings.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';
import { planByHand } from './plan-by-hand.ts';

const HOUR_MS = 3_600_000;

/**
 * Plans a reminder by hand once more, as many hours before the time its appointment has by now; one that does not fit
 * there is left out and logged.
 */
export async function planByHandAnew(
  ctx: Ctx,
  store: Queries,
  settings: ReminderSettings | undefined,
  { appointmentAt, wantedAt }: FollowUpTask,
  appointment: Appointment,
): Promise<void> {
  if (settings === undefined || appointmentAt === undefined) return;
  const hoursBefore = (appointmentAt.getTime() - wantedAt.getTime()) / HOUR_MS;
  const planned = await planByHand(ctx, store, appointment, hoursBefore, settings.callingHours);
  if (planned.kind !== 'not_planned') return;
  ctx.log.info(
    { tenant: ctx.tenant.slug, appointment: appointment.id, hoursBefore, why: planned.why },
    'no reminder is planned',
  );
}
