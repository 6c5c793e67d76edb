import type { FollowUpTask } from '../../src/domain/reminders/follow-up-task.ts';
import type { ReminderWishes } from '../../src/domain/reminders/reminder-settings.ts';
import type { Ctx } from '../../src/operations/context.ts';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { dialTask } from '../../src/operations/reminders/dialling/dial-task.ts';
import type { Dialled } from '../../src/operations/reminders/dialling/dial-task.ts';
import { bookByPhone } from './book-by-phone.ts';
import type { TenantUnderTest } from './tenant-under-test.ts';
import type { TenantChange, World } from './world.ts';

/** The salon under test with reminder calls, and what a test does with them. */
export interface ReminderSalon extends TenantUnderTest {
  agentId: string;
  fromNumber: string;
  /** Work of a worker. */
  ctx(): Promise<Ctx>;
  /** An appointment of Max Mustermann, made on the phone; his reminders are planned with it. */
  book(wish?: Record<string, unknown>): Promise<string>;
  /** What is open about an appointment, soonest first. */
  tasks(appointmentId: string): Promise<FollowUpTask[]>;
  /** Moves business time to the task's and rings its alarm. */
  dialAtItsTime(task: FollowUpTask | undefined): Promise<Dialled>;
}

/** Thursday, 26 November 2026, 14:00 in Berlin: six days after the clock's start. */
export const THURSDAY = { date: '2026-11-26', time: '14:30', service: 'Herrenhaarschnitt' };

export async function openReminderSalon(
  world: World,
  wishes: ReminderWishes = {},
  change: TenantChange = {},
): Promise<ReminderSalon> {
  const plain = await world.tenant(change);
  const agentId = plain.definition.agents[0] ?? '';
  const fromNumber = plain.definition.phoneNumbers[0] ?? '';
  const now = world.clock.now();
  await plain.store.tenant.saveReminders({ enabled: true, agentId, fromNumber, ...wishes }, now);
  await world.deps.directory.refresh();
  const ctx = () => openCtx(world.deps, plain.id, new AbortController().signal, 'system');
  return {
    ...plain,
    agentId,
    fromNumber,
    ctx,
    book: async (wish = {}) => {
      const { appointmentId } = await bookByPhone(plain, { ...THURSDAY, name: 'Max Mustermann', ...wish });
      await world.settle();
      return appointmentId;
    },
    tasks: (appointmentId) => plain.store.followUpTasks.openOfAppointment(appointmentId),
    dialAtItsTime: async (task) => {
      if (task === undefined) throw new Error('there is no such task');
      world.clock.set(task.scheduledAt.toISOString());
      return dialTask(await ctx(), task.id);
    },
  };
}
