import type { Answered } from '../support/tenant-under-test.ts';
import type { Invocation } from './salon-run.ts';
import { DAY, WISHES } from './wishes.ts';
import type { Wish } from './wishes.ts';

/** What a caller does next, in the model's words; a number picks among what there is. */
export type Deed =
  | { kind: 'search' | 'deny' | 'confirm' | 'confirm_last' | 'confirm_first' }
  | { kind: 'start'; wish: number }
  | { kind: 'cancel'; which: number | 'unnamed' }
  | { kind: 'move'; which: number | 'unnamed'; wish: number };

export interface HeardOffer {
  offerId: string;
  callId: string;
  wish: Wish;
  /** When its hold ends, and the offer with it. */
  until: number;
}

/** The model of one caller: what they know, which is what they were told. */
export interface Caller {
  name: string;
  phone: string;
  email: string;
  callId: string;
  calls: number;
  /** All that they were ever offered. */
  offers: HeardOffer[];
  /** The offer that a yes must book: nothing has happened that voids it. */
  live?: HeardOffer;
  /** Ids of the appointments that they heard of. */
  appointments: string[];
  said: { invocation: Invocation; deed: Deed; answer?: Answered }[];
}

export interface Heard {
  callers: Caller[];
  invocations: number;
  /** The first booking of each appointment that somebody was told of, by its id. */
  roots: Map<string, string>;
  /** Bookings that were changed elsewhere or by a deed whose end nobody knows, so that we need not have heard of it. */
  mayHaveChanged: Set<string>;
  faults: number;
  /** Something that may keep a yes from booking: a fault, a dead process, a booking made elsewhere. */
  isDisturbed: boolean;
}

export function nobodyHeardAnything(mark: string): Heard {
  const callers = ['Berta Beispiel', 'Carla Probe', 'Dora Muster'].map((name, place) => ({
    name,
    phone: `+491710000001${place}`,
    email: `caller${place}@example.com`,
    callId: `call_${mark}_${place}_0`,
    calls: 0,
    offers: [],
    appointments: [],
    said: [],
  }));
  return {
    callers,
    invocations: 0,
    roots: new Map(),
    mayHaveChanged: new Set(),
    faults: 0,
    isDisturbed: false,
  };
}

export function pick<T>(list: T[], place: number): T {
  const found = list[place % list.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

/** Whether the caller can say that at all. */
export function canSay(caller: Caller, deed: Deed): boolean {
  switch (deed.kind) {
    case 'confirm_last':
    case 'confirm_first':
      return caller.offers.length > 0;
    case 'cancel':
    case 'move':
      return deed.which === 'unnamed' || caller.appointments.length > 0;
    case 'search':
    case 'start':
    case 'deny':
    case 'confirm':
      return true;
  }
}

/** The function call that the agent makes of it. */
export function invocationOf(heard: Heard, caller: Caller, deed: Deed): Invocation {
  heard.invocations += 1;
  const { callId, phone: from } = caller;
  return { ...functionOf(caller, deed), callId, from, toolCallId: `tool_${callId}_${heard.invocations}` };
}

function functionOf(caller: Caller, deed: Deed): Pick<Invocation, 'name' | 'args'> {
  switch (deed.kind) {
    case 'search':
      return { name: 'check_availability', args: { date: DAY, service: 'Herrenhaarschnitt' } };
    case 'start': {
      const { service, time } = pick(WISHES, deed.wish);
      const { name, email } = caller;
      return { name: 'start_booking', args: { date: DAY, time, service, name, email } };
    }
    case 'deny':
      return { name: 'confirm_booking', args: { confirmed: false } };
    case 'confirm':
      return { name: 'confirm_booking', args: { confirmed: true } };
    case 'confirm_last':
      return {
        name: 'confirm_booking',
        args: { booking_id: caller.offers.at(-1)?.offerId, confirmed: true },
      };
    case 'confirm_first':
      return { name: 'confirm_booking', args: { booking_id: caller.offers[0]?.offerId, confirmed: true } };
    case 'cancel':
      return { name: 'cancel_appointment', args: named(caller, deed.which) };
    case 'move':
      return {
        name: 'reschedule_appointment',
        args: { ...named(caller, deed.which), new_date: DAY, new_time: pick(WISHES, deed.wish).time },
      };
  }
}

function named(caller: Caller, which: number | 'unnamed'): Record<string, unknown> {
  return which === 'unnamed' ? {} : { appointment_id: pick(caller.appointments, which) };
}
