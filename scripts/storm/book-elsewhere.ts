import { setTimeout as pause } from 'node:timers/promises';
import { toInstant } from '../../src/domain/wall-clock.ts';
import type { CalcomSimulator } from '../../test/simulators/calcom/calcom-simulator.ts';
import { createDraw } from './draw.ts';
import type { Draw } from './draw.ts';
import type { WishedTime } from './storm-plan.ts';
import { STORM_ZONE } from './storm-tenant.ts';
import type { StormTenant } from './storm-tenant.ts';

export interface Elsewhere {
  booked: number;
  cancelled: number;
}

const EVERY_MS = 1_200;
const CANCELS = 0.3;

/**
 * Customers book and the staff cancels on Cal.com's own pages, under its rules, until `signal` aborts. Some of what
 * the staff cancels was booked by phone.
 */
export async function bookElsewhere(
  calendar: CalcomSimulator,
  tenant: StormTenant,
  wishes: () => WishedTime[],
  { seed, signal }: { seed: number; signal: AbortSignal },
): Promise<Elsewhere> {
  const draw = createDraw(seed, 1_000_003);
  const done: Elsewhere = { booked: 0, cancelled: 0 };
  while (!signal.aborted) {
    const wish = wishes()[draw.below(wishes().length)];
    if (wish !== undefined && (await bookOnPage(calendar, tenant, wish, draw))) done.booked += 1;
    if (draw.hits(CANCELS) && cancelOne(calendar, draw)) done.cancelled += 1;
    await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  return done;
}

/** Without a key, as a page does; false where the time is taken. */
async function bookOnPage(
  calendar: CalcomSimulator,
  tenant: StormTenant,
  wish: WishedTime,
  draw: Draw,
): Promise<boolean> {
  const start = toInstant(wish, STORM_ZONE);
  if (start.kind !== 'one') return false;
  const number = draw.below(1_000_000);
  const answer = await fetch(`${calendar.url}/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cal-api-version': '2024-08-13' },
    body: JSON.stringify({
      eventTypeId: tenant.eventTypeId,
      start: start.at.toISOString(),
      attendee: { name: 'Page Visitor', email: `visitor-${number}@example.com`, timeZone: STORM_ZONE },
    }),
  });
  await answer.arrayBuffer();
  return answer.ok;
}

function cancelOne(calendar: CalcomSimulator, draw: Draw): boolean {
  const standing = calendar.bookings().filter(({ status }) => status === 'accepted');
  const booking = standing[draw.below(standing.length)];
  if (booking === undefined) return false;
  calendar.cancelElsewhere(booking.uid, 'the staff cancelled');
  return true;
}
