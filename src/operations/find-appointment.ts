import { answersTo } from '../domain/answers-to.ts';
import { STANDING } from '../domain/appointment.ts';
import type { Appointment, AppointmentStatus } from '../domain/appointment.ts';
import { matchService } from '../domain/matching/match-service.ts';
import { splitPerson } from '../domain/matching/split-person.ts';
import { suffices } from '../domain/proof.ts';
import type { ProvenAppointment, ProvenDeed } from '../domain/proof.ts';
import { toWallTime } from '../domain/wall-clock.ts';
import { refused } from '../platform/outcome.ts';
import type { Refusal, SpokenAppointment } from '../platform/outcome.ts';
import { auditReadOut } from './audit-read-out.ts';
import type { CallCtx } from './context.ts';
import { identifyCaller, refuseTooWeak } from './identify-caller.ts';
import type { IdentifiedCaller, SaidIdentity } from './identify-caller.ts';
import { namesInCall } from './names-in-call.ts';
import { refuseInOurCall } from './reminders/refuse-in-our-call.ts';
import { understandFilter } from './understand-moment.ts';
import type { MomentFilter } from './understand-moment.ts';

/** What a caller says to name one of their appointments; each part is optional. */
export interface AppointmentWish extends SaidIdentity {
  date?: string;
  time?: string;
  service?: string;
}

/** Which appointment is meant, and by whom. */
export interface AppointmentQuestion {
  kind: 'question';
  wish: AppointmentWish;
  moment: MomentFilter;
  caller: IdentifiedCaller;
  /** The appointment that our call is about, where nothing was said to mean another one. */
  about?: string;
}

/** Which appointments are looked at; those that are over are nobody's business on the phone. */
export type Standing = 'standing' | 'cancelled';

const STATUSES: Record<Standing, readonly AppointmentStatus[]> = {
  standing: STANDING,
  cancelled: ['cancelled'],
};

/** Understands which appointment is meant and who asks, for what is to be done with it. */
export async function understandQuestion(
  ctx: CallCtx,
  wish: AppointmentWish,
  deed: ProvenDeed,
): Promise<AppointmentQuestion | Refusal> {
  const closed = refuseInOurCall(ctx, deed);
  if (closed !== undefined) return closed;
  const moment = understandFilter(ctx, wish);
  if (moment.kind === 'refused') return moment;
  const caller = await identifyCaller(ctx, wish, deed, moment.onlyDay);
  if (caller.kind === 'refused') return caller;
  const about = caller.session?.appointmentId;
  const isAbout = about !== undefined && !saysWhich(ctx, wish, moment);
  return { kind: 'question', wish, moment, caller, ...(isAbout ? { about } : {}) };
}

function saysWhich(ctx: CallCtx, wish: AppointmentWish, { date, times }: MomentFilter): boolean {
  const { appointmentId, bookingCode, service = '' } = wish;
  const isOfAService = matchSaid(ctx, service).kind !== 'none_said';
  return (
    [appointmentId, bookingCode, date].some((said) => said !== undefined) || times.length > 0 || isOfAService
  );
}

/**
 * The standing (or cancelled) appointments that are proven to be the caller's for what is to be done, soonest first.
 * What is not proven is not found.
 */
export async function findProven(
  ctx: CallCtx,
  caller: IdentifiedCaller,
  standing: Standing,
): Promise<ProvenAppointment[]> {
  const now = ctx.clock.now();
  const statuses = STATUSES[standing];
  const { appointments } = ctx.store;
  const found = new Map<string, ProvenAppointment>();
  const keep = (proven: ProvenAppointment) => {
    const { appointment } = proven;
    if (found.has(appointment.id) || appointment.startsAt < now) return;
    if (statuses.includes(appointment.status)) found.set(appointment.id, proven);
  };
  for (const appointment of await appointments.upcomingOfCall(ctx.call.id, now, statuses)) {
    keep({ appointment, by: 'this_call' });
  }
  for (const proven of caller.spoken) keep(proven);
  for (const { id, by } of caller.noted) {
    if (found.has(id) || !suffices(ctx.tenant.policies.proof, caller.deed, by)) continue;
    const appointment = await appointments.find(id);
    if (appointment !== undefined) keep({ appointment, by });
  }
  const customerIds = caller.customers.map(({ id }) => id);
  for (const appointment of await appointments.upcomingOf(customerIds, now, statuses)) {
    keep({ appointment, by: 'caller_id' });
  }
  return [...found.values()].toSorted(
    (a, b) => a.appointment.startsAt.getTime() - b.appointment.startsAt.getTime(),
  );
}

/** All of the caller's proven appointments that fit what was said. */
export async function findMatching(
  ctx: CallCtx,
  question: AppointmentQuestion,
  standing: Standing,
): Promise<ProvenAppointment[]> {
  const proven = await findProven(ctx, question.caller, standing);
  return proven.filter(({ appointment }) => matches(ctx, appointment, question));
}

/** The one appointment that the caller means, among those that are proven to be theirs. */
export async function findOwnAppointment(
  ctx: CallCtx,
  question: AppointmentQuestion,
): Promise<{ kind: 'found'; proven: ProvenAppointment } | Refusal> {
  const matching = await findMatching(ctx, question, 'standing');
  const [only, ...others] = matching;
  if (only === undefined) return question.caller.otherwise;
  if (others.length === 0) return { kind: 'found', proven: only };
  const mayHear = matching.every(({ by }) => suffices(ctx.tenant.policies.proof, 'read', by));
  if (!mayHear) return refuseTooWeak(ctx, 'read');
  auditReadOut(ctx, matching);
  const appointments = matching.map(({ appointment }) => spokenAppointment(ctx, appointment));
  return refused('several_appointments', { appointments });
}

/** The refusal of a question about the appointment of our call: that it is cancelled, where it is. */
export async function refuseGone(
  ctx: CallCtx,
  caller: IdentifiedCaller,
  about: string | undefined,
): Promise<Refusal> {
  if (about === undefined) return caller.otherwise;
  const cancelled = await findProven(ctx, caller, 'cancelled');
  const gone = cancelled.find(({ appointment }) => appointment.id === about);
  if (gone === undefined) return caller.otherwise;
  auditReadOut(ctx, [gone]);
  return refused('already_cancelled', { appointment: spokenAppointment(ctx, gone.appointment) });
}

/** An appointment as it is read out: on the wall of the tenant's zone, with what this call may name of it. */
export function spokenAppointment(
  ctx: CallCtx,
  { startsAt, service, staff }: Pick<Appointment, 'startsAt' | 'service' | 'staff'>,
): SpokenAppointment {
  return {
    ...toWallTime(startsAt, ctx.tenant.timezone),
    ...namesInCall(ctx).what({
      service: service?.name ?? '',
      ...(staff === undefined ? {} : { staff: staff.name }),
    }),
  };
}

/** Whether it is one of whom and of what code was named, where anything was. */
export function isNamed(one: Appointment, caller: IdentifiedCaller, { bookingCode }: SaidIdentity): boolean {
  if (bookingCode !== undefined) return one.bookingCode === bookingCode.replaceAll(/\D/g, '');
  return caller.name === undefined || one.customer === undefined || answersTo(one.customer, caller.name);
}

function matches(ctx: CallCtx, one: Appointment, question: AppointmentQuestion): boolean {
  const { wish, moment, caller, about } = question;
  if (about !== undefined) return one.id === about;
  if (wish.appointmentId !== undefined) return one.id === wish.appointmentId;
  if (wish.bookingCode !== undefined) return isNamed(one, caller, wish);
  const wall = toWallTime(one.startsAt, ctx.tenant.timezone);
  const { date, lastDate = date } = moment;
  if (date !== undefined && lastDate !== undefined && (wall.date < date || wall.date > lastDate))
    return false;
  if (moment.times.length > 0 && !moment.times.includes(wall.time)) return false;
  if (wish.service !== undefined && !isOfService(ctx, one, wish.service)) return false;
  return isNamed(one, caller, wish);
}

/** What is said of an appointment's service; one that is offered no longer may still have been booked. */
function isOfService(ctx: CallCtx, one: Appointment, said: string): boolean {
  const match = matchSaid(ctx, said);
  switch (match.kind) {
    case 'one':
      return match.service.id === one.service?.id;
    case 'several':
      return match.services.some(({ id }) => id === one.service?.id);
    case 'unknown':
      return false;
    case 'none_said':
      return true;
  }
}

function matchSaid(ctx: CallCtx, said: string) {
  const { services, staff } = ctx.tenant;
  const names = services.flatMap(({ name, synonyms }) => [name, ...synonyms]);
  return matchService(
    splitPerson(said, staff, names).service,
    services.map((service) => ({ ...service, active: true })),
  );
}
