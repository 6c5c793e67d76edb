import type { DialScript } from '../simulators/retell-api/dial-script.ts';
import { openReminderSalon } from './reminder-salon.ts';
import type { ReminderSalon } from './reminder-salon.ts';
import { ring } from './ring.ts';
import type { Rung } from './ring.ts';
import type { World } from './world.ts';

export interface UnheardCall {
  salon: ReminderSalon;
  appointmentId: string;
  call: Rung;
  /** With which Retell signs. */
  key: string;
  /** An event of it as Retell posts it. */
  body(event?: string, change?: object): { event: string; call: object };
}

/** A call that is over, and of which this gateway has heard nothing. */
export async function openUnheardCall(
  world: World,
  script: DialScript = { kind: 'no_answer' },
): Promise<UnheardCall> {
  const salon = await openReminderSalon(world, { hoursBefore: [48] });
  const appointmentId = await salon.book();
  const [task] = await salon.tasks(appointmentId);
  const untold = ['call_started' as const, 'call_ended' as const, 'call_analyzed' as const];
  const call = await ring(world, salon, task, { ...script, untold });
  const key = salon.definition.retell?.apiKey ?? '';
  const told = world.retellApi.findCall(key, call.dial.callId) ?? {};
  return {
    salon,
    appointmentId,
    call,
    key,
    body: (event = 'call_analyzed', change = {}) => ({ event, call: { ...told, ...change } }),
  };
}
