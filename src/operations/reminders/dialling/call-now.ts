import type { Appointment, Customer } from '../../../domain/appointment.ts';
import type { Urgency } from '../../../domain/reminders/call-outcome.ts';
import type { CallSession } from '../../../domain/reminders/call-session.ts';
import { outsideBecause } from '../../../domain/reminders/calling-hours.ts';
import type { SettingsProblem } from '../../../domain/reminders/check-reminder-settings.ts';
import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import type { CallingHours } from '../../../domain/reminders/reminder-settings.ts';
import { toWallTime } from '../../../domain/wall-clock.ts';
import type { WallTime } from '../../../platform/outcome.ts';
import { auditDeed } from '../../audit-deed.ts';
import type { Ctx } from '../../context.ts';
import { checkConfiguration } from '../check-configuration.ts';
import { DIAL_LEASE_MS } from './dial-lease.ts';
import { dialClaimed } from './dial-task.ts';
import type { Dialled } from './dial-task.ts';
import { settingsFrom } from '../settings-from.ts';
import { zonesOfCustomer } from '../planning/zones-of-customer.ts';

export interface CallWish {
  customerId: string;
  /** One of theirs that the call is about; without it, it is about their next standing one. */
  appointmentId?: string;
  /** Two wishes with the same one are one call; without it, those of the same minute and about the same are. */
  idempotencyKey?: string;
  /** Kept with the task for who reads it; nobody is rung sooner or later for it. */
  priority?: Urgency;
  /** Whether somebody is rung who is going to be rung anyhow. */
  bypassSchedule: boolean;
}

/**
 * `refused`: by the dial gate, with what its owner needs to understand it. `known`: the same wish came before, with its
 * call. `in_progress`: that is being made this very moment. `planned`: they are rung anyhow, then.
 */
export type CalledNow =
  | { kind: 'dialled'; dialled: Exclude<Dialled, { kind: 'refused' }> }
  | { kind: 'refused'; answer: DialRefusal; place: CalledPlace; missing: SettingsProblem[] }
  | { kind: 'known'; session: CallSession }
  | { kind: 'in_progress'; sessionId?: string }
  | { kind: 'planned'; task: FollowUpTask }
  | { kind: 'not_found' };

type DialRefusal = Extract<Dialled, { kind: 'refused' }>['answer'];

/** Where the called party is, and when they may be rung. */
export interface CalledPlace {
  /** The IANA zone that kept from ringing, else the first of theirs. */
  zone: string;
  local: WallTime;
  hours: CallingHours;
}

const MINUTE_CHARACTERS = 'YYYY-MM-DDTHH:MM'.length;

/**
 * Rings a customer at once, about the appointment that is named, else their next standing one if there is any (VIO-04,
 * VIO-37). The dial gate decides as always; what it refuses is not dialled later.
 */
export async function callNow(ctx: Ctx, wish: CallWish): Promise<CalledNow> {
  const { customerId, appointmentId } = wish;
  const now = ctx.clock.now();
  const customer = await ctx.store.customers.find(customerId);
  if (customer === undefined) return { kind: 'not_found' };
  const appointment = await appointmentOf(ctx, wish, now);
  if (appointmentId !== undefined && appointment === undefined) return { kind: 'not_found' };
  if (!wish.bypassSchedule) {
    const open = await ctx.store.followUpTasks.openOfCustomer(customerId);
    const planned = open.find(({ kind, purpose }) => kind === 'call' && purpose !== 'call_now');
    if (planned !== undefined) return { kind: 'planned', task: planned };
  }
  const minute = now.toISOString().slice(0, MINUTE_CHARACTERS);
  const once = wish.idempotencyKey ?? [minute, appointmentId ?? []].flat().join('_');
  const key = `call_now_${customerId}_${once}`;
  const task = await take(ctx, wish, appointment, key);
  if (task === undefined) return known(ctx, key);
  // Who asks may leave: what has begun is done to its end.
  const dialling = dialClaimed({ ...ctx, signal: new AbortController().signal }, task, ctx.ids.next('ses'));
  ctx.background.add('call now', dialling);
  const dialled = await dialling;
  if (dialled.kind !== 'refused') return { kind: 'dialled', dialled };
  return { kind: 'refused', answer: dialled.answer, ...(await circumstances(ctx, customer)) };
}

async function circumstances(
  ctx: Ctx,
  customer: Customer,
): Promise<{ place: CalledPlace; missing: SettingsProblem[] }> {
  const wishes = (await ctx.store.tenant.loadReminders()) ?? {};
  const now = ctx.clock.now();
  const { callingHours: hours } = settingsFrom(ctx.tenant, wishes);
  const zones = await zonesOfCustomer(customer, ctx.tenant.timezone);
  const closed = zones.find((one) => outsideBecause(now, [one], hours) !== undefined);
  const zone = closed ?? zones[0] ?? ctx.tenant.timezone;
  // As if they were switched on: then everything that a call needs must be there.
  const { errors } = await checkConfiguration(ctx, { ...wishes, enabled: true });
  return { place: { zone, local: toWallTime(now, zone), hours }, missing: errors };
}

/** Whether the one that is named still stands is the dial gate's to say. */
async function appointmentOf(
  { store }: Ctx,
  { customerId, appointmentId }: CallWish,
  now: Date,
): Promise<Appointment | undefined> {
  if (appointmentId === undefined) return (await store.appointments.upcomingOf([customerId], now))[0];
  const named = await store.appointments.find(appointmentId);
  return named?.customer?.id === customerId ? named : undefined;
}

/** Makes the task and claims it in one step, so that its alarm finds it taken. `undefined`: the wish came before. */
function take(
  ctx: Ctx,
  { customerId, priority }: CallWish,
  appointment: Appointment | undefined,
  key: string,
): Promise<FollowUpTask | undefined> {
  return ctx.store.atomically(async (store) => {
    const now = ctx.clock.now();
    const id = ctx.ids.next('tsk');
    const isNew = await store.followUpTasks.add({
      id,
      idempotencyKey: key,
      kind: 'call',
      purpose: 'call_now',
      customerId,
      scheduledAt: now,
      now,
      ...(priority === undefined ? {} : { urgency: priority }),
      ...(appointment === undefined
        ? {}
        : { appointmentId: appointment.id, appointmentAt: appointment.startsAt }),
    });
    if (!isNew) return undefined;
    await auditDeed(ctx, store, { deed: 'call_now', customerId, after: { task: id } });
    return store.followUpTasks.claim(id, now, new Date(now.getTime() + DIAL_LEASE_MS));
  });
}

async function known(ctx: Ctx, key: string): Promise<CalledNow> {
  const task = await ctx.store.taskLists.findByKey(key);
  const sessions = task === undefined ? [] : await ctx.store.callSessions.ofTask(task.id);
  const [session] = sessions;
  const isTold = session?.callId !== undefined || session?.placementError !== undefined;
  const isUnderWay = task?.status === 'processing' && !isTold;
  if (session === undefined) return { kind: 'in_progress' };
  return isUnderWay ? { kind: 'in_progress', sessionId: session.id } : { kind: 'known', session };
}
