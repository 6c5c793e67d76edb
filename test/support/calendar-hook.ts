import { expect } from 'vitest';
import type { CalcomEventType } from '../simulators/calcom/calcom-accounts.ts';
import { HAIRCUT, salonAccount } from './salon.ts';
import type { TenantUnderTest } from './tenant-under-test.ts';
import type { World } from './world.ts';

/** Nobody listens there: tests post the deliveries themselves, in the order they want. */
export const HOOK = { url: 'http://127.0.0.1:9/hook', secret: 'unused' };

/** A salon whose calendar sends webhooks; `waiting` answers the bodies that were sent since it was last asked. */
export async function openSalonWithHook(world: World, haircut: Partial<CalcomEventType> = {}) {
  const eventTypes = salonAccount('any').eventTypes.map((type) =>
    type.id === HAIRCUT ? { ...type, ...haircut } : type,
  );
  const salon = await world.tenant({ account: { webhooks: [HOOK], eventTypes } });
  let taken = 0;
  const waiting = () => {
    const bodies = salon.calcom.deliveries().map(({ rawBody }): unknown => JSON.parse(rawBody));
    const fresh = bodies.slice(taken);
    taken = bodies.length;
    return fresh;
  };
  return { salon, waiting };
}

/** Posts the bodies in this order and works each off as it comes. */
export async function deliver(salon: TenantUnderTest, bodies: unknown[]): Promise<void> {
  for (const body of bodies) {
    expect((await salon.postCalcom(body)).status).toBe(204);
    await salon.workOffWebhooks();
  }
}

/** What became of each stored webhook, oldest first; null while it waits. */
export async function webhookResults(salon: TenantUnderTest): Promise<(string | null)[]> {
  return (await salon.store.inbox.listAll()).map(({ result }) => result);
}

/** The same body as a cancellation. */
export function asCancellation(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replaceAll('BOOKING_CREATED', 'BOOKING_CANCELLED'));
}
