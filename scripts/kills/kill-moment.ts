import type postgres from 'postgres';
import type { CalcomSimulator } from '../../test/simulators/calcom/calcom-simulator.ts';
import type { StormTenant } from '../storm/storm-tenant.ts';
import type { PlannedKill } from './kill-plan.ts';

/** How far a deed had come, in the order it goes. */
export const MOMENTS = [
  'before the intent was written',
  'intent written, calendar not asked',
  'calendar asked, nothing done there',
  'done in the calendar, not answered',
  'calendar answered, result not written',
  'result written, caller not answered',
  'caller answered',
] as const;
export type Moment = (typeof MOMENTS)[number];

/** What could be seen of a deed when its gateway was killed. */
export interface Sight {
  isAsked: boolean;
  isDone: boolean;
  isAnswered: boolean;
}

/** How often the calendar has been asked so far. */
export function requestsSoFar(calendar: CalcomSimulator): number {
  return calendar.requests().length;
}

/** Looks at the calendar, without waiting for anything. */
export function lookAtCalendar(
  calendar: CalcomSimulator,
  tenant: Pick<StormTenant, 'calcomKey'>,
  plan: Pick<PlannedKill, 'callId' | 'deed'>,
  since: number,
): Sight {
  const asked = calendar
    .requests()
    .slice(since)
    .filter(({ method, apiKey, path }) => {
      return method === 'POST' && apiKey === tenant.calcomKey && path.endsWith(ENDS[plan.deed]);
    });
  const mine = calendar.bookings().filter(({ metadata }) => metadata['call_id'] === plan.callId);
  return {
    isAsked: asked.length > 0,
    isDone: {
      confirm_booking: mine.length > 0,
      reschedule_appointment: mine.length > 1,
      cancel_appointment: mine.some(({ status }) => status === 'cancelled'),
    }[plan.deed],
    isAnswered: asked.some(({ status }) => status !== undefined),
  };
}

const ENDS = {
  confirm_booking: '/bookings',
  reschedule_appointment: '/reschedule',
  cancel_appointment: '/cancel',
} as const;
const KINDS = {
  confirm_booking: 'book',
  reschedule_appointment: 'move',
  cancel_appointment: 'cancel',
} as const;

/** Where the kill fell; asked when the gateway is gone, so that nothing is written any more. */
export async function momentOf(
  sql: postgres.Sql,
  plan: Pick<PlannedKill, 'callId' | 'deed'>,
  sight: Sight,
  isHeard: boolean,
): Promise<Moment> {
  if (isHeard) return 'caller answered';
  const rows = await sql<{ state: string }[]>`
    select state from calendar_writes where call_id = ${plan.callId} and kind = ${KINDS[plan.deed]}`;
  const state = rows[0]?.state;
  if (state === undefined) return 'before the intent was written';
  if (state !== 'sent' && state !== 'unknown') return 'result written, caller not answered';
  if (sight.isAnswered) return 'calendar answered, result not written';
  if (sight.isDone) return 'done in the calendar, not answered';
  return sight.isAsked ? 'calendar asked, nothing done there' : 'intent written, calendar not asked';
}
