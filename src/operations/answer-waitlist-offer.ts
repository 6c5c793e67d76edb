import { isStanding } from '../domain/appointment.ts';
import type { Appointment } from '../domain/appointment.ts';
import { slotSource } from '../domain/seats.ts';
import { Fault } from '../platform/fault.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome } from '../platform/outcome.ts';
import type { Offer } from '../store/offer-queries.ts';
import type { WaitlistOffer } from '../store/waitlist-offer-queries.ts';
import { confirmBooking } from './confirm-booking.ts';
import type { ConfirmationWish, ConfirmedBooking } from './confirm-booking.ts';
import type { CallCtx } from './context.ts';
import { spokenAppointment } from './find-appointment.ts';
import { dropCachedDays, voidOffers } from './release-offers.ts';
import { refuseInOurCall } from './reminders/refuse-in-our-call.ts';
import { offerOfCall } from './reminders/waitlist/offer-of-call.ts';
import type { OfferOfCall } from './reminders/waitlist/offer-of-call.ts';
import { moveToHeld } from './reschedule-appointment.ts';

const EVERY_STATE: Offer['state'][] = ['live', 'confirming', 'confirmed', 'void'];

/**
 * The customer's answer to the freed time that we have rung to offer. A yes moves their appointment to it, or books it
 * where they have none; a no gives it to the next one. `undefined` where the call offers none, or has come to another
 * time meanwhile, which is what the answer is about then.
 */
export async function answerWaitlistOffer(
  ctx: CallCtx,
  wish: ConfirmationWish,
): Promise<Outcome<ConfirmedBooking> | undefined> {
  if (ctx.call.sessionId === undefined) return undefined;
  const told = await ctx.store.atomically((store) => offerOfCall(ctx, store));
  if (told === undefined) return undefined;
  const offers = await ctx.store.offers.ofCall(ctx.call.id, EVERY_STATE);
  const ours = offers.find(({ claimId }) => claimId === told.offer.claimId);
  if (isAboutAnother(wish, offers, ours)) return undefined;
  if (wish.confirmed === 'unclear') return refused('answer_unclear', {});
  const appointment = await appointmentOf(ctx, told);
  if (wish.confirmed === 'no') return decline(ctx, told.offer, ours, appointment);
  if (appointment === undefined) return book(ctx, told, ours);
  return move(ctx, told.offer, appointment);
}

/** What the call was offered since, on the customer's own wish. */
function isAboutAnother({ offerId }: ConfirmationWish, offers: Offer[], ours: Offer | undefined): boolean {
  const others = offers.filter((offer) => offer !== ours);
  if (offerId !== undefined && others.some(({ id }) => id === offerId)) return true;
  return others.some(({ state }) => state === 'live' || state === 'confirming');
}

/** The appointment that the call was to move; one that does not stand any more is not moved. */
async function appointmentOf(ctx: CallCtx, { session }: OfferOfCall): Promise<Appointment | undefined> {
  if (session.appointmentId === undefined) return undefined;
  const found = await ctx.store.appointments.find(session.appointmentId);
  return found !== undefined && isStanding(found) ? found : undefined;
}

async function decline(
  ctx: CallCtx,
  offer: WaitlistOffer,
  ours: Offer | undefined,
  appointment: Appointment | undefined,
): Promise<Outcome<ConfirmedBooking> | undefined> {
  if (ours?.state === 'confirming' || ours?.state === 'confirmed') return undefined;
  if (offer.state === 'taken' && appointment !== undefined) {
    return (
      refuseInOurCall(ctx, 'cancel') ??
      refused('already_booked', { appointment: spokenAppointment(ctx, appointment) })
    );
  }
  if (ours?.state === 'live') await voidOffers(ctx, ctx.call.id);
  if (offer.state === 'offered') {
    const isEnded = await ctx.store.waitlistOffers.endOffer(offer.id, 'declined', ctx.clock.now());
    if (!isEnded) throw new Fault('outcome_unknown', 'the offered time is being booked');
    await dropCachedDays(ctx, [offer]);
  }
  return done({ status: 'dropped' }, say('offer_dropped', {}));
}

/** Makes what is held an offer of this call, which is then booked as any other. */
async function book(
  ctx: CallCtx,
  told: OfferOfCall,
  ours: Offer | undefined,
): Promise<Outcome<ConfirmedBooking>> {
  const offer = ours ?? (await makeOffer(ctx, told));
  if (offer === undefined) return refused('offer_expired', {});
  return confirmBooking(ctx, { confirmed: 'yes', offerId: offer.id });
}

async function makeOffer(ctx: CallCtx, { session, offer }: OfferOfCall): Promise<Offer | undefined> {
  const now = ctx.clock.now();
  const eventTypeId = eventTypeOf(ctx, offer);
  return ctx.store.atomically(async (store) => {
    // Two that say yes at the same moment are one after the other, and make one offer.
    const locked = await store.waitlistOffers.lockOffer(offer.id);
    const made = await store.offers.ofCall(ctx.call.id, EVERY_STATE);
    const ours = made.find(({ claimId }) => claimId === offer.claimId);
    if (ours !== undefined) return ours;
    const customer =
      session.customerId === undefined ? undefined : await store.customers.find(session.customerId);
    if (locked?.state !== 'offered' || locked.expiresAt <= now) return undefined;
    if (customer === undefined || eventTypeId === undefined) return undefined;
    await store.calls.save(ctx.call.facts);
    const offered: Offer = {
      id: ctx.ids.next('bkg'),
      callId: ctx.call.id,
      claimId: offer.claimId,
      serviceId: offer.serviceId,
      eventTypeId,
      startsAt: offer.startsAt,
      endsAt: offer.endsAt,
      name: customer.name,
      state: 'live',
      offeredAt: now,
      expiresAt: locked.expiresAt,
      ...(offer.staffId === undefined ? {} : { staffId: offer.staffId }),
      ...(customer.phone === undefined ? {} : { phone: customer.phone }),
      ...(customer.email === undefined ? {} : { email: customer.email }),
    };
    await store.offers.add(offered);
    return offered;
  });
}

function eventTypeOf(ctx: CallCtx, { serviceId, staffId }: WaitlistOffer): number | undefined {
  const service = ctx.tenant.services.find(({ id }) => id === serviceId);
  if (service === undefined) return undefined;
  const source = slotSource(
    service,
    service.staff.find(({ id }) => id === staffId),
  );
  return source === 'not_selectable' ? undefined : source.eventTypeId;
}

async function move(
  ctx: CallCtx,
  { claimId, startsAt, endsAt }: WaitlistOffer,
  appointment: Appointment,
): Promise<Outcome<ConfirmedBooking>> {
  const moved = await moveToHeld(ctx, { appointment, by: 'caller_id' }, { claimId, startsAt, endsAt });
  if (moved.kind === 'refused') return moved;
  const service = spokenAppointment(ctx, appointment).service;
  return { ...moved, data: { ...moved.data, service } };
}
