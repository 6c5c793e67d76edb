import type { Appointment } from '../../domain/appointment.ts';
import { callButton } from '../../domain/reminders/call-button.ts';
import type { CallButton } from '../../domain/reminders/call-button.ts';
import type { FollowUpTask } from '../../domain/reminders/follow-up-task.ts';
import { DAY_MS } from '../../platform/day-ms.ts';
import type { Ctx } from '../context.ts';

/** What an owner sees of the calls at a glance (VIO-72). */
export interface RemindersOverview {
  isPaused: boolean;
  /** The appointments of the next seven days, each with its customer's newest call where that is not long ago. */
  upcoming: { appointment: Appointment; call?: { sessionId: string; button: CallButton } }[];
  /** The calls of the next 24 hours. */
  due: FollowUpTask[];
  /** What waits for a person. */
  reviews: FollowUpTask[];
  /** Whom they are about, by the customer's id. */
  names: ReadonlyMap<string, string>;
}

const SHOWN_DAYS = 7;
const RECENT_MS = 3_600_000;

export async function readOverview({ store, clock }: Ctx): Promise<RemindersOverview> {
  const now = clock.now();
  const within = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const appointments = await store.appointments.startingWithin(now, within(SHOWN_DAYS));
  const calls = await store.callHistory.ofCustomersSince(
    appointments.flatMap(({ customer }) => customer?.id ?? []),
    new Date(now.getTime() - RECENT_MS),
  );
  // The newest comes first, and is what is left of each customer's.
  const newest = new Map(calls.toReversed().map((call) => [call.customerId ?? '', call]));
  const due = await store.followUpTasks.listDue(within(1));
  const reviews = await store.followUpTasks.listReviews();
  return {
    isPaused: (await store.reminderPauses.current()) !== undefined,
    upcoming: appointments.map((appointment) => {
      const call = newest.get(appointment.customer?.id ?? '');
      return {
        appointment,
        ...(call === undefined ? {} : { call: { sessionId: call.id, button: callButton(call) } }),
      };
    }),
    due,
    reviews,
    names: await store.customers.namesOf([...due, ...reviews].flatMap(({ customerId }) => customerId ?? [])),
  };
}
