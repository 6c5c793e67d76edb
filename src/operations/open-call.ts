import type { Appointment, Customer } from '../domain/appointment.ts';
import { toWallTime } from '../domain/wall-clock.ts';
import { suffices } from '../domain/proof.ts';
import { speakWeekday } from '../domain/speech/speak.ts';
import { done, say } from '../platform/outcome.ts';
import type { Outcome, SpokenAppointment, WallTime } from '../platform/outcome.ts';
import { auditReadOut } from './audit-read-out.ts';
import type { CallCtx } from './context.ts';
import { spokenAppointment } from './find-appointment.ts';
import { waitUntil } from './wait-until.ts';

export interface OpenedCall {
  tenant: string;
  today: WallTime;
  /** In the call's language. */
  weekday: string;
  zone: string;
  customer?: Customer;
  next?: SpokenAppointment & { id: string };
}

/**
 * What an agent should know before its first sentence (ASK-02): today, who calls, their next appointment. `isNamed` is
 * false while the call has no id yet.
 */
export async function openCall(ctx: CallCtx, isNamed = true): Promise<Outcome<OpenedCall>> {
  const { name, timezone, language } = ctx.tenant;
  const today = toWallTime(ctx.clock.now(), timezone);
  const { customers, soonest } = await recogniseInTime(ctx);
  const [customer, ...others] = customers;
  const base = { tenant: name, today, weekday: speakWeekday(today.date, language), zone: timezone };
  if (customer === undefined) return done(base, say('call_opened', { tenant: name, today }));
  if (others.length > 0) return done(base, say('caller_unclear', { tenant: name, today }));
  const next = soonest === undefined ? undefined : spokenAppointment(ctx, soonest);
  if (soonest !== undefined) auditReadOut(ctx, [{ appointment: soonest, by: 'caller_id' }], isNamed);
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

interface Recognised {
  customers: Customer[];
  /** The next appointment, where the caller is one person whose number proves enough to hear of it. */
  soonest?: Appointment;
}

/** An agent that does not know the day is worse than one that does not know the caller: so it is nobody, in time. */
async function recogniseInTime(ctx: CallCtx): Promise<Recognised> {
  const work = recognise(ctx);
  ctx.background.add('recognise caller', work);
  try {
    return await waitUntil(ctx.signal, work);
  } catch (error) {
    ctx.log.warn({ err: error }, 'caller not recognised in time');
    return { customers: [] };
  }
}

/** In one transaction: the phone rings meanwhile. */
function recognise(ctx: CallCtx): Promise<Recognised> {
  const { callerNumber, id } = ctx.call;
  if (callerNumber === undefined) return Promise.resolve({ customers: [] });
  return ctx.store.atomically(async ({ customers: known, identity, appointments }) => {
    const customers = await known.findByPhone(callerNumber);
    const [customer, ...others] = customers;
    if (customer === undefined || (await identity.hasEnded(id))) return { customers: [] };
    const mayHear = suffices(ctx.tenant.policies.proof, 'read', 'caller_id');
    if (others.length > 0 || !mayHear) return { customers };
    const [soonest] = await appointments.upcomingOf([customer.id], ctx.clock.now());
    return soonest === undefined ? { customers } : { customers, soonest };
  });
}

/** Everybody who is known under the caller's number (ASK-04, ASK-76); a family may share one. */
export async function customersOfCaller(ctx: CallCtx): Promise<Customer[]> {
  const { callerNumber } = ctx.call;
  return callerNumber === undefined ? [] : ctx.store.customers.findByPhone(callerNumber);
}
