import { DateTime } from 'luxon';
import { createTimeDealer } from './deal-times.ts';
import type { TimeDealer } from './deal-times.ts';
import type { DriveMode } from './drive-mode.ts';
import type { Trace, Wish } from './trace-file.ts';

/** A tenant to be set up: each provider is a service with a calendar of its own. */
export interface Business {
  slug: string;
  /** Tells its numbers, keys and event types from the others'. */
  place: number;
  /** Length of an appointment, and how far apart the calendar offers them. */
  minutes: number;
  /** From when until when it is open. */
  hours: [string, string];
  /** ISO weekdays on which it is; a longer list only makes the calendar's answers longer. */
  weekdays: number[];
  /** By the provider's name in lower case. */
  services: Map<string, { name: string; eventTypeId: number }>;
  /** What somebody else has before the first call. */
  taken: Slot[];
}

export interface Slot {
  eventTypeId: number;
  service: string;
  date: string;
  time: string;
}

/** `drop`: is offered the slot and does not take it, with a spoken no or by asking for something else. */
export type DriveStep =
  | { kind: 'look' }
  | { kind: 'drop'; slot: Slot; isSaid: boolean }
  | { kind: 'book'; slot: Slot; isFree: boolean };

/** One dialogue as it is to be driven. */
export interface Drive {
  id: string;
  mode: DriveMode;
  /** Among the drives of its mode. */
  place: number;
  business: Business;
  steps: DriveStep[];
  /** The booking that must stand at the end. */
  final?: Slot;
}

/** Drives that are under way at the same time, at most `atOnce` of them. */
export interface Round {
  drives: Drive[];
  atOnce: number;
}

export interface Plan {
  businesses: Business[];
  modes: { mode: DriveMode; rounds: Round[] }[];
}

const TOGETHER = 50;
const SIDE_BY_SIDE = 2;
const OWN_MINUTES = 15;
const SHARED_MINUTES = 5;
const WHOLE_WEEK = [1, 2, 3, 4, 5, 6, 7];
const FIRST_EVENT_TYPE = 7_100_000;
const MOST_SERVICES = 10_000;

/** Gives every dialogue of every mode its business and its times. `today` is `YYYY-MM-DD`, `tomorrow` the day after. */
export function planDrives(
  traces: Trace[],
  modes: DriveMode[],
  { today, tomorrow }: { today: string; tomorrow: string },
): Plan {
  const businesses: Business[] = [];
  const hours = hoursFor(traces.flatMap(wishesOf));
  const open = (mode: DriveMode, minutes: number, weekdays: number[]): Business => {
    const place = businesses.length;
    const slug = `${mode}-${place}`;
    const business = { slug, place, minutes, hours, weekdays, services: new Map(), taken: [] };
    businesses.push(business);
    return business;
  };
  return {
    businesses,
    modes: modes.map((mode) => ({
      mode,
      rounds:
        mode === 'together'
          ? planShared(traces, today, tomorrow, (weekday) => open(mode, SHARED_MINUTES, [weekday]))
          : [
              {
                drives: planApart(traces, mode, () => open(mode, OWN_MINUTES, WHOLE_WEEK)),
                atOnce: SIDE_BY_SIDE,
              },
            ],
    })),
  };
}

/** No two dialogues share a provider of one business, so each has the calendar it speaks of. */
function planApart(traces: Trace[], mode: DriveMode, open: () => Business): Drive[] {
  const own = [open()];
  return traces.map((trace, place) => {
    const providers = new Set(wishesOf(trace).map(({ provider }) => provider.toLowerCase()));
    const known = own.find(({ services }) => [...providers].every((provider) => !services.has(provider)));
    const business = known ?? open();
    if (known === undefined) own.push(business);
    const dealer = createTimeDealer(OWN_MINUTES, business.hours);
    const slots = new Map(
      wishesOf(trace).map((wish) => {
        dealer.near(wish.date, wish.time);
        return [wishKey(wish), slotOf(business, wish.provider, wish)] as const;
      }),
    );
    return planDrive(trace, { mode, place, business, slots, dealer });
  });
}

/** Fifty dialogues on one day of one provider; each wish moves to the nearest time that no other dialogue wants. */
function planShared(
  traces: Trace[],
  today: string,
  tomorrow: string,
  open: (weekday: number) => Business,
): Round[] {
  const rounds: Round[] = [];
  for (let from = 0; from < traces.length; from += TOGETHER) {
    const group = traces.slice(from, from + TOGETHER);
    const wishes = group.flatMap(wishesOf);
    const provider = wishes[0]?.provider ?? 'Provider';
    const date = wishes.find((wish) => wish.date > today)?.date ?? tomorrow;
    const business = open(DateTime.fromISO(date).weekday);
    const dealer = createTimeDealer(SHARED_MINUTES, business.hours);
    const dealt = group.map(
      (trace) =>
        new Map(
          wishesOf(trace).map((wish) => {
            const time = dealer.near(date, wish.time);
            return [wishKey(wish), slotOf(business, provider, { date, time })] as const;
          }),
        ),
    );
    const drives = group.map((trace, index) =>
      planDrive(trace, {
        mode: 'together',
        place: from + index,
        business,
        slots: dealt[index] ?? new Map(),
        dealer,
      }),
    );
    rounds.push({ drives, atOnce: TOGETHER });
  }
  return rounds;
}

interface Given {
  mode: DriveMode;
  place: number;
  business: Business;
  /** What became of each wish. */
  slots: Map<string, Slot>;
  /** For times that are read back and rejected. */
  dealer: TimeDealer;
}

function planDrive(trace: Trace, { mode, place, business, slots, dealer }: Given): Drive {
  const slotFor = (wish: Wish): Slot => {
    const slot = slots.get(wishKey(wish));
    if (slot === undefined) throw new Error(`${trace.id} ends with a booking that it never asks for`);
    return slot;
  };
  let toReject = trace.rejected;
  const steps = trace.steps.flatMap((step): DriveStep[] => {
    if (step.kind === 'look') return [step];
    const slot = slotFor(step.wish);
    if (!step.isFree) business.taken.push(slot);
    const dropped = Array.from({ length: toReject }, (_, index): DriveStep => {
      const time = dealer.near(slot.date, slot.time);
      return { kind: 'drop', slot: { ...slot, time }, isSaid: index % 2 === 0 };
    });
    toReject = 0;
    return [...dropped, { kind: 'book', slot, isFree: step.isFree }];
  });
  const final = trace.final === undefined ? {} : { final: slotFor(trace.final) };
  return { id: trace.id, mode, place, business, steps, ...final };
}

function slotOf(business: Business, provider: string, { date, time }: { date: string; time: string }): Slot {
  const key = provider.toLowerCase();
  const service = business.services.get(key) ?? {
    name: provider,
    eventTypeId: FIRST_EVENT_TYPE + business.place * MOST_SERVICES + business.services.size,
  };
  business.services.set(key, service);
  return { eventTypeId: service.eventTypeId, service: service.name, date, time };
}

/** Whole hours that leave room on both sides of what is wished. */
function hoursFor(wishes: Wish[]): [string, string] {
  const times = wishes.map(({ time }) => Number(time.slice(0, 2)));
  const first = Math.max(0, Math.min(9, ...times) - 1);
  const last = Math.min(24, Math.max(17, ...times) + 3);
  return [`${String(first).padStart(2, '0')}:00`, `${last}:00`];
}

/** The different times that a dialogue wants. */
function wishesOf(trace: Trace): Wish[] {
  const wishes = trace.steps.flatMap((step) => (step.kind === 'book' ? [step.wish] : []));
  return [...new Map(wishes.map((wish) => [wishKey(wish), wish])).values()];
}

function wishKey({ provider, date, time }: Wish): string {
  return `${provider.toLowerCase()} ${date} ${time}`;
}
