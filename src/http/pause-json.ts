import type { ReminderSetUp } from '../operations/reminders/read-reminder-settings.ts';
import { snakeCase } from './snake-case.ts';

type Pause = NonNullable<ReminderSetUp['pause']>;

/** Since when all calls are stopped, why, and until when they were. */
export function pauseJson({ id, cause, facts, pausedAt, liftedAt }: Pause): object {
  return { id, cause, facts: snakeCase(facts), paused_at: pausedAt, lifted_at: liftedAt };
}
