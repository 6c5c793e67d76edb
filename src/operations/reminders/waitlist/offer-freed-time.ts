import type { Appointment } from '../../../domain/appointment.ts';
import type { FreeSlot } from '../../../domain/offer-times.ts';
import { mayReschedule } from '../../../domain/policy.ts';
import { OFFER_TASK_KEY } from '../../../domain/reminders/offer-task-key.ts';
import { seatLeft, slotSource } from '../../../domain/seats.ts';
import type { SlotSource } from '../../../domain/seats.ts';
import { toWallTime } from '../../../domain/wall-clock.ts';
import type { FreedTime, WaitlistOffer } from '../../../store/waitlist-offer-queries.ts';
import type { WaitingEntry, WaitlistEntry } from '../../../store/waitlist-queries.ts';
import type { Ctx } from '../../context.ts';
import { findFreeSlots } from '../../find-free-slots.ts';
import { dropCachedDays, releaseReservation } from '../../release-offers.ts';
import { reserveAsCourtesy } from '../../reserve-as-courtesy.ts';
import { foreseeDial } from '../dialling/dial-gate.ts';
import { mayOfferTime } from './may-offer-time.ts';

/** The call is made within moments; its beginning prolongs the hold. */
const HOLD_MS = 20 * 60_000;
/** Where those who wait may not be rung now, or somebody holds the time. */
const LOOK_AGAIN_MS = 5 * 60_000;
/** Whose call was dropped is asked again no sooner; meanwhile it is the turn of the others. */
const ASK_AGAIN_MS = 15 * 60_000;
/** A reservation that only the calendar knows of lasts no longer; what it does not offer then, it has closed. */
const RESERVED_MS = 15 * 60_000;

/** Somebody who may get the time, and the appointment that would be moved to it. */
interface Candidate {
  entry: WaitingEntry;
  source: SlotSource;
  appointment?: Appointment;
}

/**
 * Offers a freed time to the next one who asked for it and may be rung now: holds it, and plans the call. To one at a
 * time; whoever was rung before is not asked again. While nobody may be rung nothing is held; then, and while somebody
 * else may hold the time, it is looked at again later. Safe to repeat, at any time.
 */
export async function offerFreedTime(ctx: Ctx, freedId: string): Promise<void> {
  const { waitlist, waitlistOffers } = ctx.store;
  const now = ctx.clock.now();
  const freed = await waitlistOffers.findFreed(freedId);
  if (freed?.state !== 'open') return;
  const last = await waitlistOffers.lastOfferOfFreed(freedId);
  if (last?.state === 'offered') return;
  if (!mayOfferTime(ctx, freed.startsAt)) return waitlistOffers.closeFreed(freedId);
  if (last !== undefined) await endReservationOf(ctx, last);
  await waitlist.endOver(now);
  let looksAgain = false;
  const taken = new Set<string>();
  for (const candidate of await candidatesFor(ctx, freed)) {
    const { entry, source } = candidate;
    if (taken.has(source.key)) continue;
    if (wasDroppedLately(entry, now)) {
      looksAgain = true;
      continue;
    }
    const foreseen = await foreseeDial(ctx, callAbout(candidate));
    if (foreseen.kind !== 'allowed') {
      looksAgain ||= foreseen.kind === 'later';
      continue;
    }
    const slot = await slotFor(ctx, source, freed.startsAt);
    if (slot === 'unknown') return waitlistOffers.lookLater(freedId, new Date(now.getTime() + LOOK_AGAIN_MS));
    if (slot === undefined) {
      taken.add(source.key);
      looksAgain ||= await mayComeBack(ctx, source, freed, last);
      continue;
    }
    if ((await offer(ctx, freed, candidate, slot)) !== 'next') return;
    looksAgain = true;
  }
  if (looksAgain) await waitlistOffers.lookLater(freedId, new Date(now.getTime() + LOOK_AGAIN_MS));
  else await closeUnlessOffered(ctx, freedId, last);
}

function wasDroppedLately({ droppedAt }: WaitingEntry, now: Date): boolean {
  return droppedAt !== undefined && now.getTime() - droppedAt.getTime() < ASK_AGAIN_MS;
}

/** Whether the time is only held or reserved: in our ledger, or for a while in the calendar alone. */
async function mayComeBack(
  ctx: Ctx,
  { seats, service }: SlotSource,
  { startsAt, freedAt }: FreedTime,
  last: WaitlistOffer | undefined,
): Promise<boolean> {
  const now = ctx.clock.now();
  const slot = { startsAt, endsAt: new Date(startsAt.getTime() + service.minutes * 60_000) };
  const claims = await ctx.store.claims.liveWithin(slot, now);
  const booked = claims.filter(({ state }) => state === 'booked');
  if (!seatLeft(seats, slot, booked)) return false;
  if (!seatLeft(seats, slot, claims)) return true;
  const heldUntil = Math.max(freedAt.getTime(), last?.expiresAt.getTime() ?? 0);
  return now.getTime() < heldUntil + RESERVED_MS;
}

/** Nobody wants it, unless another worker has offered it since `last`: then what becomes of that decides. */
function closeUnlessOffered(ctx: Ctx, freedId: string, last: WaitlistOffer | undefined): Promise<void> {
  return ctx.store.atomically(async ({ waitlistOffers }) => {
    await waitlistOffers.lockFreed(freedId);
    const newest = await waitlistOffers.lastOfferOfFreed(freedId);
    if (newest?.id === last?.id) await waitlistOffers.closeFreed(freedId);
  });
}

/** What was held for the one before must not hide the time from the next one. */
async function endReservationOf(ctx: Ctx, { claimId, startsAt, endsAt }: WaitlistOffer): Promise<void> {
  const uid = await ctx.store.claims.reservationOf(claimId);
  if (uid !== undefined) await releaseReservation(ctx, uid);
  await dropCachedDays(ctx, [{ startsAt, endsAt }]);
}

/** Those for whom the time is an earlier one, and whose appointment may still be moved; in the order of asking. */
async function candidatesFor(ctx: Ctx, freed: FreedTime): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const entry of await ctx.store.waitlist.waitingFor(freed)) {
    const source = sourceOf(ctx, entry);
    const appointment = await appointmentOf(ctx, entry);
    if (source === undefined || !isEarlier(ctx, freed.startsAt, appointment)) continue;
    candidates.push({ entry, source, ...(appointment === undefined ? {} : { appointment }) });
  }
  return candidates;
}

function sourceOf(ctx: Ctx, { serviceId, staffId }: WaitlistEntry): SlotSource | undefined {
  const service = ctx.tenant.services.find(({ id, active }) => id === serviceId && active);
  const person = service?.staff.find(({ id }) => id === staffId);
  if (service === undefined || (staffId !== undefined && person === undefined)) return undefined;
  const source = slotSource(service, person);
  return source === 'not_selectable' ? undefined : source;
}

/** The one that was named when they asked, else the one they have by now: nobody gets a second one. */
async function appointmentOf(ctx: Ctx, entry: WaitlistEntry): Promise<Appointment | undefined> {
  const { appointments } = ctx.store;
  if (entry.appointmentId !== undefined) return appointments.find(entry.appointmentId);
  const standing = await appointments.upcomingOf([entry.customerId], ctx.clock.now());
  return standing.find(({ service }) => service?.id === entry.serviceId);
}

function isEarlier(ctx: Ctx, startsAt: Date, appointment: Appointment | undefined): boolean {
  if (appointment === undefined) return true;
  const { rescheduleHours } = ctx.tenant.policies;
  return (
    startsAt < appointment.startsAt && mayReschedule(appointment.startsAt, ctx.clock.now(), rescheduleHours)
  );
}

function callAbout({ entry, appointment }: Candidate) {
  return {
    purpose: 'waitlist' as const,
    customerId: entry.customerId,
    ...(appointment === undefined
      ? {}
      : { appointmentId: appointment.id, appointmentAt: appointment.startsAt }),
  };
}

/** The calendar itself is asked whether the time can be booked; `unknown` where it does not tell. */
async function slotFor(
  ctx: Ctx,
  source: SlotSource,
  startsAt: Date,
): Promise<FreeSlot | undefined | 'unknown'> {
  const { date } = toWallTime(startsAt, ctx.tenant.timezone);
  const found = await findFreeSlots(ctx, source, [date], { live: true });
  if (found?.step !== 'live') return 'unknown';
  return found.slots.find((slot) => slot.startsAt.getTime() === startsAt.getTime());
}

/** Holds the time and plans the call, together. `next`: this one cannot have it; `over`: somebody is asked already. */
async function offer(
  ctx: Ctx,
  freed: FreedTime,
  candidate: Candidate,
  { startsAt, endsAt }: FreeSlot,
): Promise<'offered' | 'next' | 'over'> {
  const { entry, source } = candidate;
  const now = ctx.clock.now();
  const expiresAt = new Date(now.getTime() + HOLD_MS);
  const id = ctx.ids.next('wof');
  const claimId = ctx.ids.next('clm');
  const end = await ctx.store.atomically(async (store) => {
    const locked = await store.waitlistOffers.lockFreed(freed.id);
    const last = await store.waitlistOffers.lastOfferOfFreed(freed.id);
    if (locked?.state !== 'open' || last?.state === 'offered') return 'over';
    const { seats } = source;
    const seat = await store.claims.take({ id: claimId, seats, startsAt, endsAt, expiresAt, now });
    if (seat === undefined) return 'next';
    const isTheirs = await store.waitlistOffers.offer({
      id,
      freedId: freed.id,
      entryId: entry.id,
      serviceId: entry.serviceId,
      claimId,
      startsAt,
      endsAt,
      madeAt: now,
      expiresAt,
      ...(entry.staffId === undefined ? {} : { staffId: entry.staffId }),
    });
    if (!isTheirs) {
      await store.claims.release([claimId]);
      return 'next';
    }
    await store.followUpTasks.add({
      ...callAbout(candidate),
      id: ctx.ids.next('tsk'),
      idempotencyKey: `${OFFER_TASK_KEY}${id}`,
      kind: 'call',
      scheduledAt: now,
      waitlistId: entry.id,
      now,
    });
    return 'offered';
  });
  if (end !== 'offered') return end;
  await dropCachedDays(ctx, [{ startsAt, endsAt }]);
  const { eventTypeId } = source;
  ctx.background.add('reserve slot', reserveAsCourtesy(ctx, { eventTypeId, startsAt, claimId }));
  return end;
}
