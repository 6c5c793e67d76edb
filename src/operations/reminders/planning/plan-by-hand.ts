import type { Appointment } from '../../../domain/appointment.ts';
import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import { initialCallKey } from '../../../domain/reminders/initial-call-key.ts';
import { planReminder } from '../../../domain/reminders/plan-reminder.ts';
import type { SkippedBecause } from '../../../domain/reminders/plan-reminder.ts';
import type { CallingHours } from '../../../domain/reminders/reminder-settings.ts';
import { Fault } from '../../../platform/fault.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';
import { zonesOfCustomer } from './zones-of-customer.ts';

/** `known`: there was such a reminder already. */
export type PlannedByHand =
  | { kind: 'planned' | 'known'; task: FollowUpTask }
  | { kind: 'not_planned'; why: SkippedBecause | 'no_number' };

/**
 * Plans a reminder that somebody wished for, so many hours before an appointment, in the running transaction. It has no
 * `hoursBefore`: those of the settings come and go with them, this one stays.
 */
export async function planByHand(
  ctx: Ctx,
  store: Queries,
  { id: appointmentId, customer, startsAt }: Appointment,
  hoursBefore: number,
  hours: CallingHours,
): Promise<PlannedByHand> {
  if (customer?.phone === undefined) return { kind: 'not_planned', why: 'no_number' };
  const now = ctx.clock.now();
  const zones = await zonesOfCustomer(customer, ctx.tenant.timezone);
  const plan = planReminder({ startsAt, hoursBefore, zones, hours, now });
  if (plan.kind === 'skipped') return { kind: 'not_planned', why: plan.why };
  const { kind: _planned, hoursBefore: _settings, ...times } = plan;
  const id = ctx.ids.next('tsk');
  const idempotencyKey = initialCallKey(customer.id, appointmentId, times.wantedAt);
  const isNew = await store.followUpTasks.add({
    id,
    idempotencyKey,
    kind: 'call',
    purpose: 'reminder',
    customerId: customer.id,
    appointmentId,
    appointmentAt: startsAt,
    ...times,
    now,
  });
  const task = isNew ? await store.followUpTasks.find(id) : await store.taskLists.findByKey(idempotencyKey);
  if (task === undefined) throw new Fault('internal', 'a reminder that was just planned is gone');
  return { kind: isNew ? 'planned' : 'known', task };
}
