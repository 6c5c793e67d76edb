import type { CallSession } from '../../src/domain/reminders/call-session.ts';
import type { ReminderWishes } from '../../src/domain/reminders/reminder-settings.ts';
import type { Dial } from '../simulators/retell-api/retell-api-simulator.ts';
import { openReminderSalon } from './reminder-salon.ts';
import type { ReminderSalon } from './reminder-salon.ts';
import type { Answered, AskOptions } from './tenant-under-test.ts';
import type { TenantChange, World } from './world.ts';

/** Early enough that the customer may still cancel and move it. */
export const TWO_DAYS_BEFORE: ReminderWishes = { hoursBefore: [48] };

/** A customer who was rung about an appointment and has picked up. */
export interface ReminderCall {
  salon: ReminderSalon;
  appointmentId: string;
  dial: Dial;
  /** A function of that call; `change` are other values for its fields. */
  ask(name: string, args?: Record<string, unknown>, change?: AskOptions): Promise<Answered>;
  session(): Promise<CallSession>;
}

/** The reminder of Max Mustermann's haircut on Thursday, dialled two days before it. */
export async function openReminderCall(
  world: World,
  options: { wishes?: ReminderWishes; change?: TenantChange; wish?: Record<string, unknown> } = {},
): Promise<ReminderCall> {
  const { wishes = TWO_DAYS_BEFORE, change = {}, wish = {} } = options;
  const salon = await openReminderSalon(world, wishes, change);
  return ringAbout(world, salon, await salon.book(wish));
}

export async function ringAbout(
  world: World,
  salon: ReminderSalon,
  appointmentId: string,
): Promise<ReminderCall> {
  const [task] = await salon.tasks(appointmentId);
  const dialled = await salon.dialAtItsTime(task);
  const dial = world.retellApi.dials().at(-1);
  if (dialled.kind !== 'placed' || dial?.callId !== dialled.callId)
    throw new Error(`not dialled: ${dialled.kind}`);
  return {
    salon,
    appointmentId,
    dial,
    ask: (name, args, change = {}) =>
      salon.ask(name, args, {
        callId: dial.callId,
        from: null,
        ...change,
        call: { ...callOf(dial), ...change.call },
      }),
    session: async () => {
      const session = await salon.store.callSessions.find(dialled.sessionId);
      if (session === undefined) throw new Error('the call has no session');
      return session;
    },
  };
}

/** What Retell tells of a call it was asked to make, in every function request of it. */
export function callOf(dial: Dial): Record<string, unknown> {
  const { fromNumber, toNumber, metadata } = dial;
  return { direction: 'outbound', from_number: fromNumber, to_number: toNumber, metadata };
}
