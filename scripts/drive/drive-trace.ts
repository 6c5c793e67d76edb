import { DAY_MS } from '../../src/platform/day-ms.ts';
import { waitFor } from '../demo/wait-for.ts';
import { createPhoneCall } from './phone-call.ts';
import type { PhoneCall } from './phone-call.ts';
import type { Drive, DriveStep, Slot } from './plan-drives.ts';
import { calendarKeyOf, startOf } from './start-drive.ts';
import type { DriveWorld } from './start-drive.ts';

/** A dialogue that has been driven to its end, before the calendar is looked at. */
export interface DrivenTrace {
  drive: Drive;
  call: PhoneCall;
  held: string[];
  untakenEvents: string[];
}

/** "Freed within seconds of `call_ended`." */
const FREED_WITHIN_MS = 5_000;

/** Makes the phone call of a dialogue and waits until nothing is held for it. */
export async function driveTrace(world: DriveWorld, drive: Drive): Promise<DrivenTrace> {
  const call = createPhoneCall(world.gatewayUrl, drive, world.clock.now());
  const untakenEvents: string[] = [];
  if (!(await call.tell('call_started'))) untakenEvents.push('call_started');
  for (const step of drive.steps) await takeStep(world, drive, call, step);
  if (!(await call.tell('call_ended'))) untakenEvents.push('call_ended');
  let held: string[] = [];
  await waitFor(async () => {
    held = await heldBy(world, drive, call.id);
    return held.length === 0;
  }, FREED_WITHIN_MS);
  return { drive, call, held, untakenEvents };
}

async function takeStep(world: DriveWorld, drive: Drive, call: PhoneCall, step: DriveStep): Promise<void> {
  if (step.kind === 'look') {
    await call.ask('get_available_services', {});
    return;
  }
  const { slot } = step;
  const about = { slot, isFree: step.kind === 'drop' || step.isFree };
  const wish = { date: slot.date, time: slot.time, service: slot.service };
  if (step.kind === 'drop') {
    const offer = await call.ask('start_booking', { ...wish, name: call.name }, about);
    if (step.isSaid) await call.ask('confirm_booking', { ...idOf(offer), confirmed: false }, about);
    return;
  }
  await call.ask('check_availability', wish, about);
  const offer = await call.ask('start_booking', { ...wish, name: call.name }, about);
  if (drive.mode === 'lost' && step.isFree) loseBookingAnswer(world, drive);
  await call.ask('confirm_booking', { ...idOf(offer), confirmed: true }, about);
}

/** What the agent was given to confirm; nothing where it was told that the time is taken. */
function idOf(offer: Record<string, unknown>): { booking_id?: unknown } {
  return offer['booking_id'] === undefined ? {} : { booking_id: offer['booking_id'] };
}

/** The calendar books and its answer never comes. */
function loseBookingAnswer({ calendar }: DriveWorld, { business }: Drive): void {
  calendar.faults.add({
    fault: { kind: 'lose_answer' },
    method: 'POST',
    path: '/v2/bookings',
    apiKey: calendarKeyOf(business),
    times: 1,
  });
}

async function heldBy(world: DriveWorld, drive: Drive, callId: string): Promise<string[]> {
  const slots = drive.steps.flatMap((step) => (step.kind === 'look' ? [] : [step.slot]));
  if (slots.length === 0) return [];
  const store = world.storeOf(drive.business);
  const offers = await store.offers.ofCall(callId, ['live', 'confirming']);
  const starts = slots.map((slot) => startOf(slot).getTime());
  const range = {
    startsAt: new Date(Math.min(...starts) - DAY_MS),
    endsAt: new Date(Math.max(...starts) + DAY_MS),
  };
  const claims = await store.claims.liveWithin(range, world.clock.now());
  const isOwn = (slot: Slot, held: { eventTypeId: number; start: Date }): boolean =>
    slot.eventTypeId === held.eventTypeId && startOf(slot).getTime() === held.start.getTime();
  const reservations = world.calendar
    .reservations()
    .filter((reservation) => slots.some((slot) => isOwn(slot, reservation)));
  return [
    ...offers.map(({ state, startsAt }) => `an offer (${state}) of ${startsAt.toISOString()}`),
    ...claims
      .filter((claim) => claim.state === 'held' && claim.callId === callId)
      .map(({ startsAt }) => `a hold of ${startsAt.toISOString()}`),
    ...reservations.map(({ start }) => `the calendar's reservation of ${start.toISOString()}`),
  ];
}
