import type { Appointment } from '../domain/appointment.ts';
import type { FreeSlot } from '../domain/offer-times.ts';
import { mayReschedule } from '../domain/policy.ts';
import type { ProvenAppointment } from '../domain/proof.ts';
import { seatsOf, slotSource } from '../domain/seats.ts';
import type { SlotSource } from '../domain/seats.ts';
import { toWallTime } from '../domain/wall-clock.ts';
import { Fault } from '../platform/fault.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome, Refusal, WallTime } from '../platform/outcome.ts';
import type { CalendarWrite } from '../store/calendar-write-queries.ts';
import type { Queries } from '../store/tenant-store.ts';
import type { CalendarBooking } from '../upstream/calendar.ts';
import { auditReadOut } from './audit-read-out.ts';
import { statusAfterMove } from './booking-status.ts';
import type { CallCtx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { findOwnAppointment, refuseGone, spokenAppointment, understandQuestion } from './find-appointment.ts';
import type { AppointmentWish } from './find-appointment.ts';
import { daysFrom, findFreeSlots } from './find-free-slots.ts';
import { finishMoving, undoMove } from './finish-moving.ts';
import { lockUnchanged } from './follow-booking.ts';
import { isChangedElsewhere, refuseChangedElsewhere } from './refuse-changed-elsewhere.ts';
import { endReservation, overInTime, reservationsEnded, voidOffers } from './release-offers.ts';
import { DAYS_AHEAD, pickAlternatives } from './search-free-times.ts';
import { understandNewStart } from './understand-moment.ts';
import { findUnderWay, recorded, sendWrite } from './write-to-calendar.ts';

export interface RescheduleWish extends AppointmentWish {
  newDate?: string;
  newTime?: string;
  reason?: string;
}

export interface RescheduledAppointment {
  appointmentId: string;
  wall: WallTime;
  status: 'scheduled' | 'requested';
}

const DEFAULT_REASON = 'moved by phone';

/**
 * Moves one of the caller's appointments after the policy check (ASK-30, ASK-31). The new time is claimed in our
 * ledger before the calendar is asked; whatever fails, the old appointment stands. Twice is once.
 */
export async function rescheduleAppointment(
  ctx: CallCtx,
  wish: RescheduleWish,
): Promise<Outcome<RescheduledAppointment>> {
  const question = await understandQuestion(ctx, wish, 'move');
  if (question.kind === 'refused') return question;
  const found = await findOwnAppointment(ctx, question);
  if (found.kind === 'refused') {
    const isUnfound = found === question.caller.otherwise;
    return isUnfound ? refuseGone(ctx, question.caller, question.about) : found;
  }
  const outcome = await moveProven(ctx, wish, found.proven);
  // A refusal that names the appointment tells the caller of it.
  if (outcome.kind === 'refused' && 'appointment' in outcome.facts) auditReadOut(ctx, [found.proven]);
  return outcome;
}

async function moveProven(
  ctx: CallCtx,
  wish: RescheduleWish,
  { appointment, by }: ProvenAppointment,
): Promise<Outcome<RescheduledAppointment>> {
  const hours = ctx.tenant.policies.rescheduleHours;
  const spoken = spokenAppointment(ctx, appointment);
  if (!mayReschedule(appointment.startsAt, ctx.clock.now(), hours)) {
    return { ...refused('too_late_to_reschedule', { hours, appointment: spoken }), offerCallback: true };
  }
  const underWay = await resumeMove(ctx, appointment);
  if (underWay !== undefined) return underWay;
  const start = await understandNewStart(ctx, wish, spoken, sourceOf(ctx, appointment));
  if (start.kind === 'refused') return start;
  if (start.startsAt.getTime() === appointment.startsAt.getTime()) {
    return (await answerMovedBefore(ctx, appointment)) ?? refused('same_time', { appointment: spoken });
  }
  // An offer of this call must not stand in the way of its own move.
  const freed = await voidOffers(ctx, ctx.call.id);
  const source = sourceOf(ctx, appointment);
  let slot = await verifyNewTime(ctx, source, appointment, start);
  if (slot.kind === 'refused' && freed.length > 0 && (await overInTime(ctx, reservationsEnded(ctx, freed)))) {
    slot = await verifyNewTime(ctx, source, appointment, start);
  }
  if (slot.kind === 'refused') return slot;

  const write = { ...newWrite(ctx, appointment, slot.slot, wish.reason), proof: by };
  const isClaimed = await ctx.store.atomically((store) =>
    claimNewTime(ctx, store, source, appointment, write),
  );
  if (!isClaimed) {
    return refused('slot_taken', { ...start.wall, service: spoken.service, alternatives: slot.alternatives });
  }
  return sendMove(ctx, appointment, write, slot);
}

/** Sends a recorded move whose new time is claimed; whatever fails, the old appointment stands. */
async function sendMove(
  ctx: CallCtx,
  appointment: Appointment,
  write: CalendarWrite,
  { slot, alternatives }: { slot: FreeSlot; alternatives: WallTime[] },
): Promise<Outcome<RescheduledAppointment>> {
  const end = await sendWrite(ctx, write, () =>
    ctx.calendar.rescheduleBooking(
      write.uid ?? '',
      { startsAt: slot.startsAt, reason: write.reason ?? DEFAULT_REASON },
      amongExchanges(ctx),
    ),
  );
  if (end.kind === 'done') {
    await recorded(finishMoving(ctx, appointment, write, end.booking));
    return answerMoved(ctx, appointment, end.booking);
  }
  await undoMove(ctx, appointment, write, end.kind === 'rejected' ? end.why : undefined);
  if (end.kind === 'not_done') throw end.fault;
  if (isChangedElsewhere(end.why)) return refuseChangedElsewhere(ctx, appointment);
  const spoken = spokenAppointment(ctx, appointment);
  const { service } = spoken;
  const wall = toWallTime(slot.startsAt, ctx.tenant.timezone);
  const facts = { ...wall, service, alternatives };
  if (end.why === 'slot_unavailable') return refused('slot_taken', facts);
  if (end.why === 'slot_out_of_bounds') return refused('slot_not_bookable', facts);
  if (end.why === 'limit_reached') return refused('period_full', { service, date: wall.date });
  return { ...refused('change_not_allowed', { appointment: spoken }), offerCallback: true };
}

/** Moves an appointment to a time that is held for it already (a hold of our ledger). Twice is once. */
export async function moveToHeld(
  ctx: CallCtx,
  { appointment, by }: ProvenAppointment,
  { claimId, ...slot }: FreeSlot & { claimId: string },
): Promise<Outcome<RescheduledAppointment>> {
  const underWay = await resumeMove(ctx, appointment);
  if (underWay !== undefined) return underWay;
  if (slot.startsAt.getTime() === appointment.startsAt.getTime()) {
    const again = await answerMovedBefore(ctx, appointment);
    return again ?? refused('same_time', { appointment: spokenAppointment(ctx, appointment) });
  }
  const write = { ...newWrite(ctx, appointment, slot, undefined), claimId, proof: by };
  const held = await ctx.store.claims.find(claimId);
  const isKept = await ctx.store.atomically(async (store) => {
    await lockUnchanged(store, appointment);
    await store.calls.save(ctx.call.facts);
    if (!(await store.claims.keep(claimId))) return false;
    // Rolls back what was kept.
    if (!(await store.calendarWrites.begin(write)))
      throw new Fault('outcome_unknown', 'another change of the appointment is under way');
    return true;
  });
  if (!isKept) return refused('offer_expired', {});
  const outcome = await sendMove(ctx, appointment, write, { slot, alternatives: [] });
  if (held !== undefined) endReservation(ctx, held);
  return outcome;
}

/** A move that is under way is looked up instead of sent again. */
async function resumeMove(
  ctx: CallCtx,
  appointment: Appointment,
): Promise<Outcome<RescheduledAppointment> | undefined> {
  const open = await ctx.store.calendarWrites.openOfAppointment(appointment.id);
  if (open === undefined) return undefined;
  if (open.kind !== 'move') throw new Fault('outcome_unknown', 'a change of the appointment is under way');
  const booking = await findUnderWay(ctx, open);
  await recorded(finishMoving(ctx, appointment, open, booking));
  return answerMoved(ctx, appointment, booking);
}

/** The same answer again where it is this call that has moved the appointment to the time it has. */
async function answerMovedBefore(
  ctx: CallCtx,
  appointment: Appointment,
): Promise<Outcome<RescheduledAppointment> | undefined> {
  const moves = await ctx.store.calendarWrites.doneOfCall(ctx.call.id, 'move');
  const last = moves.find((move) => move.appointmentId === appointment.id);
  if (last?.uid === undefined || last.startsAt?.getTime() !== appointment.startsAt.getTime())
    return undefined;
  const startsAt = await ctx.store.appointments.startOfBooking(last.uid);
  if (startsAt === undefined) return undefined;
  const status = appointment.status === 'requested' ? 'pending' : 'accepted';
  return answerMoved(ctx, { ...appointment, startsAt }, { startsAt: appointment.startsAt, status });
}

/** Where the appointment was booked: with the person alone where they were wished for, else with anybody. */
function sourceOf(ctx: CallCtx, appointment: Appointment): SlotSource {
  const service = ctx.tenant.services.find((one) => one.id === appointment.service?.id);
  if (service === undefined)
    throw new Fault('internal', 'the service of an appointment is not set up any more');
  const { eventTypeId = service.eventTypeId } = appointment;
  const person = service.staff.find((one) => one.eventTypeId === eventTypeId);
  const source = slotSource(service, person);
  return source === 'not_selectable'
    ? { key: service.id, service, eventTypeId: service.eventTypeId, seats: seatsOf(service) }
    : source;
}

async function verifyNewTime(
  ctx: CallCtx,
  source: SlotSource,
  appointment: Appointment,
  start: { wall: WallTime; startsAt: Date },
): Promise<{ kind: 'free'; slot: FreeSlot; alternatives: WallTime[] } | Refusal> {
  const found = await findFreeSlots(ctx, source, daysFrom(start.wall.date, DAYS_AHEAD), {
    live: true,
    ...(appointment.uid === undefined ? {} : { ownBookingUid: appointment.uid }),
  });
  if (found === undefined) return { ...refused('calendar_unreachable', {}), offerCallback: true };
  const own = toWallTime(appointment.startsAt, ctx.tenant.timezone);
  const alternatives = pickAlternatives(ctx, found, start.wall).filter(
    (wall) => !isSame(wall, own) && !isSame(wall, start.wall),
  );
  const slot = found.slots.find((open) => open.startsAt.getTime() === start.startsAt.getTime());
  if (slot !== undefined) return { kind: 'free', slot, alternatives };
  const { service } = spokenAppointment(ctx, appointment);
  return refused('slot_taken', { ...start.wall, service, alternatives });
}

function isSame(a: WallTime, b: WallTime): boolean {
  return a.date === b.date && a.time === b.time;
}

function newWrite(
  ctx: CallCtx,
  appointment: Appointment,
  slot: FreeSlot,
  reason: string | undefined,
): CalendarWrite {
  if (appointment.uid === undefined)
    throw new Fault('internal', 'a standing appointment has no calendar booking');
  return {
    id: ctx.ids.next('wrt'),
    kind: 'move',
    callId: ctx.call.id,
    appointmentId: appointment.id,
    uid: appointment.uid,
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    reason: reason ?? DEFAULT_REASON,
    state: 'sent',
    sentAt: ctx.clock.now(),
  };
}

/**
 * Claims the new time and records the intent; `false`, with nothing done, where no seat is left. Where old and new
 * time overlap, the appointment's own claim is stretched over both, since a second claim on the same seat would
 * collide with it; another seat will do where its own has not enough room.
 */
async function claimNewTime(
  ctx: CallCtx,
  store: Queries,
  source: SlotSource,
  appointment: Appointment,
  write: CalendarWrite,
): Promise<boolean> {
  const { startsAt, endsAt } = write;
  if (startsAt === undefined || endsAt === undefined)
    throw new Fault('internal', 'a move without a new time');
  const now = ctx.clock.now();
  const overlaps = startsAt < appointment.endsAt && endsAt > appointment.startsAt;
  const own = overlaps ? appointment.claimId : undefined;
  await lockUnchanged(store, appointment);
  await store.calls.save(ctx.call.facts);
  if (
    own !== undefined &&
    (await store.claims.resize(own, unionOf(appointment, { startsAt, endsAt }), now))
  ) {
    write.claimId = own;
  } else {
    write.claimId = ctx.ids.next('clm');
    const wish = { id: write.claimId, seats: source.seats, startsAt, endsAt, callId: write.callId, now };
    if ((await store.claims.take(wish)) === undefined) return false;
  }
  // Rolls back what was claimed.
  if (!(await store.calendarWrites.begin(write)))
    throw new Fault('outcome_unknown', 'another change of the appointment is under way');
  return true;
}

function unionOf(a: FreeSlot, b: FreeSlot): FreeSlot {
  return {
    startsAt: a.startsAt < b.startsAt ? a.startsAt : b.startsAt,
    endsAt: a.endsAt > b.endsAt ? a.endsAt : b.endsAt,
  };
}

function answerMoved(
  ctx: CallCtx,
  before: Appointment,
  booking: Pick<CalendarBooking, 'startsAt' | 'status'>,
): Outcome<RescheduledAppointment> {
  const zone = ctx.tenant.timezone;
  const from = toWallTime(before.startsAt, zone);
  const wall = toWallTime(booking.startsAt, zone);
  const status = statusAfterMove(booking);
  const to = { ...spokenAppointment(ctx, before), ...wall };
  const saying = status === 'scheduled' ? say('moved', { from, to }) : say('move_requested', { from, to });
  return done({ appointmentId: before.id, wall, status }, saying);
}
