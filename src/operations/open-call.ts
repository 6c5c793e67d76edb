import type { Appointment, Customer } from '../domain/appointment.ts';
import { toWallTime } from '../domain/wall-clock.ts';
import { suffices } from '../domain/proof.ts';
import type { CallSession } from '../domain/reminders/call-session.ts';
import { speakWeekday } from '../domain/speech/speak.ts';
import { done, say } from '../platform/outcome.ts';
import type { Outcome, SpokenAppointment, WallTime } from '../platform/outcome.ts';
import { auditReadOut } from './audit-read-out.ts';
import type { CallCtx } from './context.ts';
import { spokenAppointment } from './find-appointment.ts';
import { namesInCall } from './names-in-call.ts';
import type { WaitlistOffer } from '../store/waitlist-offer-queries.ts';
import { peopleOfCall } from './people-of-call.ts';
import { settingsOf } from './reminders/settings-of.ts';
import { offerOfCall } from './reminders/waitlist/offer-of-call.ts';
import { waitUntil } from './wait-until.ts';

export interface OpenedCall {
  tenant: string;
  today: WallTime;
  /** In the call's language. */
  weekday: string;
  zone: string;
  customer?: Customer;
  /** In a call of ours, the appointment that it is about. */
  next?: SpokenAppointment & { id: string };
  /** In a call of the waitlist, the freed time that is held for them. */
  offered?: SpokenAppointment;
}

/**
 * What an agent should know before its first sentence (ASK-02): today, who calls, their next appointment. `isNamed` is
 * false while the call has no id yet.
 */
export async function openCall(ctx: CallCtx, isNamed = true): Promise<Outcome<OpenedCall>> {
  const { timezone, language } = ctx.tenant;
  const named = namesInCall(ctx);
  const { business: name } = named;
  const today = toWallTime(ctx.clock.now(), timezone);
  const { customers, soonest, session, offer } = await recogniseInTime(ctx);
  const [known, ...others] = customers;
  const base = { tenant: name, today, weekday: speakWeekday(today.date, language), zone: timezone };
  if (known === undefined) return done(base, say('call_opened', { tenant: name, today }));
  if (others.length > 0) return done(base, say('caller_unclear', { tenant: name, today }));
  const customer = named.customer(known);
  const next = soonest === undefined ? undefined : spokenAppointment(ctx, soonest);
  if (soonest !== undefined) auditReadOut(ctx, [{ appointment: soonest, by: 'caller_id' }], isNamed);
  const greeting = { tenant: name, today, customer: customer.name };
  const about = session?.purpose === 'waitlist' ? undefined : next;
  return done(
    {
      ...base,
      customer,
      ...(next === undefined || soonest === undefined ? {} : { next: { ...next, id: soonest.id } }),
      ...(offer === undefined ? {} : { offered: spokenOffer(ctx, offer) }),
    },
    session === undefined
      ? say('call_opened', { ...greeting, ...(next === undefined ? {} : { next }) })
      : say('call_placed', {
          ...greeting,
          ...(about === undefined ? {} : { next: about }),
          isAsked: settingsOf(ctx.tenant).content.confirmation,
        }),
  );
}

function spokenOffer(ctx: CallCtx, { startsAt, serviceId, staffId }: WaitlistOffer): SpokenAppointment {
  const service = ctx.tenant.services.find(({ id }) => id === serviceId);
  const staff = ctx.tenant.staff.find(({ id }) => id === staffId);
  return spokenAppointment(ctx, {
    startsAt,
    ...(service === undefined ? {} : { service }),
    ...(staff === undefined ? {} : { staff }),
  });
}

interface Recognised {
  customers: Customer[];
  /** Where we have rung. */
  session?: CallSession;
  /** The next appointment, where the caller is one person whose number proves enough to hear of it. */
  soonest?: Appointment;
  offer?: WaitlistOffer;
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
  return ctx.store.atomically(async (store) => {
    const known = await peopleOfCall(ctx, store);
    const told = known.session === undefined ? undefined : await offerOfCall(ctx, store);
    const people = told?.offer.state === 'offered' ? { ...known, offer: told.offer } : known;
    const { customers, session } = people;
    const [customer, ...others] = customers;
    if (customer === undefined || (await store.identity.hasEnded(ctx.call.id))) return { customers: [] };
    const mayHear = suffices(ctx.tenant.policies.proof, 'read', 'caller_id');
    if (others.length > 0 || !mayHear) return people;
    const upcoming = await store.appointments.upcomingOf([customer.id], ctx.clock.now());
    const about = session?.appointmentId;
    const soonest = about === undefined ? upcoming[0] : upcoming.find(({ id }) => id === about);
    return soonest === undefined ? people : { ...people, soonest };
  });
}
