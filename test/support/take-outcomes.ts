import { takeCallOutcomeEvent } from '../../src/operations/reminders/outcomes/take-call-outcome-event.ts';
import type { EventTaken } from '../../src/operations/reminders/outcomes/take-call-outcome-event.ts';
import type { ReminderSalon } from './reminder-salon.ts';

/** Works off the stored events of calls that may be the salon's own, as the workers would. */
export async function takeOutcomes(salon: ReminderSalon): Promise<EventTaken[]> {
  const taken: EventTaken[] = [];
  for (const { id, source } of await salon.store.inbox.listWaiting()) {
    if (source === 'retell') taken.push(await takeCallOutcomeEvent(await salon.ctx(), id));
  }
  return taken;
}
