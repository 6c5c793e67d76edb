import { sameName } from '../domain/person-name.ts';
import { seatOf } from '../domain/seats.ts';
import { Fault } from '../platform/fault.ts';
import type { CalendarWrite } from '../store/calendar-write-queries.ts';
import type { Claim } from '../store/claim-queries.ts';
import type { Offer } from '../store/offer-queries.ts';
import type { Queries } from '../store/tenant-store.ts';
import type { CalendarBooking, CalendarRejection } from '../upstream/calendar.ts';
import { auditDeed, auditedState } from './audit-deed.ts';
import { statusWhenMade } from './booking-status.ts';
import { amendCallNote } from './call-note.ts';
import { claimBooked, seatsFor } from './claim-booked.ts';
import type { Ctx } from './context.ts';
import { dropCachedDays, endReservation } from './release-offers.ts';
import { planAppointmentReminders } from './reminders/planning/plan-appointment-reminders.ts';

/** Records a booking that the calendar has made; once, however often it is found (ASK-24, ASK-25). */
export async function finishBooking(
  ctx: Ctx,
  offer: Offer,
  write: CalendarWrite,
  booking: CalendarBooking,
): Promise<void> {
  const ended = await ctx.store.atomically(async (store) => {
    const isOurs = await store.calendarWrites.settle(write.id, { state: 'done', now: ctx.clock.now() });
    return isOurs ? (await recordBooking(ctx, store, offer, booking)).ended : undefined;
  });
  await afterOfferEnded(ctx, offer, ended);
}

/** Makes the appointment of an offer that the calendar has booked; its write was settled in the same transaction. */
export async function recordBooking(
  ctx: Ctx,
  store: Queries,
  offer: Offer,
  booking: CalendarBooking,
): Promise<{ appointmentId: string; customerId: string; ended: Claim | undefined }> {
  const now = ctx.clock.now();
  const customerId = await store.customers.save({
    id: ctx.ids.next('cus'),
    name: offer.name,
    now,
    ...(offer.phone === undefined ? {} : { phone: offer.phone }),
    ...(offer.email === undefined ? {} : { email: offer.email }),
  });
  const appointmentId = ctx.ids.next('apt');
  const host = hostOf(ctx, booking);
  const staffId = offer.staffId ?? host;
  // One that was moved elsewhere before we heard of it was made all the same; its new time is followed later.
  const status = statusWhenMade(booking);
  const isStanding = status !== 'cancelled';
  const claim = await settleClaim(ctx, store, { offer, booking, host, isStanding });
  await store.appointments.add({
    id: appointmentId,
    customerId,
    serviceId: offer.serviceId,
    callId: offer.callId,
    offerId: offer.id,
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    status,
    source: 'voice',
    bookingCode: await freeBookingCode(ctx, store),
    now,
    ...(claim.id === undefined ? {} : { claimId: claim.id }),
    ...(staffId === undefined ? {} : { staffId }),
    ...(offer.notes === undefined ? {} : { notes: offer.notes }),
  });
  await store.appointments.linkBooking(appointmentId, {
    uid: booking.uid,
    calendarId: booking.id,
    startsAt: booking.startsAt,
    now,
  });
  await planAppointmentReminders(ctx, store, appointmentId);
  if (isStanding) await store.waitlistOffers.take(offer.claimId, now);
  for (const state of ['confirming', 'live', 'void'] as const) {
    if (await store.offers.advance(offer.id, state, 'confirmed')) break;
  }
  await store.calls.linkCustomer(offer.callId, customerId);
  await store.calls.markAppointmentMade(offer.callId);
  await auditDeed(ctx, store, {
    deed: 'book',
    callId: offer.callId,
    appointmentId,
    after: auditedState({ status, startsAt: booking.startsAt, endsAt: booking.endsAt }),
  });
  return { appointmentId, customerId, ended: claim.ended };
}

interface EndedHold {
  offer: Offer;
  booking: CalendarBooking;
  /** The person whose calendar the booking fills, where we know them. */
  host: string | undefined;
  isStanding: boolean;
}

interface SettledClaim {
  /** The claim of the appointment; absent where its hold was lost and no seat is left. */
  id: string | undefined;
  /** The hold as it was when it ended: a reservation may have been noted until then. */
  ended: Claim | undefined;
}

/** Books what was held, on the seat of the person the calendar has chosen where that seat is free. */
async function settleClaim(
  ctx: Ctx,
  store: Queries,
  { offer, booking, host, isStanding }: EndedHold,
): Promise<SettledClaim> {
  const giveBack = async () => (await store.claims.release([offer.claimId]))[0];
  if (!isStanding) return { id: offer.claimId, ended: await giveBack() };
  const held = await store.claims.find(offer.claimId);
  const service = ctx.tenant.services.find((one) => one.id === offer.serviceId);
  const seat = service === undefined || host === undefined ? undefined : seatOf(service, host);
  if (seat !== undefined && held !== undefined && held.seat !== seat) {
    const { startsAt, endsAt, callId } = offer;
    const id = await claimBooked(ctx, store, { seats: [seat], startsAt, endsAt, callId });
    if (id !== undefined) return { id, ended: await giveBack() };
  }
  const ended = await store.claims.book(offer.claimId);
  if (ended !== undefined) return { id: offer.claimId, ended };
  const { startsAt, endsAt } = booking;
  const seats = service === undefined ? [] : seatsFor(service, offer.staffId ?? host);
  return { id: await claimBooked(ctx, store, { seats, startsAt, endsAt, callId: offer.callId }), ended };
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
  await afterOfferEnded(ctx, offer, freed[0]);
}

/**
 * Takes back the intent of a booking that was not made: the offer stands as before and can be confirmed again.
 * `rejection`: the calendar refused it for something that the caller can still say.
 */
export async function reopenOffer(
  ctx: Ctx,
  offer: Offer,
  write: CalendarWrite,
  rejection?: CalendarRejection,
): Promise<void> {
  const now = ctx.clock.now();
  const end =
    rejection === undefined ? { state: 'not_done' as const } : { state: 'rejected' as const, rejection };
  await ctx.store.atomically(async (store) => {
    const isOurs = await store.calendarWrites.settle(write.id, { ...end, now });
    if (!isOurs) return;
    await store.offers.advance(offer.id, 'confirming', 'live');
    await store.claims.lapseAt(offer.claimId, offer.expiresAt);
  });
}

/** What follows outside the database when an offer has ended: its note, the cached days, its reservation. */
export async function afterOfferEnded(ctx: Ctx, offer: Offer, ended: Claim | undefined): Promise<void> {
  await amendCallNote(ctx, offer.callId, ({ offer: _offer, ...rest }) => rest);
  await dropCachedDays(ctx, [offer]);
  if (ended !== undefined) endReservation(ctx, ended);
}

/** The person that the calendar put on the booking, where we know them. */
function hostOf(ctx: Ctx, booking: CalendarBooking): string | undefined {
  const host = booking.hosts[0]?.name;
  if (host === undefined) return undefined;
  return ctx.tenant.staff.find((person) => sameName(person.name, host))?.id;
}

const MOST_CODE_TRIES = 10;

async function freeBookingCode(ctx: Ctx, store: Queries): Promise<string> {
  for (let tries = 0; tries < MOST_CODE_TRIES; tries += 1) {
    const code = ctx.ids.bookingCode();
    if ((await store.appointments.findByCode(code)) === undefined) return code;
  }
  throw new Fault('internal', 'no free booking code was found');
}
