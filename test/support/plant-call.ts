import type { TenantStore } from '../../src/store/tenant-store.ts';
import type { World } from './world.ts';

/** A reminder call of the tenant that is about to be made, about no appointment; answers its id. */
export async function plantCall(
  { deps, clock }: World,
  store: TenantStore,
  about: { customerId?: string } = {},
): Promise<string> {
  const now = clock.now();
  const [taskId, id] = [deps.ids.next('tsk'), deps.ids.next('ses')];
  const scheduledAt = new Date(now.getTime() + 86_400_000);
  await store.followUpTasks.add({
    id: taskId,
    idempotencyKey: taskId,
    kind: 'call',
    purpose: 'reminder',
    ...about,
    scheduledAt,
    now,
  });
  await store.callSessions.add({
    id,
    taskId,
    purpose: 'reminder',
    ...about,
    attempt: 1,
    fromNumber: '+4917100000001',
    toNumber: '+4917100000002',
    zones: ['Europe/Berlin'],
    agentId: 'agent_1',
    requestedAt: now,
    outcomeDueAt: scheduledAt,
  });
  return id;
}
