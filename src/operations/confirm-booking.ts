import { isStanding } from '../domain/appointment.ts';
import type { Appointment } from '../domain/appointment.ts';
import { slotSource } from '../domain/seats.ts';
import { toWallTime } from '../domain/wall-clock.ts';
import { Fault } from '../platform/fault.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome, Refusal, WallTime } from '../platform/outcome.ts';
import type { CalendarWrite } from '../store/calendar-write-queries.ts';
import type { Offer } from '../store/offer-queries.ts';
import type { Queries } from '../store/tenant-store.ts';
import type { CallCtx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { spokenAppointment } from './find-appointment.ts';
import { daysFrom, findFreeSlots } from './find-free-slots.ts';
import { finishBooking, reopenOffer, undoBooking } from './finish-booking.ts';
import { namesInCall } from './names-in-call.ts';
import { refuseWhileChanging } from './refuse-while-changing.ts';
import { voidOffers } from './release-offers.ts';
import { refuseInOurCall } from './reminders/refuse-in-our-call.ts';
import { DAYS_AHEAD, pickAlternatives } from './search-free-times.ts';
import { findUnderWay, recorded, sendWrite, WRITE_TOKEN } from './write-to-calendar.ts';

export interface ConfirmationWish {
  /** The id that `start_booking` gave; without it the call's only live offer. */
  offerId?: string;
  confirmed: 'yes' | 'no' | 'unclear';
}

export interface ConfirmedBooking {
  /** Absent when the caller said no and the offer was dropped. */
  appointmentId?: string;
  bookingCode?: string;
  /** `attending`: it was booked before, and the customer says that they come. */
  status: 'scheduled' | 'requested' | 'dropped' | 'attending';
  wall?: WallTime;
  service?: string;
}

/**
 * Step two of a booking (ASK-23, ASK-24): turns the offer into a booking of the calendar and an appointment of ours.
 * Intent first, then the calendar, then the result. The same confirmation again answers the same appointment.
 */
export async function confirmBooking(
  ctx: CallCtx,
  wish: ConfirmationWish,
): Promise<Outcome<ConfirmedBooking>> {
  if (wish.confirmed === 'unclear') return refused('answer_unclear', {});
  if (wish.confirmed === 'no') return dropOffer(ctx, wish.offerId);
  const begun = await ctx.store.atomically((store) => begin(ctx, store, wish.offerId));
  if (begun.kind === 'refused') {
    if (begun.reason === 'offer_expired') await voidOffers(ctx, ctx.call.id);
    return begun;
  }
  if (begun.kind === 'booked') return answerAgain(ctx, begun.offer);
  if (begun.kind === 'rejected') return refuseRejected(ctx, begun.offer, begun.why);
  const { offer, write } = begun;
  if (begun.kind === 'under_way') {
    await recorded(finishBooking(ctx, offer, write, await findUnderWay(ctx, write)));
    return answerBooked(ctx, offer);
  }
  const end = await sendWrite(ctx, write, () =>
    ctx.calendar.createBooking(draftOf(ctx, offer, write), amongExchanges(ctx)),
  );
  if (end.kind === 'done') {
    await recorded(finishBooking(ctx, offer, write, end.booking));
    return answerBooked(ctx, offer);
  }
  if (end.kind === 'not_done') {
    await reopenOffer(ctx, offer, write);
    throw end.fault;
  }
  // What is missing can still be said: the time stays held until then.
  if (end.why === 'needs_field' && lacksContact(offer)) await reopenOffer(ctx, offer, write, end.why);
  else await undoBooking(ctx, offer, write, end.why);
  return refuseRejected(ctx, offer, end.why);
}

/** Gives the offer back. One that is booked already is told so, since it stands until it is cancelled. */
async function dropOffer(ctx: CallCtx, offerId: string | undefined): Promise<Outcome<ConfirmedBooking>> {
  const offers = await ctx.store.offers.ofCall(ctx.call.id, ['live', 'confirming', 'confirmed', 'void']);
  const offer = offerId === undefined ? theOnlyOne(offers) : offers.find((one) => one.id === offerId);
  if (offer?.state === 'confirming') throw new Fault('outcome_unknown', 'the booking is under way');
  if (offer?.state === 'confirmed') return refuseBooked(ctx, offer);
  if (offer?.state === 'live') await voidOffers(ctx, ctx.call.id);
  return done({ status: 'dropped' }, say('offer_dropped', {}));
}

type Begun =
  | { kind: 'begun' | 'under_way'; offer: Offer; write: CalendarWrite }
  | { kind: 'booked'; offer: Offer }
  | { kind: 'rejected'; offer: Offer; why: string }
  | Refusal;

/** Finds the offer and records the intent to book it. */
async function begin(ctx: CallCtx, store: Queries, offerId: string | undefined): Promise<Begun> {
  const now = ctx.clock.now();
  const offers = await store.offers.ofCall(ctx.call.id, ['live', 'confirming', 'confirmed', 'void']);
  const offer = offerId === undefined ? theOnlyOne(offers) : offers.find((one) => one.id === offerId);
  if (offer === undefined) return refused('nothing_offered', {});
  if (offer.state === 'void') {
    const why = await store.calendarWrites.rejectionOfOffer(offer.id);
    if (why !== undefined) return { kind: 'rejected', offer, why };
    return refused(offer.expiresAt <= now ? 'offer_expired' : 'offer_changed', {});
  }
  if (offer.state === 'confirmed') return { kind: 'booked', offer };
  if (offer.state === 'confirming') {
    const write = await store.calendarWrites.ofOffer(offer.id);
    return write === undefined ? refused('nothing_offered', {}) : { kind: 'under_way', offer, write };
  }
  // Whose hold is gone must not book: somebody else may have the time by now.
  if (offer.expiresAt <= now || !(await store.claims.keep(offer.claimId))) {
    return refused('offer_expired', {});
  }
  const write: CalendarWrite = {
    id: ctx.ids.next('wrt'),
    kind: 'book',
    callId: ctx.call.id,
    offerId: offer.id,
    claimId: offer.claimId,
    eventTypeId: offer.eventTypeId,
    startsAt: offer.startsAt,
    endsAt: offer.endsAt,
    state: 'sent',
    sentAt: now,
  };
  await store.offers.advance(offer.id, 'live', 'confirming');
  await store.calendarWrites.begin(write);
  return { kind: 'begun', offer, write };
}

/** Without an id: the live offer, else the one being confirmed, else the last one, whatever became of it. */
function theOnlyOne(offers: Offer[]): Offer | undefined {
  const inState = (state: Offer['state']) => offers.find((offer) => offer.state === state);
  return inState('live') ?? inState('confirming') ?? offers[0];
}

function draftOf(ctx: CallCtx, offer: Offer, write: CalendarWrite) {
  return {
    eventTypeId: offer.eventTypeId,
    startsAt: offer.startsAt,
    attendee: {
      name: offer.name,
      timeZone: ctx.tenant.timezone,
      language: ctx.tenant.language,
      ...(offer.email === undefined ? {} : { email: offer.email }),
      ...(offer.phone === undefined ? {} : { phone: offer.phone }),
    },
    ...(offer.notes === undefined ? {} : { notes: offer.notes }),
    metadata: {
      [WRITE_TOKEN]: write.id,
      booking_timezone: ctx.tenant.timezone,
      source: 'retell_voice_agent',
      call_id: offer.callId,
      booking_id: offer.id,
    },
  };
}

/** A no that comes after the yes: what is booked stays so until the caller has it cancelled. */
async function refuseBooked(ctx: CallCtx, offer: Offer): Promise<Outcome<ConfirmedBooking>> {
  const made = await bookedBefore(ctx, offer);
  if (!isStanding(made)) return tellBooked(ctx, offer, made);
  return (
    refuseInOurCall(ctx, 'cancel') ?? refused('already_booked', { appointment: spokenAppointment(ctx, made) })
  );
}

async function answerAgain(ctx: CallCtx, offer: Offer): Promise<Outcome<ConfirmedBooking>> {
  return tellBooked(ctx, offer, await bookedBefore(ctx, offer));
}

/** The appointment of an offer that was booked before; while it is being changed, nobody can say how it stands. */
async function bookedBefore(ctx: CallCtx, offer: Offer): Promise<Appointment> {
  const made = await madeOf(ctx, offer);
  await refuseWhileChanging(ctx, made.id);
  return made;
}

async function answerBooked(ctx: CallCtx, offer: Offer): Promise<Outcome<ConfirmedBooking>> {
  return tellBooked(ctx, offer, await madeOf(ctx, offer));
}

async function madeOf(ctx: CallCtx, offer: Offer): Promise<Appointment> {
  const made = await ctx.store.appointments.findByOffer(offer.id);
  if (made === undefined) throw new Fault('internal', 'a confirmed offer has no appointment');
  return made;
}

function tellBooked(ctx: CallCtx, offer: Offer, made: Appointment): Outcome<ConfirmedBooking> {
  const wall = toWallTime(made.startsAt, ctx.tenant.timezone);
  const { staff: _anybody, ...withNobody } = made;
  const spoken = spokenAppointment(ctx, offer.staffId === undefined ? withNobody : made);
  const name = namesInCall(ctx).person(offer.name);
  if (made.status === 'cancelled') return refused('already_cancelled', { appointment: spoken });
  const code = made.bookingCode ?? '';
  const status = made.status === 'requested' ? 'requested' : 'scheduled';
  const saying =
    status === 'requested'
      ? say('booking_requested', { ...spoken, name })
      : say('booked', { ...spoken, name, code });
  return done({ appointmentId: made.id, bookingCode: code, status, wall, service: spoken.service }, saying);
}

function lacksContact(offer: Offer): boolean {
  return offer.email === undefined || offer.phone === undefined;
}

/** The calendar's refusal in words a caller can act on; a taken time comes with others. */
async function refuseRejected(ctx: CallCtx, offer: Offer, why: string): Promise<Refusal> {
  const zone = ctx.tenant.timezone;
  const wall = toWallTime(offer.startsAt, zone);
  const found = ctx.tenant.services.find((one) => one.id === offer.serviceId);
  const { service } = namesInCall(ctx).what({ service: found?.name ?? '' });
  if (why === 'needs_field' && lacksContact(offer)) {
    return refused('contact_missing', { email: offer.email === undefined });
  }
  if (why === 'booker_limit') return refused('booking_limit_of_caller', { service });
  if (why === 'limit_reached') return refused('period_full', { service, date: wall.date });
  if (why !== 'slot_unavailable' && why !== 'slot_out_of_bounds') {
    return { ...refused('calendar_refuses', { service }), offerCallback: true };
  }
  const person = found?.staff.find((one) => one.id === offer.staffId);
  const source = found === undefined ? 'not_selectable' : slotSource(found, person);
  const open =
    source === 'not_selectable'
      ? undefined
      : await findFreeSlots(ctx, source, daysFrom(wall.date, DAYS_AHEAD), { live: true });
  const alternatives = pickAlternatives(ctx, open, wall).filter(
    (other) => other.date !== wall.date || other.time !== wall.time,
  );
  const facts = { ...wall, service, alternatives };
  return why === 'slot_unavailable' ? refused('slot_taken', facts) : refused('slot_not_bookable', facts);
}
