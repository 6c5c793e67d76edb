import type { Customer } from '../domain/appointment.ts';
import { toWallTime } from '../domain/wall-clock.ts';
import { speakWeekday } from '../domain/speech/speak.ts';
import { done, say } from '../platform/outcome.ts';
import type { Outcome, SpokenAppointment, WallTime } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';
import { spokenAppointment } from './find-appointment.ts';

export interface OpenedCall {
  tenant: string;
  today: WallTime;
  /** In the call's language. */
  weekday: string;
  zone: string;
  customer?: Customer;
  next?: SpokenAppointment & { id: string };
}

/** What an agent should know before its first sentence (ASK-02): today, who calls, their next appointment. */
export async function openCall(ctx: CallCtx): Promise<Outcome<OpenedCall>> {
  const { name, timezone, language } = ctx.tenant;
  const today = toWallTime(ctx.clock.now(), timezone);
  const customers = await customersOfCaller(ctx);
  const [customer, ...others] = customers;
  const base = { tenant: name, today, weekday: speakWeekday(today.date, language), zone: timezone };
  if (customer === undefined) return done(base, say('call_opened', { tenant: name, today }));
  if (others.length > 0) return done(base, say('caller_unclear', { tenant: name, today }));
  const [soonest] = await ctx.store.appointments.upcomingOf([customer.id], ctx.clock.now());
  const next = soonest === undefined ? undefined : spokenAppointment(ctx, soonest);
  return done(
    {
      ...base,
      customer,
      ...(next === undefined || soonest === undefined ? {} : { next: { ...next, id: soonest.id } }),
    },
    say('call_opened', {
      tenant: name,
      today,
      customer: customer.name,
      ...(next === undefined ? {} : { next }),
    }),
  );
}

/** Everybody who is known under the caller's number (ASK-04, ASK-76); a family may share one. */
export async function customersOfCaller(ctx: CallCtx): Promise<Customer[]> {
  const { callerNumber } = ctx.call;
  return callerNumber === undefined ? [] : ctx.store.customers.findByPhone(callerNumber);
}
