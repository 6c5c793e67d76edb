import type { Appointment, AppointmentStatus } from '../domain/appointment.ts';
import { matchService } from '../domain/matching/match-service.ts';
import { splitPerson } from '../domain/matching/split-person.ts';
import { sameName, tidyName } from '../domain/person-name.ts';
import { dayBounds, toWallTime } from '../domain/wall-clock.ts';
import { refused } from '../platform/outcome.ts';
import type { Refusal, SpokenAppointment } from '../platform/outcome.ts';
import { amendCallNote, readCallNote } from './call-note.ts';
import type { CallCtx } from './context.ts';
import { understandFilter } from './understand-moment.ts';
import type { MomentFilter } from './understand-moment.ts';

/** What a caller says to name one of their appointments; each part is optional. */
export interface AppointmentWish {
  appointmentId?: string;
  date?: string;
  time?: string;
  service?: string;
  name?: string;
  phone?: string;
  bookingCode?: string;
}

/** The proven appointments of a caller; `proven` is false where nothing that was said proves anything. */
export interface ProvenAppointments {
  appointments: Appointment[];
  proven: boolean;
}

/** Which appointments are looked at; those that are over are nobody's business on the phone. */
export type Standing = 'standing' | 'cancelled';

const STATUSES: Record<Standing, AppointmentStatus[]> = {
  standing: ['scheduled', 'requested'],
  cancelled: ['cancelled'],
};

/**
 * The caller's standing (or cancelled) appointments, soonest first. Proof is one of: the number they call from, the booking code,
 * name and date together, or an earlier proof on this call. What is not proven is not found.
 */
export async function findProvenAppointments(
  ctx: CallCtx,
  wish: AppointmentWish,
  standing: Standing = 'standing',
): Promise<ProvenAppointments> {
  const now = ctx.clock.now();
  const statuses = STATUSES[standing];
  const found = new Map<string, Appointment>();
  const keep = (appointments: Appointment[]) => {
    for (const one of appointments) {
      if (one.startsAt >= now && statuses.includes(one.status)) found.set(one.id, one);
    }
  };
  const ownNumber = ctx.call.callerNumber;
  const customers = ownNumber === undefined ? [] : await ctx.store.customers.findByPhone(ownNumber);
  keep(
    await ctx.store.appointments.upcomingOf(
      customers.map((customer) => customer.id),
      now,
      statuses,
    ),
  );
  keep(await ctx.store.appointments.upcomingOfCall(ctx.call.id, now, statuses));
  const noted = (await readCallNote(ctx, ctx.call.id)).proven ?? [];
  for (const id of noted) keep(listOf(await ctx.store.appointments.find(id)));
  const spoken = await findBySpokenProof(ctx, wish, statuses);
  keep(spoken);
  if (spoken.length > 0) await noteProven(ctx, spoken);
  const appointments = [...found.values()].toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return { appointments, proven: customers.length > 0 || appointments.length > 0 };
}

/** The one appointment that the caller means, among those that are proven to be theirs. */
export async function findOwnAppointment(
  ctx: CallCtx,
  wish: AppointmentWish,
): Promise<{ kind: 'found'; appointment: Appointment } | Refusal> {
  const found = await findMatching(ctx, wish, 'standing');
  if (found.kind === 'refused') return found;
  const { matching } = found;
  const [only, ...others] = matching;
  if (only === undefined) return refused('appointment_not_found', {});
  if (others.length > 0) {
    return refused('several_appointments', {
      appointments: matching.map((one) => spokenAppointment(ctx, one)),
    });
  }
  return { kind: 'found', appointment: only };
}

/** All of the caller's proven appointments that fit what was said. */
export async function findMatching(
  ctx: CallCtx,
  wish: AppointmentWish,
  standing: Standing,
): Promise<{ kind: 'found'; matching: Appointment[] } | Refusal> {
  const filter = understandFilter(ctx, wish);
  if (filter.kind === 'refused') return filter;
  const { appointments, proven } = await findProvenAppointments(ctx, wish, standing);
  if (!proven) return refused('identity_unproven', {});
  return { kind: 'found', matching: appointments.filter((one) => matches(ctx, one, wish, filter)) };
}

/** An appointment as it is read out: on the wall of the tenant's zone. */
export function spokenAppointment(ctx: CallCtx, appointment: Appointment): SpokenAppointment {
  return {
    ...toWallTime(appointment.startsAt, ctx.tenant.timezone),
    service: appointment.service?.name ?? '',
    ...(appointment.staff === undefined ? {} : { staff: appointment.staff.name }),
  };
}

async function findBySpokenProof(
  ctx: CallCtx,
  wish: AppointmentWish,
  statuses: AppointmentStatus[],
): Promise<Appointment[]> {
  if (wish.bookingCode !== undefined) {
    const code = wish.bookingCode.replaceAll(/\D/g, '');
    return code === '' ? [] : listOf(await ctx.store.appointments.findByCode(code));
  }
  if (wish.name === undefined || wish.date === undefined) return [];
  const filter = understandFilter(ctx, wish);
  // A stretch of days proves nothing: one that is long enough has everybody's appointment in it.
  if (filter.kind === 'refused' || filter.date === undefined || filter.lastDate !== undefined) return [];
  const { name } = wish;
  const { from, until } = dayBounds(filter.date, ctx.tenant.timezone);
  const onThatDay = await ctx.store.appointments.startingWithin(from, until, statuses);
  return onThatDay.filter((one) => one.customer !== undefined && isSaidName(one.customer.name, name));
}

function noteProven(ctx: CallCtx, appointments: Appointment[]): Promise<void> {
  return amendCallNote(ctx, ctx.call.id, (note) => ({
    ...note,
    proven: [...new Set([...(note.proven ?? []), ...appointments.map((one) => one.id)])].slice(-20),
  }));
}

function matches(ctx: CallCtx, one: Appointment, wish: AppointmentWish, filter: MomentFilter): boolean {
  const wall = toWallTime(one.startsAt, ctx.tenant.timezone);
  if (wish.appointmentId !== undefined) return one.id === wish.appointmentId;
  if (wish.bookingCode !== undefined) return one.bookingCode === wish.bookingCode.replaceAll(/\D/g, '');
  const { date, lastDate = date } = filter;
  if (date !== undefined && lastDate !== undefined && (wall.date < date || wall.date > lastDate))
    return false;
  if (filter.times.length > 0 && !filter.times.includes(wall.time)) return false;
  if (wish.service !== undefined && !isOfService(ctx, one, wish.service)) return false;
  return wish.name === undefined || one.customer === undefined || isSaidName(one.customer.name, wish.name);
}

/** Whether a customer is named, also letter by letter or within a sentence. */
function isSaidName(known: string, said: string): boolean {
  const name = tidyName(said);
  return sameName(known, name === '' ? said : name);
}

/** What is said of an appointment's service; one that is offered no longer may still have been booked. */
function isOfService(ctx: CallCtx, one: Appointment, said: string): boolean {
  const { services, staff } = ctx.tenant;
  const names = services.flatMap(({ name, synonyms }) => [name, ...synonyms]);
  const match = matchService(
    splitPerson(said, staff, names).service,
    services.map((service) => ({ ...service, active: true })),
  );
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

/** Whether an appointment will take place, as far as is known. */
export function isStanding(appointment: Appointment): boolean {
  return STATUSES.standing.includes(appointment.status);
}

function listOf<T>(one: T | undefined): T[] {
  return one === undefined ? [] : [one];
}
