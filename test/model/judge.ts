import { expect } from 'vitest';
import type { Answered } from '../support/tenant-under-test.ts';
import { changesBetween, overlapping, rootOf, viewCalendar } from './calendar-view.ts';
import type { CalendarView, Change } from './calendar-view.ts';
import { pick } from './heard.ts';
import type { Caller, Deed, Heard } from './heard.ts';
import type { Invocation, SalonRun } from './salon-run.ts';
import { DAY, onTheWall, WISHES } from './wishes.ts';

/** What one caller said, and what they heard; nothing where the answer was lost. */
export interface Said {
  caller: Caller;
  deed: Deed;
  invocation: Invocation;
  answer?: Answered;
}

/**
 * Holds what was heard against what the calendar shows: nothing has changed but what these deeds may change, what was
 * told as done is done, and what was refused has changed nothing. Then takes the answers into the model.
 */
export async function judge(run: SalonRun, heard: Heard, before: CalendarView, said: Said[]): Promise<void> {
  for (const one of said) await learnUnheardOffers(run, one);
  const after = expectSoundCalendar(run, heard);
  for (const change of changesBetween(before, after)) {
    const isMeant = said.some((one) => mayCause(heard, one, change));
    expect(isMeant, `${describeChange(change)} after ${said.map(describeSaid).join(' and ')}`).toBe(true);
  }
  for (const one of said) {
    const isOneOfTwo = said.some(
      ({ caller, invocation }) =>
        caller === one.caller && invocation.toolCallId !== one.invocation.toolCallId,
    );
    await takeIn(run, heard, after, one, isOneOfTwo);
  }
}

/** In the calendar nobody has a time twice, no wish was booked twice, and nothing that was never offered. */
export function expectSoundCalendar(run: SalonRun, heard: Heard): CalendarView {
  const bookings = run.bookings();
  expect(overlapping(bookings), 'bookings of one person at the same time').toEqual([]);
  const view = viewCalendar(bookings);
  const offered = heard.callers.flatMap((caller) => caller.offers.map((offer) => offer.offerId));
  const booked = [...view.values()].flatMap(({ offerId }) => offerId ?? []);
  expect(booked.toSorted(), 'offers that were booked, each once').toEqual(
    offered.filter((id) => booked.includes(id)).toSorted(),
  );
  return view;
}

function mayCause(heard: Heard, said: Said, change: Change): boolean {
  const { caller, deed, invocation, answer } = said;
  if (answer !== undefined && !answer.success && answer['pending'] !== true) return false;
  if (isRepeatOfDone(said)) return false;
  const { chain, from } = change;
  const offer = caller.offers.find((one) => one.offerId === chain.offerId);
  if (offer === undefined) return false;
  switch (deed.kind) {
    case 'confirm':
      return from === undefined && offer.callId === invocation.callId && chain.at === offer.wish.at;
    case 'confirm_last':
    case 'confirm_first':
      return (
        from === undefined &&
        offer.callId === invocation.callId &&
        invocation.args['booking_id'] === offer.offerId &&
        chain.at === offer.wish.at
      );
    case 'cancel':
      return typeof from === 'number' && chain.at === 'gone' && isNamed(heard, invocation, chain.root);
    case 'move':
      return (
        typeof from === 'number' &&
        chain.at === pick(WISHES, deed.wish).at &&
        isNamed(heard, invocation, chain.root)
      );
    case 'search':
    case 'start':
    case 'deny':
      return false;
  }
}

function isNamed(heard: Heard, { args }: Invocation, root: string): boolean {
  const id = args['appointment_id'];
  return typeof id !== 'string' || heard.roots.get(id) === root;
}

/** Whether the transport brings an invocation again whose deed was told as done. */
function isRepeatOfDone({ caller, invocation }: Said): boolean {
  return caller.said.some(
    (one) => one.invocation.toolCallId === invocation.toolCallId && one.answer?.success === true,
  );
}

/**
 * Checks what a success promises, and remembers what the caller knows now. Of two things that one caller says at the
 * same moment either may come first, so that the other has changed what was promised.
 */
async function takeIn(
  run: SalonRun,
  heard: Heard,
  after: CalendarView,
  said: Said,
  isOneOfTwo: boolean,
): Promise<void> {
  const { caller, deed, invocation, answer } = said;
  const isRepeat = isRepeatOfDone(said);
  count(run, said);
  expectYesToBook(run, heard, after, said, isRepeat || isOneOfTwo);
  forgetOffers(run, said);
  caller.said.push({ invocation, deed, ...(answer === undefined ? {} : { answer }) });
  if (answer === undefined || answer['pending'] === true) {
    for (const id of caller.appointments) heard.mayHaveChanged.add(heard.roots.get(id) ?? '');
  }
  if (answer === undefined || !answer.success) return;
  if (deed.kind === 'start') {
    rememberOffer(run, said, isRepeat);
    return;
  }
  const appointmentId = answer['appointment_id'];
  if (typeof appointmentId !== 'string') return;
  const root = await rootOfAppointment(run, appointmentId);
  const chain = after.get(root);
  expect(heard.roots.get(appointmentId) ?? root, 'the booking of an appointment').toBe(root);
  heard.roots.set(appointmentId, root);
  if (!caller.appointments.includes(appointmentId)) caller.appointments.push(appointmentId);
  expect(
    caller.offers.map((offer) => offer.offerId),
    `${describeSaid(said)}: the appointment is the caller's`,
  ).toContain(chain?.offerId);
  if (isRepeat || isOneOfTwo || heard.mayHaveChanged.has(root)) return;
  const told = typeof answer['time'] === 'string' ? onTheWall(answer['time']).at : undefined;
  const what = describeSaid(said);
  if (deed.kind === 'cancel') expect(chain?.at, `${what}`).toBe('gone');
  else expect({ date: answer['date'], at: chain?.at }, `${what}`).toEqual({ date: DAY, at: told });
}

/** With nothing in the way a live offer is booked by the next yes: a model that books nothing proves nothing. */
function expectYesToBook(
  run: SalonRun,
  heard: Heard,
  after: CalendarView,
  { caller, deed, answer }: Said,
  isExcused: boolean,
): void {
  const now = run.world.clock.now().getTime();
  const isYes = deed.kind === 'confirm' || deed.kind === 'confirm_last';
  if (!isYes || isExcused || heard.isDisturbed || answer === undefined || answer['pending'] === true) return;
  const { live } = caller;
  if (live === undefined || live.until <= now) return;
  // To one person who books one time twice, the calendar shows the booking that is there already.
  const own = caller.offers.map(({ offerId }) => offerId);
  const hasOther = [...after.values()].some(
    ({ offerId = '', at }) => at === live.wish.at && offerId !== live.offerId && own.includes(offerId),
  );
  if (hasOther) return;
  expect(answer, 'the answer to a yes in time').toMatchObject({ success: true });
}

function forgetOffers(run: SalonRun, { caller, deed, invocation, answer }: Said): void {
  const { live } = caller;
  if (live === undefined) return;
  const isLapsed = live.until <= run.world.clock.now().getTime();
  const isAnother = deed.kind === 'confirm_first' && invocation.args['booking_id'] !== live.offerId;
  const isLeftAlone = isAnother || deed.kind === 'cancel';
  if (isLapsed || !isLeftAlone || answer === undefined) delete caller.live;
}

function rememberOffer(run: SalonRun, { caller, deed, invocation, answer }: Said, isRepeat: boolean): void {
  const offerId = answer?.['booking_id'];
  if (deed.kind !== 'start' || typeof offerId !== 'string') throw new Error('an offer without an id');
  const wish = pick(WISHES, deed.wish);
  expect(answer).toMatchObject({ date: DAY, time: wish.time, service: wish.service });
  const known = caller.offers.find((one) => one.offerId === offerId);
  const until = run.world.clock.now().getTime() + 5 * 60_000;
  const offer = known ?? { offerId, callId: invocation.callId, wish, until };
  expect(offer, 'the offer of a wish').toMatchObject({ callId: invocation.callId, wish });
  if (known === undefined) caller.offers.push(offer);
  // Of an offer that is told again nobody knows how long it still stands.
  if (known === undefined && !isRepeat) caller.live = offer;
}

/** An offer whose answer was lost or late is there all the same: a yes without an id may book it. */
async function learnUnheardOffers(run: SalonRun, { caller, deed, invocation, answer }: Said): Promise<void> {
  if (deed.kind !== 'start' || answer?.success === true) return;
  const states = ['live', 'confirming', 'confirmed', 'void'] as const;
  for (const made of await run.salon.store.offers.ofCall(invocation.callId, [...states])) {
    const wish = WISHES.find(
      (one) => one.at === made.startsAt.getTime() && one.eventTypeId === made.eventTypeId,
    );
    if (wish === undefined || caller.offers.some((one) => one.offerId === made.id)) continue;
    caller.offers.push({
      offerId: made.id,
      callId: invocation.callId,
      wish,
      until: made.expiresAt.getTime(),
    });
  }
}

async function rootOfAppointment(run: SalonRun, appointmentId: string): Promise<string> {
  const found = await run.salon.store.appointments.find(appointmentId);
  if (found?.uid === undefined) throw new Error('an appointment was told that is not in the ledger');
  return rootOf(run.bookings(), found.uid);
}

function count(run: SalonRun, { deed, answer }: Said): void {
  const end = answer === undefined ? 'lost' : answer.success ? 'done' : endOf(answer);
  tally(run, `heard ${deed.kind.split('_')[0]} ${end}`);
}

export function tally(run: SalonRun, what: string): void {
  run.counts.set(what, (run.counts.get(what) ?? 0) + 1);
}

function endOf(answer: Answered): string {
  if (answer['pending'] === true) return 'pending';
  return answer['reason'] === 'unavailable' ? 'failed' : 'refused';
}

function describeChange({ chain, from }: Change): string {
  const spoken = (at: number | 'gone' | undefined) =>
    typeof at === 'number' ? new Date(at).toISOString() : String(at);
  return `a booking went from ${spoken(from)} to ${spoken(chain.at)}`;
}

function describeSaid({ invocation, answer }: Said): string {
  const { name, args } = invocation;
  return `${name} ${JSON.stringify(args)} -> ${answer === undefined ? 'lost' : JSON.stringify(answer)}`;
}
