import { offerFreedTime } from '../../src/operations/reminders/waitlist/offer-freed-time.ts';
import { dialTask } from '../../src/operations/reminders/dialling/dial-task.ts';
import type { Dialled } from '../../src/operations/reminders/dialling/dial-task.ts';
import type { FollowUpTask } from '../../src/domain/reminders/follow-up-task.ts';
import type { ReminderWishes } from '../../src/domain/reminders/reminder-settings.ts';
import { bookByPhone } from './book-by-phone.ts';
import { callOf } from './reminder-call.ts';
import { openReminderSalon } from './reminder-salon.ts';
import type { ReminderSalon } from './reminder-salon.ts';
import type { Answered } from './tenant-under-test.ts';
import type { TenantChange, World } from './world.ts';

/** People with a number each; nobody of them is known before they call. */
export const ERIKA = { name: 'Erika Beispiel', phone: '+4917100000001' };
export const JONAS = { name: 'Jonas Muster', phone: '+4917100000002' };
export const LENA = { name: 'Lena Probe', phone: '+4917100000003' };

export type Person = typeof ERIKA;
export interface WallTime {
  date: string;
  time: string;
}

/** Tuesday and Thursday of the week after the clock's start. */
export const TUESDAY: WallTime = { date: '2026-11-24', time: '09:45' };
export const THURSDAY: WallTime = { date: '2026-11-26', time: '14:30' };
export const FRIDAY: WallTime = { date: '2026-11-27', time: '13:00' };

/** A call of the waitlist that somebody has picked up. */
export interface OfferCall {
  callId: string;
  sessionId: string;
  ask(name: string, args?: Record<string, unknown>): Promise<Answered>;
}

export interface WaitlistSalon extends ReminderSalon {
  customerId(person: Person): Promise<string>;
  /** A haircut, booked in a call of their own. */
  bookFor(person: Person, at: WallTime): Promise<string>;
  /** Asks for an earlier haircut in a call of their own; answers the entry. */
  join(person: Person, wish?: Record<string, unknown>): Promise<string>;
  cancelFor(person: Person, appointmentId: string): Promise<void>;
  /** Works off the freed times whose alarm has rung, as the worker would. */
  offerFreed(): Promise<void>;
  /** Whom the salon is about to ring about a freed time. */
  offeredTasks(person: Person): Promise<FollowUpTask[]>;
  dial(person: Person): Promise<Dialled>;
  /** Rings them about their freed time, and they pick up. */
  ring(person: Person): Promise<OfferCall>;
  /** The seats that are held or booked in that time. */
  claimsAt(at: string): Promise<string[]>;
}

export async function openWaitlistSalon(
  world: World,
  wishes: ReminderWishes = {},
  change: TenantChange = {},
): Promise<WaitlistSalon> {
  const salon = await openReminderSalon(world, { waitlist: true, ...wishes }, change);
  let calls = 0;
  const callOfTheirOwn = ({ phone }: Person) => ({
    from: phone,
    callId: `call_${salon.callId}_${(calls += 1)}`,
  });

  const customerId = async ({ phone }: Person): Promise<string> =>
    (await salon.store.customers.findByPhone(phone))[0]?.id ?? '';
  const offeredTasks: WaitlistSalon['offeredTasks'] = async (person) => {
    const open = await salon.store.followUpTasks.openOfCustomer(await customerId(person));
    return open.filter(({ purpose, status }) => purpose === 'waitlist' && status === 'pending');
  };
  const dial: WaitlistSalon['dial'] = async (person) => {
    const [task] = await offeredTasks(person);
    if (task === undefined) throw new Error(`${person.name} is offered nothing`);
    return dialTask(await salon.ctx(), task.id);
  };

  return {
    ...salon,
    customerId,
    offeredTasks,
    dial,
    bookFor: async (person, at) => {
      const wish = { ...at, service: 'Herrenhaarschnitt', name: person.name };
      const { appointmentId } = await bookByPhone(salon, wish, callOfTheirOwn(person));
      await world.settle();
      return appointmentId;
    },
    join: async (person, wish = {}) => {
      const asked = { service: 'Herrenhaarschnitt', name: person.name, ...wish };
      const answer = await salon.ask('join_waitlist', asked, callOfTheirOwn(person));
      if (!answer.success) throw new Error(`not on the waitlist: ${answer.message}`);
      return String(answer['waitlist_id']);
    },
    cancelFor: async (person, appointmentId) => {
      const answer = await salon.ask(
        'cancel_appointment',
        { appointment_id: appointmentId },
        callOfTheirOwn(person),
      );
      if (!answer.success) throw new Error(`not cancelled: ${answer.message}`);
      await world.settle();
    },
    offerFreed: async () => {
      const ctx = await salon.ctx();
      for (const id of await salon.store.waitlistOffers.listFreed(world.clock.now()))
        await offerFreedTime(ctx, id);
      await world.settle();
    },
    ring: async (person) => {
      const dialled = await dial(person);
      const placed = world.retellApi.dials().at(-1);
      if (dialled.kind !== 'placed' || placed?.callId !== dialled.callId)
        throw new Error(`not dialled: ${dialled.kind}`);
      return {
        callId: placed.callId,
        sessionId: dialled.sessionId,
        ask: (name, args) =>
          salon.ask(name, args, { callId: placed.callId, from: null, call: callOf(placed) }),
      };
    },
    claimsAt: async (at) => {
      const startsAt = new Date(at);
      const endsAt = new Date(startsAt.getTime() + 45 * 60_000);
      const claims = await salon.store.claims.liveWithin({ startsAt, endsAt }, world.clock.now());
      return claims.map(({ state }) => state);
    },
  };
}
