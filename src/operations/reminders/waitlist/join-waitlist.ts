import type { Appointment } from '../../../domain/appointment.ts';
import { bookableFrom } from '../../../domain/offer-times.ts';
import { sameName } from '../../../domain/person-name.ts';
import { suffices } from '../../../domain/proof.ts';
import type { SlotSource } from '../../../domain/seats.ts';
import { dayBounds, toWallTime } from '../../../domain/wall-clock.ts';
import { DAY_MS } from '../../../platform/day-ms.ts';
import { done, refused, say } from '../../../platform/outcome.ts';
import type { Outcome, Refusal } from '../../../platform/outcome.ts';
import { auditDeed } from '../../audit-deed.ts';
import { chooseInCall } from '../../choose-in-call.ts';
import type { CallCtx } from '../../context.ts';
import { spokenAppointment } from '../../find-appointment.ts';
import { hearPerson } from '../../hear-person.ts';
import { identifyBooker } from '../../identify-booker.ts';
import type { Booker } from '../../identify-booker.ts';
import { namesInCall } from '../../names-in-call.ts';
import { spanOf, understandSearch } from '../../understand-search.ts';
import { waitlistClosedBy } from './waitlist-closed-by.ts';

export interface WaitlistWish {
  service?: string;
  staff?: string;
  /** Which days are welcome, or until when, as free speech. */
  date?: string;
  name?: string;
  phone?: string;
}

export interface JoinedWaitlist {
  waitlistId: string;
  service: string;
  staff?: string;
  /** The first and the last day on which a time would be welcome, YYYY-MM-DD. */
  first: string;
  last: string;
}

/** For who has no appointment and names no days. */
const USUAL_DAYS = 30;

interface Span {
  kind: 'span';
  earliest: Date;
  latest: Date;
}

/**
 * Puts the caller on the waitlist: when an earlier time becomes free, we ring them. A caller can do that for the number
 * they call from alone, since nobody may have others rung. Asked again, it is the same entry with the newer wish.
 */
export async function joinWaitlist(ctx: CallCtx, said: WaitlistWish): Promise<Outcome<JoinedWaitlist>> {
  if (waitlistClosedBy(ctx) !== undefined) return refused('waitlist_closed', {});
  const { callerNumber } = ctx.call;
  if (callerNumber === undefined) return refused('number_withheld', {});
  const wish = hearPerson(ctx, said);
  const choice = await chooseInCall(ctx, wish);
  if (choice.kind === 'refused') return choice;
  const person = await identifyBooker(ctx, wish);
  if (person.kind === 'refused') return person;
  if (person.phone !== callerNumber) return refused('not_own_number', {});
  if ((await ctx.store.dialGate.forbiddenBy(callerNumber)) !== undefined) {
    return refused('number_not_called', {});
  }
  const { source } = choice;
  const { appointment, mayHear } = await appointmentOf(ctx, person, source);
  const span = spanOfWish(ctx, wish.date, mayHear ? appointment : undefined);
  if (span.kind === 'refused') return span;
  const waitlistId = await join(ctx, { person, source, span, appointment });
  return tellJoined(ctx, waitlistId, source, span);
}

/** Theirs for that service, and whether they may hear of it. */
async function appointmentOf(
  ctx: CallCtx,
  { name, phone = '' }: Booker,
  { service }: SlotSource,
): Promise<{ appointment: Appointment | undefined; mayHear: boolean }> {
  return ctx.store.atomically(async ({ identity, customers, appointments }) => {
    const known = await customers.findByPhone(phone);
    const theirs = known.filter((one) => sameName(one.name, name)).map(({ id }) => id);
    const upcoming = await appointments.upcomingOf(theirs, ctx.clock.now());
    const suffice = suffices(ctx.tenant.policies.proof, 'read', 'caller_id');
    return {
      appointment: upcoming.find((one) => one.service?.id === service.id),
      mayHear: suffice && !(await identity.hasEnded(ctx.call.id)),
    };
  });
}

/** From the first instant that can be booked, at the latest until the appointment they have. */
function spanOfWish(
  ctx: CallCtx,
  date: string | undefined,
  appointment: Appointment | undefined,
): Span | Refusal {
  const now = ctx.clock.now();
  const { timezone, policies } = ctx.tenant;
  const soonest = bookableFrom(now, policies.minNoticeMinutes);
  const end = appointment?.startsAt ?? new Date(now.getTime() + USUAL_DAYS * DAY_MS);
  if (date === undefined) return { kind: 'span', earliest: soonest, latest: end };
  const search = understandSearch(ctx, { date }, 'from_today');
  if (search.kind === 'refused') return search;
  const { first, last } = spanOf(search);
  const { from } = dayBounds(first, timezone);
  const { until } = dayBounds(last, timezone);
  const earliest = from > soonest ? from : soonest;
  const latest = appointment !== undefined && until > end ? end : until;
  if (latest > earliest) return { kind: 'span', earliest, latest };
  if (appointment === undefined) return refused('notice_too_short', { minutes: policies.minNoticeMinutes });
  return refused('not_earlier', { appointment: spokenAppointment(ctx, appointment) });
}

interface Joining {
  person: Booker;
  source: SlotSource;
  span: Span;
  appointment: Appointment | undefined;
}

function join(ctx: CallCtx, { person, source, span, appointment }: Joining): Promise<string> {
  const now = ctx.clock.now();
  return ctx.store.atomically(async (store) => {
    await store.calls.save(ctx.call.facts);
    const customerId = await store.customers.save({
      id: ctx.ids.next('cus'),
      name: person.name,
      now,
      ...(person.phone === undefined ? {} : { phone: person.phone }),
    });
    await store.calls.linkCustomer(ctx.call.id, customerId);
    const id = await store.waitlist.join(
      {
        id: ctx.ids.next('wtl'),
        customerId,
        serviceId: source.service.id,
        earliest: span.earliest,
        // Only what is earlier than their appointment is worth a call, also where they did not hear of it.
        latest: new Date(Math.min(span.latest.getTime(), appointment?.startsAt.getTime() ?? Infinity)),
        askedAt: now,
        ...(source.staff === undefined ? {} : { staffId: source.staff.id }),
        ...(appointment === undefined ? {} : { appointmentId: appointment.id }),
      },
      now,
    );
    await auditDeed(ctx, store, { deed: 'join_waitlist', customerId, after: { task: id } });
    return id;
  });
}

function tellJoined(
  ctx: CallCtx,
  waitlistId: string,
  { service, staff }: SlotSource,
  { earliest, latest }: Span,
): Outcome<JoinedWaitlist> {
  const zone = ctx.tenant.timezone;
  const { date: first } = toWallTime(earliest, zone);
  // A time at the very end is no welcome one any more.
  const { date: last } = toWallTime(new Date(latest.getTime() - 1), zone);
  const named = namesInCall(ctx).what({
    service: service.name,
    ...(staff === undefined ? {} : { staff: staff.name }),
  });
  const facts = { ...named, first, last };
  return done({ waitlistId, ...facts }, say('waitlist_joined', facts));
}
