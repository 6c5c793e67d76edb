import { isStanding } from '../../../domain/appointment.ts';
import type { Appointment } from '../../../domain/appointment.ts';
import type { ReviewReason } from '../../../domain/reminders/call-outcome.ts';
import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import { initialCallKey } from '../../../domain/reminders/initial-call-key.ts';
import { isByHand } from '../../../domain/reminders/is-by-hand.ts';
import { planReminders, reminderHours } from '../../../domain/reminders/plan-reminder.ts';
import type { PlannedReminder } from '../../../domain/reminders/plan-reminder.ts';
import type { ReminderSettings } from '../../../domain/reminders/reminder-settings.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';
import { currentSettings } from '../current-settings.ts';
import { dropCall } from '../dialling/drop-call.ts';
import { planByHandAnew } from './plan-by-hand-anew.ts';
import { zonesOfCustomer } from './zones-of-customer.ts';

type Settings = ReminderSettings | undefined;

const NOTHING = { planned: [], doubled: [] };
/** What a person has to look at no longer once the appointment has another time or none. */
const ABOUT_APPOINTMENT: readonly ReviewReason[] = [
  'attempts_used_up',
  'too_close_to_appointment',
  'no_answer_to_reschedule',
  'no_common_hours',
  'declined',
  'unclear',
  'handed_over',
  'stopped',
];

/**
 * Brings everything planned about an appointment in step with it: to be called in the transaction that makes, moves,
 * cancels or ends it, or that changes how its customer is reminded (VIO-12). Calls that are being made are left to the
 * dial gate, which looks at the appointment itself. A reminder by hand moves with its appointment, and stays while the
 * reminders are switched off: one that comes due then is ended by the gate.
 */
export async function planAppointmentReminders(
  ctx: Ctx,
  store: Queries,
  appointmentId: string,
): Promise<void> {
  // What was set in another process is not in the memory of this one yet.
  const [settings, open] = await Promise.all([
    currentSettings(ctx, store),
    store.followUpTasks.openOfAppointment(appointmentId),
  ]);
  // Of a tenant that makes no calls a booking is no slower.
  if (settings?.enabled !== true && open.length === 0) return;
  const appointment = await store.appointments.find(appointmentId);
  if (appointment === undefined) return;
  const { planned, doubled } = await plannedFor(ctx, settings, appointment);
  const kept = new Set<number>();
  for (const task of open) {
    if (await isOutrun(store, task, appointment))
      await planByHandAnew(ctx, store, settings, task, appointment);
    if (task.status !== 'pending') {
      if (task.hoursBefore !== undefined && isOfThisTime(task, appointment)) kept.add(task.hoursBefore);
    } else if (!isStillRight(ctx, settings, task, appointment)) {
      if (isAboutAppointment(task)) await endOutdated(ctx, store, task, appointment);
    } else if (task.hoursBefore !== undefined && doubled.includes(task.hoursBefore)) {
      await dropCall(ctx, store, task, 'same_moment');
    } else if (task.hoursBefore !== undefined) {
      kept.add(task.hoursBefore);
      const anew = planned.find(({ hoursBefore }) => hoursBefore === task.hoursBefore);
      if (anew !== undefined) await follow(ctx, store, task, anew);
    }
  }
  for (const reminder of planned.filter(({ hoursBefore }) => !kept.has(hoursBefore))) {
    await add(ctx, store, appointment, reminder);
  }
}

/**
 * The reminders an appointment should have now; one whose time is over is left out and logged (VIO-15, VIO-16).
 * `doubled`: the hours of those that would fall on the moment of another one.
 */
async function plannedFor(
  ctx: Ctx,
  settings: Settings,
  appointment: Appointment,
): Promise<{ planned: PlannedReminder[]; doubled: number[] }> {
  const { customer, startsAt } = appointment;
  const now = ctx.clock.now();
  if (settings?.enabled !== true || !isStanding(appointment) || startsAt <= now) return NOTHING;
  if (customer?.phone === undefined) {
    ctx.log.info(
      { tenant: ctx.tenant.slug, appointment: appointment.id, why: 'no_number' },
      'no reminder is planned',
    );
    return NOTHING;
  }
  const { planned, skipped } = planReminders({
    startsAt,
    hoursBefore: hoursFor(ctx, settings, appointment),
    zones: await zonesOfCustomer(customer, ctx.tenant.timezone),
    hours: settings.callingHours,
    now,
  });
  for (const { hoursBefore, why } of skipped) {
    ctx.log.info(
      { tenant: ctx.tenant.slug, appointment: appointment.id, hoursBefore, why },
      'no reminder is planned',
    );
  }
  const doubled = skipped.filter(({ why }) => why === 'same_moment').map(({ hoursBefore }) => hoursBefore);
  return { planned, doubled };
}

function hoursFor(ctx: Ctx, settings: Settings, { customer, service }: Appointment): number[] {
  const known = ctx.tenant.services.find((one) => one.id === service?.id);
  return reminderHours({
    tenant: settings?.hoursBefore ?? [],
    ...(known?.reminderHours === undefined ? {} : { service: known.reminderHours }),
    ...(customer?.reminderHours === undefined ? {} : { customer: customer.reminderHours }),
  });
}

function isOfThisTime(task: FollowUpTask, { startsAt }: Appointment): boolean {
  return task.appointmentAt?.getTime() === startsAt.getTime();
}

/** One whose time came and was put off stays, whatever would be planned now. */
function isStillRight(ctx: Ctx, settings: Settings, task: FollowUpTask, appointment: Appointment): boolean {
  if (!isStanding(appointment) || !isOfThisTime(task, appointment)) return false;
  if (task.customerId !== appointment.customer?.id) return false;
  if (task.kind !== 'call') return true;
  const outlastsTheSwitch = task.purpose === 'call_now' || isByHand(task);
  if (settings?.enabled !== true && !outlastsTheSwitch) return false;
  return task.hoursBefore === undefined || hoursFor(ctx, settings, appointment).includes(task.hoursBefore);
}

/** Whether a reminder by hand is for what a standing appointment was before, and nobody was rung about that. */
async function isOutrun(store: Queries, task: FollowUpTask, appointment: Appointment): Promise<boolean> {
  if (!isByHand(task) || !isStanding(appointment)) return false;
  if (isOfThisTime(task, appointment) && task.customerId === appointment.customer?.id) return false;
  const calls = await store.callSessions.ofTask(task.id);
  return calls.every(({ placementError }) => placementError !== undefined);
}

/** A review of the line, the account or a wish of the customer stands whatever becomes of the appointment (VIO-96). */
function isAboutAppointment({ kind, why }: FollowUpTask): boolean {
  if (kind === 'technical_review') return false;
  return kind !== 'manual_review' || why === undefined || ABOUT_APPOINTMENT.includes(why);
}

/** Who was waited for has a new time now; everything else about the old one is over (VIO-91). */
async function endOutdated(
  ctx: Ctx,
  store: Queries,
  task: FollowUpTask,
  appointment: Appointment,
): Promise<void> {
  const now = ctx.clock.now();
  const isMoved = isStanding(appointment) && !isOfThisTime(task, appointment);
  if (task.kind === 'wait_for_reschedule' && isMoved) {
    const end = { status: 'completed', outcome: 'rescheduled', action: 'appointment_moved', now } as const;
    await store.followUpTasks.close(task.id, end);
  } else {
    await dropCall(ctx, store, task, isMoved ? 'appointment_moved' : 'no_longer_wanted');
  }
}

/** Moved with the calling hours; one that waits for its turn already is not put in front again. */
async function follow(ctx: Ctx, store: Queries, task: FollowUpTask, anew: PlannedReminder): Promise<void> {
  const isSame = task.scheduledAt.getTime() === anew.scheduledAt.getTime();
  if (isSame || task.movedBecause === 'number_called_lately') return;
  await store.followUpTasks.putOff(task.id, anew.scheduledAt, ctx.clock.now(), anew.movedBecause);
}

async function add(
  ctx: Ctx,
  store: Queries,
  appointment: Appointment,
  { kind: _planned, ...times }: PlannedReminder,
): Promise<void> {
  const customerId = appointment.customer?.id;
  if (customerId === undefined) return;
  await store.followUpTasks.add({
    id: ctx.ids.next('tsk'),
    // A customer may have several appointments, so the appointment is part of whom it is about (VIO-17).
    idempotencyKey: initialCallKey(customerId, appointment.id, times.wantedAt),
    kind: 'call',
    purpose: 'reminder',
    customerId,
    appointmentId: appointment.id,
    appointmentAt: appointment.startsAt,
    ...times,
    now: ctx.clock.now(),
  });
}
