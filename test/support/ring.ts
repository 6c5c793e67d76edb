import type { CallSession } from '../../src/domain/reminders/call-session.ts';
import type { FollowUpTask } from '../../src/domain/reminders/follow-up-task.ts';
import type { DialScript } from '../simulators/retell-api/dial-script.ts';
import type { Dial } from '../simulators/retell-api/retell-api-simulator.ts';
import { answerDials } from './answer-dials.ts';
import type { ReminderSalon } from './reminder-salon.ts';
import { takeOutcomes } from './take-outcomes.ts';
import type { World } from './world.ts';

/** A call that was dialled and played to its end. */
export interface Rung {
  dial: Dial;
  sessionId: string;
  session(): Promise<CallSession>;
  /** Its task as it stands now. */
  task(): Promise<FollowUpTask>;
}

/** Dials a task at its time, lets somebody play the call, and works off what its events told. */
export async function ring(
  world: World,
  salon: ReminderSalon,
  task: FollowUpTask | undefined,
  script: DialScript,
): Promise<Rung> {
  const people = answerDials(world, () => script);
  const dialled = await salon.dialAtItsTime(task);
  const [dial] = people.waiting();
  if (dialled.kind !== 'placed' || dial === undefined) throw new Error(`not dialled: ${dialled.kind}`);
  await people.playOut();
  await world.settle();
  await takeOutcomes(salon);
  const { sessionId } = dialled;
  return {
    dial,
    sessionId,
    session: async () => found(await salon.store.callSessions.find(sessionId)),
    task: async () => found(await salon.store.followUpTasks.find(task?.id ?? '')),
  };
}

function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('the row is gone');
  return row;
}
