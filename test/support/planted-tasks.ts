import { openCtx } from '../../src/operations/open-ctx.ts';
import { withAlerts } from '../../src/operations/with-alerts.ts';
import type { TenantUnderTest } from './tenant-under-test.ts';
import type { World } from './world.ts';

/** An alert that nobody has seen; answers its id. */
export async function plantAlert(world: World, tenant: TenantUnderTest): Promise<string> {
  const ctx = await openCtx(world.deps, tenant.id, new AbortController().signal, 'system');
  await withAlerts(ctx, (_store, raise) =>
    raise({ kind: 'drift', dedupeKey: 'planted', facts: { count: 1 } }),
  );
  const [alert] = await ctx.store.alerts.listUnseen();
  return alert?.id ?? '';
}

/** A webhook about a booking that fits nothing we know. */
export async function plantUnmatched(
  world: World,
  tenant: TenantUnderTest,
): Promise<{ id: string; uid: string }> {
  const id = world.deps.ids.next('evt');
  const uid = `uid${id.slice(-16)}`;
  const payload = {
    uid,
    title: 'Haircut',
    startTime: '2026-11-24T13:30:00Z',
    attendees: [{ name: 'Erika Muster', email: 'erika@example.com' }],
  };
  await tenant.store.inbox.add({
    id,
    source: 'calcom',
    event: 'BOOKING_CREATED',
    dedupeKey: uid,
    payload: { triggerEvent: 'BOOKING_CREATED', payload },
    receivedAt: world.clock.now(),
  });
  await tenant.store.inbox.finish(id, 'unmatched', world.clock.now());
  return { id, uid };
}
