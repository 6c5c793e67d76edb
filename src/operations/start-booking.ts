import { readEmail } from '../domain/email.ts';
import { tidyName } from '../domain/person-name.ts';
import { readPhone } from '../domain/phone.ts';
import type { SlotSource } from '../domain/seats.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome, Refusal, WallTime } from '../platform/outcome.ts';
import type { Offer } from '../store/offer-queries.ts';
import { DAYS_AHEAD, pickAlternatives } from './check-availability.ts';
import type { AvailabilityWish } from './check-availability.ts';
import { chooseService } from './choose-service.ts';
import { amendCallNote } from './call-note.ts';
import type { CallCtx } from './context.ts';
import { amongExchanges } from './exchanges.ts';
import { daysFrom, findFreeSlots } from './find-free-slots.ts';
import type { FreeSlot } from './find-free-slots.ts';
import { dropCachedDays, releaseReservation, voidOffers } from './release-offers.ts';
import { understandStart } from './understand-moment.ts';

export interface BookingWish extends AvailabilityWish {
  name?: string;
  email?: string;
  phone?: string;
  notes?: string;
}

export interface BookingOffer {
  offerId: string;
  service: string;
  staff?: string;
  wall: WallTime;
  /** IANA zone of the wall time. */
  zone: string;
  minutes: number;
  name: string;
  expiresAt: Date;
}

/** How long an offer is held while the caller decides; Cal.com's own reservations last as long. */
const HOLD_MINUTES = 5;

/**
 * Step one of a booking (ASK-16 to ASK-22): checks everything, verifies the time with the calendar, holds it in our
 * ledger and offers it for confirmation. Books nothing. The same wish again answers the same live offer; another
 * one voids it.
 */
export async function startBooking(ctx: CallCtx, wish: BookingWish): Promise<Outcome<BookingOffer>> {
  const choice = chooseService(ctx.tenant, wish);
  if (choice.kind === 'refused') return choice;
  const { source } = choice;
  const start = understandStart(ctx, wish);
  if (start.kind === 'refused') return start;
  const person = await identifyBooker(ctx, wish);
  if (person.kind === 'refused') return person;

  const live = (await ctx.store.offers.ofCall(ctx.call.id, ['live']))[0];
  if (live !== undefined && isSameWish(live, source, start.startsAt, person)) {
    if (live.expiresAt > ctx.clock.now()) return offered(ctx, source, live, start.wall);
  }
  if (live !== undefined) await voidOffers(ctx, ctx.call.id);

  const slot = await verifySlot(ctx, source, start);
  if (slot.kind === 'refused') return slot;
  const offer = newOffer(ctx, source, slot.slot, person, wish.notes);
  const isHeld = await hold(ctx, source, offer);
  if (!isHeld) return refuseTaken(source, start.wall, slot.alternatives);
  await amendCallNote(ctx, ctx.call.id, (note) => ({ ...note, offer: { id: offer.id } }));
  await dropCachedDays(ctx, [offer]);
  ctx.background.add('reserve slot', reserveAsCourtesy(ctx, offer));
  return offered(ctx, source, offer, start.wall);
}

interface Booker {
  kind: 'person';
  name: string;
  phone?: string;
  email?: string;
}

/** Name and contact: said on the call, else of the one customer that the caller's number belongs to. */
async function identifyBooker(ctx: CallCtx, wish: BookingWish): Promise<Booker | Refusal> {
  const email = wish.email === undefined ? undefined : readEmail(wish.email);
  if (email?.kind === 'invalid') return refused('email_invalid', {});
  const phone = wish.phone === undefined ? undefined : readPhone(wish.phone, ctx.tenant.country);
  if (phone?.kind === 'invalid') return refused('phone_invalid', {});
  const number = phone?.e164 ?? ctx.call.callerNumber;
  const name = wish.name === undefined ? '' : tidyName(wish.name);
  const isOwnNumber = number !== undefined && number === ctx.call.callerNumber;
  const known = isOwnNumber ? await ctx.store.customers.findByPhone(number) : [];
  const only = known.length === 1 ? known[0] : undefined;
  const spoken = name === '' ? only?.name : name;
  if (spoken === undefined) return refused('argument_missing', { argument: 'name' });
  const address = email?.email ?? known.find((customer) => customer.name === spoken)?.email;
  if (number === undefined && address === undefined) return refused('contact_missing', { email: false });
  return {
    kind: 'person',
    name: spoken,
    ...(number === undefined ? {} : { phone: number }),
    ...(address === undefined ? {} : { email: address }),
  };
}

function isSameWish(offer: Offer, source: SlotSource, startsAt: Date, person: Booker): boolean {
  return (
    offer.serviceId === source.service.id &&
    offer.staffId === source.staff?.id &&
    offer.startsAt.getTime() === startsAt.getTime() &&
    offer.name === person.name &&
    offer.phone === person.phone &&
    offer.email === person.email
  );
}

/** Asks the calendar itself, not the cache, whether the time is still free (ASK-20). */
async function verifySlot(
  ctx: CallCtx,
  source: SlotSource,
  start: { wall: WallTime; startsAt: Date },
): Promise<{ kind: 'free'; slot: FreeSlot; alternatives: WallTime[] } | Refusal> {
  const found = await findFreeSlots(ctx, source, daysFrom(start.wall.date, DAYS_AHEAD), { live: true });
  if (found === undefined) return { ...refused('calendar_unreachable', {}), offerCallback: true };
  const alternatives = pickAlternatives(ctx, found, start.wall);
  const slot = found.slots.find((open) => open.startsAt.getTime() === start.startsAt.getTime());
  if (slot === undefined) return refuseTaken(source, start.wall, alternatives);
  const others = alternatives.filter(
    (wall) => wall.date !== start.wall.date || wall.time !== start.wall.time,
  );
  return { kind: 'free', slot, alternatives: others };
}

function refuseTaken(source: SlotSource, wall: WallTime, alternatives: WallTime[]): Refusal {
  return refused('slot_taken', { ...wall, service: source.service.name, alternatives });
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

/** Call, claim and offer in one short transaction; `false` when every seat was claimed in the meantime. */
function hold(ctx: CallCtx, source: SlotSource, offer: Offer): Promise<boolean> {
  return ctx.store.atomically(async (store) => {
    await store.calls.save(ctx.call.facts);
    await store.offers.voidLive(ctx.call.id);
    const seat = await store.claims.take({
      id: offer.claimId,
      seats: source.seats,
      startsAt: offer.startsAt,
      endsAt: offer.endsAt,
      callId: offer.callId,
      expiresAt: offer.expiresAt,
      now: offer.offeredAt,
    });
    if (seat === undefined) return false;
    await store.offers.add(offer);
    return true;
  });
}

/** Hides the time on Cal.com's own pages while it is held; whether that works changes nothing for the caller. */
async function reserveAsCourtesy(ctx: CallCtx, offer: Offer): Promise<void> {
  try {
    const reservation = await ctx.calendar.reserveSlot(
      { eventTypeId: offer.eventTypeId, startsAt: offer.startsAt },
      amongExchanges(ctx),
    );
    if (reservation.kind === 'rejected') return;
    const held = await ctx.store.claims.noteReservation(offer.claimId, reservation.data.uid);
    if (held === undefined) await releaseReservation(ctx, reservation.data.uid);
  } catch (error) {
    ctx.log.warn({ err: error }, 'slot not reserved in the calendar, held in the ledger only');
  }
}

function offered(ctx: CallCtx, source: SlotSource, offer: Offer, wall: WallTime): Outcome<BookingOffer> {
  const staff = source.staff?.name;
  const { name } = offer;
  const service = source.service.name;
  const minutes = Math.round((offer.endsAt.getTime() - offer.startsAt.getTime()) / 60_000);
  const person = staff === undefined ? {} : { staff };
  return done(
    {
      offerId: offer.id,
      service,
      wall,
      zone: ctx.tenant.timezone,
      minutes,
      name,
      expiresAt: offer.expiresAt,
      ...person,
    },
    say('booking_offered', { service, ...wall, name, minutes, ...person }),
  );
}
