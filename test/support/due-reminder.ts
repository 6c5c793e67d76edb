import type { CallSession } from '../../src/domain/reminders/call-session.ts';
import type { FollowUpTask } from '../../src/domain/reminders/follow-up-task.ts';
import type { ReminderWishes } from '../../src/domain/reminders/reminder-settings.ts';
import { dialTask } from '../../src/operations/reminders/dialling/dial-task.ts';
import type { Dialled } from '../../src/operations/reminders/dialling/dial-task.ts';
import type { Dial } from '../simulators/retell-api/retell-api-simulator.ts';
import { bookElsewhere } from './book-elsewhere.ts';
import { openReminderSalon } from './reminder-salon.ts';
import type { ReminderSalon } from './reminder-salon.ts';
import type { World } from './world.ts';

/** A reminder at its time: by default Wednesday, 14:30 in Berlin. */
export interface DueReminder {
  salon: ReminderSalon;
  /** As it was planned. */
  task: FollowUpTask;
  appointmentId: string;
  uid: string;
  /** Its alarm. */
  ring(): Promise<Dialled>;
  now(): Promise<FollowUpTask | undefined>;
  sessions(): Promise<CallSession[]>;
}

type Booking = Parameters<typeof bookElsewhere>[1];

export async function openDueReminder(
  world: World,
  wishes: ReminderWishes = {},
  booking: Booking = {},
): Promise<DueReminder> {
  return addDueReminder(world, await openReminderSalon(world, wishes), booking);
}

/** Another one of the salon; business time moves to it. */
export async function addDueReminder(
  world: World,
  salon: ReminderSalon,
  booking: Booking = {},
): Promise<DueReminder> {
  const { id: appointmentId, uid } = await bookElsewhere(salon, booking);
  const [task] = await salon.tasks(appointmentId);
  if (task === undefined) throw new Error('no reminder is planned');
  world.clock.set(task.scheduledAt);
  return {
    salon,
    task,
    appointmentId,
    uid,
    ring: async () => dialTask(await salon.ctx(), task.id),
    now: () => salon.store.followUpTasks.find(task.id),
    sessions: () => salon.store.callSessions.ofTask(task.id),
  };
}

/** The calls that were really made for a tenant. */
export function dialsOf(world: World, { id }: Pick<ReminderSalon, 'id'>): Dial[] {
  return world.retellApi.dials().filter(({ metadata }) => metadata['tenant_id'] === id);
}

/** The customer has asked to cancel it, and the calendar has not answered. */
export async function beginCancelling({ salon, appointmentId, uid, task }: DueReminder): Promise<void> {
  const { calendarWrites } = salon.store;
  const write = { id: `wrt_${task.id}`, kind: 'cancel' as const, callId: 'call_cancels', appointmentId, uid };
  if (!(await calendarWrites.begin({ ...write, sentAt: (await salon.ctx()).clock.now() })))
    throw new Error('another change is under way');
}
