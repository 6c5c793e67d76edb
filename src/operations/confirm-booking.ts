import { sameName } from '../domain/person-name.ts';
import { toWallTime } from '../domain/wall-clock.ts';
import { Fault } from '../platform/fault.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome, Refusal, SpokenAppointment, WallTime } from '../platform/outcome.ts';
import type { CalendarWrite } from '../store/calendar-write-queries.ts';
import type { Offer } from '../store/offer-queries.ts';
import type { Queries } from '../store/tenant-store.ts';
import type { CalendarBooking, CalendarRejection } from '../upstream/calendar.ts';
import { amendCallNote } from './call-note.ts';
import { DAYS_AHEAD, pickAlternatives } from './check-availability.ts';
import type { CallCtx, Ctx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { daysFrom, findFreeSlots } from './find-free-slots.ts';
import { dropCachedDays, releaseReservation, voidOffers } from './release-offers.ts';
import { lookUpWrite, sendWrite, WRITE_TOKEN } from './write-to-calendar.ts';
import { slotSource } from '../domain/seats.ts';

export interface ConfirmationWish {
  /** The id that `start_booking` gave; without it the call's only live offer. */
  offerId?: string;
  confirmed: 'yes' | 'no' | 'unclear';
}

export interface ConfirmedBooking {
  /** Absent when the caller said no and the offer was dropped. */
  appointmentId?: string;
  bookingCode?: string;
  status: 'scheduled' | 'requested' | 'dropped';
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
  if (wish.confirmed === 'no') return dropOffer(ctx);
  const begun = await ctx.store.atomically((store) => begin(ctx, store, wish.offerId));
  if (begun.kind === 'refused') {
    if (begun.reason === 'offer_expired') await voidOffers(ctx, ctx.call.id);
    return begun;
  }
  if (begun.kind === 'booked') return answerBooked(ctx, begun.offer);
  const { offer, write } = begun;
  if (begun.kind === 'under_way') {
    const found = await lookUpWrite(ctx, write);
    if (found === undefined) throw new Fault('outcome_unknown', 'the booking is still under way');
    await finishBooking(ctx, offer, write, found);
    return answerBooked(ctx, offer);
  }
  const end = await sendWrite(ctx, write, () =>
    ctx.calendar.createBooking(draftOf(ctx, offer, write), amongExchanges(ctx)),
  );
  if (end.kind === 'done') {
    await finishBooking(ctx, offer, write, end.booking);
    return answerBooked(ctx, offer);
  }
  await undoBooking(ctx, offer, write, end.kind === 'rejected' ? end.why : undefined);
  if (end.kind === 'not_done') throw end.fault;
  return refuseRejected(ctx, offer, end.why);
}

async function dropOffer(ctx: CallCtx): Promise<Outcome<ConfirmedBooking>> {
  await voidOffers(ctx, ctx.call.id);
  return done({ status: 'dropped' }, say('offer_dropped', {}));
}

type Begun =
  | { kind: 'begun' | 'under_way'; offer: Offer; write: CalendarWrite }
  | { kind: 'booked'; offer: Offer }
  | Refusal;

/** Finds the offer and records the intent to book it. */
async function begin(ctx: CallCtx, store: Queries, offerId: string | undefined): Promise<Begun> {
  const now = ctx.clock.now();
  const offers = await store.offers.ofCall(ctx.call.id, ['live', 'confirming', 'confirmed', 'void']);
  const offer = offerId === undefined ? theOnlyOne(offers) : offers.find((one) => one.id === offerId);
  if (offer === undefined) return refused('nothing_offered', {});
  if (offer.state === 'void') return refused(offer.expiresAt <= now ? 'offer_expired' : 'offer_changed', {});
  if (offer.state === 'confirmed') return { kind: 'booked', offer };
  if (offer.state === 'confirming') {
    const write = await store.calendarWrites.ofOffer(offer.id);
    return write === undefined ? refused('nothing_offered', {}) : { kind: 'under_way', offer, write };
  }
  if (offer.expiresAt <= now) return refused('offer_expired', {});
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
  await store.claims.keep(offer.claimId);
  await store.calendarWrites.begin(write);
  return { kind: 'begun', offer, write };
}

/** Without an id: the live offer, else the one being confirmed, else the one confirmed last. */
function theOnlyOne(offers: Offer[]): Offer | undefined {
  for (const state of ['live', 'confirming', 'confirmed', 'void'] as const) {
    const found = offers.find((offer) => offer.state === state);
    if (found !== undefined) return found;
  }
  return undefined;
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

/** Records a booking that the calendar has made; once, however often it is found (ASK-24, ASK-25). */
export async function finishBooking(
  ctx: Ctx,
  offer: Offer,
  write: CalendarWrite,
  booking: CalendarBooking,
): Promise<void> {
  const now = ctx.clock.now();
  const claim = await ctx.store.atomically(async (store) => {
    const isOurs = await store.calendarWrites.settle(write.id, { state: 'done', now });
    if (!isOurs) return undefined;
    const held = await store.claims.find(offer.claimId);
    const customerId = await store.customers.save({
      id: ctx.ids.next('cus'),
      name: offer.name,
      now,
      ...(offer.phone === undefined ? {} : { phone: offer.phone }),
      ...(offer.email === undefined ? {} : { email: offer.email }),
    });
    const appointmentId = ctx.ids.next('apt');
    const staffId = hostOf(ctx, offer, booking);
    await store.claims.book(offer.claimId);
    await store.appointments.add({
      id: appointmentId,
      customerId,
      serviceId: offer.serviceId,
      claimId: offer.claimId,
      callId: offer.callId,
      offerId: offer.id,
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      status: booking.status === 'accepted' ? 'scheduled' : 'requested',
      source: 'voice',
      bookingCode: await freeBookingCode(ctx, store),
      now,
      ...(staffId === undefined ? {} : { staffId }),
      ...(offer.notes === undefined ? {} : { notes: offer.notes }),
    });
    await store.appointments.linkBooking(appointmentId, {
      uid: booking.uid,
      calendarId: booking.id,
      startsAt: booking.startsAt,
      now,
    });
    await store.offers.advance(offer.id, 'confirming', 'confirmed');
    await store.calls.linkCustomer(offer.callId, customerId);
    await store.calls.markAppointmentMade(offer.callId);
    return held;
  });
  await afterOfferEnded(ctx, offer, claim?.reservationUid);
}

/** Gives back what was held for a booking that was not made. */
export async function undoBooking(
  ctx: Ctx,
  offer: Offer,
  write: CalendarWrite,
  rejection: CalendarRejection | undefined,
): Promise<void> {
  const now = ctx.clock.now();
  const freed = await ctx.store.atomically(async (store) => {
    const end =
      rejection === undefined ? { state: 'not_done' as const } : { state: 'rejected' as const, rejection };
    const isOurs = await store.calendarWrites.settle(write.id, { ...end, now });
    if (!isOurs) return [];
    await store.offers.advance(offer.id, 'confirming', 'void');
    return store.claims.release([offer.claimId]);
  });
  await afterOfferEnded(ctx, offer, freed[0]?.reservationUid);
}

async function afterOfferEnded(ctx: Ctx, offer: Offer, reservationUid: string | undefined): Promise<void> {
  await amendCallNote(ctx, offer.callId, ({ offer: _offer, ...rest }) => rest);
  await dropCachedDays(ctx, [offer]);
  if (reservationUid === undefined) return;
  ctx.background.add('end reservation', releaseReservation(ctx, reservationUid));
}

/** The person that the calendar put on the booking, where we know them; else the one that was wished for. */
function hostOf(ctx: Ctx, offer: Offer, booking: CalendarBooking): string | undefined {
  const host = booking.hosts[0]?.name;
  const known =
    host === undefined ? undefined : ctx.tenant.staff.find((person) => sameName(person.name, host));
  return offer.staffId ?? known?.id;
}

const MOST_CODE_TRIES = 10;

async function freeBookingCode(ctx: Ctx, store: Queries): Promise<string> {
  for (let tries = 0; tries < MOST_CODE_TRIES; tries += 1) {
    const code = ctx.ids.bookingCode();
    if ((await store.appointments.findByCode(code)) === undefined) return code;
  }
  throw new Fault('internal', 'no free booking code was found');
}

async function answerBooked(ctx: CallCtx, offer: Offer): Promise<Outcome<ConfirmedBooking>> {
  const made = await ctx.store.appointments.findByOffer(offer.id);
  if (made === undefined) throw new Fault('internal', 'a confirmed offer has no appointment');
  const wall = toWallTime(made.startsAt, ctx.tenant.timezone);
  const spoken: SpokenAppointment = {
    ...wall,
    service: made.service?.name ?? '',
    ...(offer.staffId === undefined || made.staff === undefined ? {} : { staff: made.staff.name }),
  };
  const code = made.bookingCode ?? '';
  const status = made.status === 'requested' ? 'requested' : 'scheduled';
  const saying =
    status === 'requested'
      ? say('booking_requested', { ...spoken, name: offer.name })
      : say('booked', { ...spoken, name: offer.name, code });
  return done({ appointmentId: made.id, bookingCode: code, status, wall, service: spoken.service }, saying);
}

/** The calendar's refusal in words a caller can act on; a taken time comes with others. */
async function refuseRejected(ctx: CallCtx, offer: Offer, why: CalendarRejection): Promise<Refusal> {
  const zone = ctx.tenant.timezone;
  const wall = toWallTime(offer.startsAt, zone);
  const found = ctx.tenant.services.find((one) => one.id === offer.serviceId);
  const service = found?.name ?? '';
  if (why === 'needs_field') return refused('contact_missing', { email: true });
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
