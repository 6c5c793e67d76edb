import { isStanding } from '../domain/appointment.ts';
import type { Appointment } from '../domain/appointment.ts';
import { saysNothingGiven } from '../domain/contact/nothing-given.ts';
import type { FreeSlot } from '../domain/offer-times.ts';
import type { SlotSource } from '../domain/seats.ts';
import { Fault } from '../platform/fault.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type {
  Outcome,
  Refusal,
  Saying,
  SpokenAppointment,
  SpokenTime,
  WallTime,
} from '../platform/outcome.ts';
import type { FreedHold, Offer } from '../store/offer-queries.ts';
import { amendCallNote, readCallNote } from './call-note.ts';
import { chooseInCall } from './choose-in-call.ts';
import type { CallCtx } from './context.ts';
import { daysFrom, findFreeSlots } from './find-free-slots.ts';
import type { FreeSlots } from './find-free-slots.ts';
import { hearPerson } from './hear-person.ts';
import { identifyBooker } from './identify-booker.ts';
import type { Booker } from './identify-booker.ts';
import { namesInCall } from './names-in-call.ts';
import { refuseWhileChanging } from './refuse-while-changing.ts';
import {
  afterHoldsFreed,
  dropCachedDays,
  endOfReservation,
  overInTime,
  voidOffers,
} from './release-offers.ts';
import { reserveAsCourtesy } from './reserve-as-courtesy.ts';
import { DAYS_AHEAD, pickAlternatives, subjectOf } from './search-free-times.ts';
import type { AvailabilityWish } from './search-free-times.ts';
import { understandStart } from './understand-moment.ts';

export interface BookingWish extends AvailabilityWish {
  name?: string;
  email?: string;
  phone?: string;
  notes?: string;
}

export interface BookingOffer {
  offerId: string;
  /** Empty where the call may not name it. */
  service: string;
  staff?: string;
  wall: WallTime;
  /** IANA zone of the wall time. */
  zone: string;
  minutes: number;
  name: string;
  expiresAt: Date;
  /** The calendar itself said that the time is free, not a stale copy of what it said. */
  verified: boolean;
  /** There is nothing left to confirm: it was booked before on this call. */
  isBooked: boolean;
}

const EVERY_STATE: Offer['state'][] = ['live', 'confirming', 'confirmed', 'void'];

/** How long an offer is held while the caller decides; Cal.com's own reservations last as long. */
const HOLD_MINUTES = 5;

/**
 * Step one of a booking (ASK-16 to ASK-22): checks everything, verifies the time with the calendar, holds it in our
 * ledger and offers it for confirmation. Books nothing. The same wish again answers the same offer, also when it is
 * booked by now; while it is being booked, with `wait` the answer is to ask again. Another wish voids it.
 */
export async function startBooking(
  ctx: CallCtx,
  said: BookingWish,
  underWay: 'wait' | 'look_up' = 'wait',
): Promise<Outcome<BookingOffer>> {
  const wish = hearPerson(ctx, said);
  const choice = await chooseInCall(ctx, wish);
  if (choice.kind === 'refused') return choice;
  const { source } = choice;
  const start = await understandStart(ctx, wish, source);
  if (start.kind === 'refused') return start;
  const person = await identifyBooker(ctx, wish);
  if (person.kind === 'refused') return person;

  const earlier = await ctx.store.offers.ofCall(ctx.call.id, EVERY_STATE);
  const lacking =
    person.email === undefined ? await refuseWithoutEmail(ctx, source, earlier, wish) : undefined;
  if (lacking !== undefined) return lacking;
  const same = earlier.find(
    (offer) => offer.state !== 'void' && isSameWish(offer, source, start.startsAt, person, wish.notes),
  );
  const again = same !== undefined && (await stillStands(ctx, same, underWay)) ? same : undefined;
  if (earlier.some((offer) => offer.state === 'live' && offer !== again)) await voidOffers(ctx, ctx.call.id);
  if (again !== undefined) {
    const made = again.state === 'confirmed' ? await ctx.store.appointments.findByOffer(again.id) : undefined;
    return offered(ctx, source, again, start.wall, await stepOf(ctx, again), person, made);
  }

  const pending = pendingReservations(ctx, earlier);
  let slot = await verifySlot(ctx, source, start);
  if (slot.kind === 'refused' && pending.length > 0 && (await overInTime(ctx, Promise.all(pending)))) {
    slot = await verifySlot(ctx, source, start);
  }
  if (slot.kind === 'refused') return slot;
  const { step } = slot;
  const offer = newOffer(ctx, source, slot.slot, person, wish.notes);
  const held = await hold(ctx, source, offer);
  await afterHoldsFreed(ctx, held.freed);
  if (!held.isHeld) return refuseTaken(ctx, source, start.wall);
  await amendCallNote(ctx, ctx.call.id, (note) => ({ ...note, offer: { id: offer.id, step } }));
  await dropCachedDays(ctx, [offer]);
  const reservation = ctx.reservations.share(offer.claimId, () => reserveAsCourtesy(ctx, offer));
  ctx.background.add('reserve slot', reservation);
  return offered(ctx, source, offer, start.wall, step, person);
}

/** Whether an offer can be answered again: still live, or booked and not cancelled since. */
async function stillStands(ctx: CallCtx, offer: Offer, underWay: 'wait' | 'look_up'): Promise<boolean> {
  if (offer.state === 'live') return offer.expiresAt > ctx.clock.now();
  if (offer.state === 'confirming' && underWay === 'look_up') return true;
  if (offer.state === 'confirming') throw new Fault('outcome_unknown', 'the same booking is under way');
  const made = await ctx.store.appointments.findByOffer(offer.id);
  if (made !== undefined) await refuseWhileChanging(ctx, made.id);
  return made !== undefined && isStanding(made) && made.startsAt.getTime() === offer.startsAt.getTime();
}

/** How sure the time was when it was offered; a repeat is no surer. */
async function stepOf(ctx: CallCtx, again: Offer): Promise<FreeSlots['step']> {
  const { offer } = await readCallNote(ctx, ctx.call.id);
  return (offer?.id === again.id ? offer.step : undefined) ?? 'live';
}

/**
 * The calendar wants an address for this service, as its event type says or as it has said on this call: the caller
 * is asked before it refuses.
 */
async function refuseWithoutEmail(
  ctx: CallCtx,
  { eventTypeId, service }: SlotSource,
  earlier: Offer[],
  wish: BookingWish,
): Promise<Refusal | undefined> {
  const hasNone = wish.email !== undefined && saysNothingGiven(wish.email);
  const refusal = { ...refused('contact_missing', { email: true }), offerCallback: hasNone };
  if (service.phoneOnly === false && service.eventTypeId === eventTypeId) return refusal;
  // The newest first; once one was refused, none is added.
  const tried = earlier.find((offer) => offer.eventTypeId === eventTypeId && offer.email === undefined);
  const why = tried === undefined ? undefined : await ctx.store.calendarWrites.rejectionOfOffer(tried.id);
  return why === 'needs_field' ? refusal : undefined;
}

function isSameWish(
  offer: Offer,
  source: SlotSource,
  startsAt: Date,
  person: Booker,
  notes: string | undefined,
): boolean {
  return (
    (notes === undefined || offer.notes === notes) &&
    offer.serviceId === source.service.id &&
    offer.staffId === source.staff?.id &&
    offer.startsAt.getTime() === startsAt.getTime() &&
    offer.name === person.name &&
    offer.phone === person.phone &&
    offer.email === person.email
  );
}

interface Verified {
  kind: 'free';
  slot: FreeSlot;
  step: FreeSlots['step'];
}

/** Asks the calendar itself, not the cache, whether the time is still free (ASK-20): for that day, which it can tell soonest. */
async function verifySlot(
  ctx: CallCtx,
  source: SlotSource,
  start: { wall: WallTime; startsAt: Date },
): Promise<Verified | Refusal> {
  const found = await findFreeSlots(ctx, source, [start.wall.date], { live: true });
  if (found === undefined) return { ...refused('calendar_unreachable', {}), offerCallback: true };
  const slot = found.slots.find((open) => open.startsAt.getTime() === start.startsAt.getTime());
  if (slot === undefined) return refuseTaken(ctx, source, start.wall);
  return { kind: 'free', slot, step: found.step };
}

/** The time is taken; others around it, as far as they are known or the calendar tells them in time. */
async function refuseTaken(ctx: CallCtx, source: SlotSource, wall: WallTime): Promise<Refusal> {
  const found = await findFreeSlots(ctx, source, daysFrom(wall.date, DAYS_AHEAD));
  const alternatives = pickAlternatives(ctx, found, wall).filter(
    (other) => other.date !== wall.date || other.time !== wall.time,
  );
  return refused('slot_taken', { ...wall, ...subjectOf(ctx, source), alternatives });
}

function newOffer(
  ctx: CallCtx,
  source: SlotSource,
  slot: FreeSlot,
  person: Booker,
  notes: string | undefined,
): Offer {
  const now = ctx.clock.now();
  return {
    id: ctx.ids.next('bkg'),
    callId: ctx.call.id,
    claimId: ctx.ids.next('clm'),
    serviceId: source.service.id,
    eventTypeId: source.eventTypeId,
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    name: person.name,
    state: 'live',
    offeredAt: now,
    expiresAt: new Date(now.getTime() + HOLD_MINUTES * 60_000),
    ...(source.staff === undefined ? {} : { staffId: source.staff.id }),
    ...(person.phone === undefined ? {} : { phone: person.phone }),
    ...(person.email === undefined ? {} : { email: person.email }),
    ...(notes === undefined ? {} : { notes }),
  };
}

/** Reservations of these offers that are being made or ended right now: they may hide the time from their own call. */
function pendingReservations(ctx: CallCtx, offers: Offer[]): Promise<void>[] {
  return offers
    .flatMap(({ claimId }) => [claimId, endOfReservation(claimId)])
    .map((key) => ctx.reservations.running(key))
    .filter((flight) => flight !== undefined);
}

/** Call, claim and offer in one short transaction; not held when every seat was claimed in the meantime. */
function hold(
  ctx: CallCtx,
  source: SlotSource,
  offer: Offer,
): Promise<{ isHeld: boolean; freed: FreedHold[] }> {
  return ctx.store.atomically(async (store) => {
    await store.calls.save(ctx.call.facts);
    const freed = await store.offers.voidLive(ctx.call.id);
    const seat = await store.claims.take({
      id: offer.claimId,
      seats: source.seats,
      startsAt: offer.startsAt,
      endsAt: offer.endsAt,
      callId: offer.callId,
      expiresAt: offer.expiresAt,
      now: offer.offeredAt,
    });
    if (seat === undefined) return { isHeld: false, freed };
    await store.offers.add(offer);
    return { isHeld: true, freed };
  });
}

function offered(
  ctx: CallCtx,
  source: SlotSource,
  offer: Offer,
  wall: SpokenTime,
  step: FreeSlots['step'],
  { email, isEmailSaid }: Booker,
  made?: Appointment,
): Outcome<BookingOffer> {
  const subject = subjectOf(ctx, source);
  const name = namesInCall(ctx).person(offer.name);
  const minutes = Math.round((offer.endsAt.getTime() - offer.startsAt.getTime()) / 60_000);
  const readBack = isEmailSaid && email !== undefined ? { email } : {};
  const outcome = done(
    {
      offerId: offer.id,
      ...subject,
      wall,
      zone: ctx.tenant.timezone,
      minutes,
      name,
      expiresAt: offer.expiresAt,
      verified: step === 'live',
      isBooked: made !== undefined,
    },
    made === undefined
      ? say('booking_offered', { ...subject, ...wall, name, minutes, ...readBack })
      : sayBooked(made, { ...subject, ...wall, name }),
  );
  return { ...outcome, stale: step === 'stale' };
}

/** The wish was booked before on this call: it is told so, since there is nothing left to say yes to. */
function sayBooked(made: Appointment, facts: SpokenAppointment & { name: string }): Saying {
  if (made.status === 'requested') return say('booking_requested', facts);
  return say('booked', { ...facts, code: made.bookingCode ?? '' });
}
