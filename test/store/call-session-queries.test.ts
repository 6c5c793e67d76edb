import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld();
  salon = await world.tenant();
});
afterAll(() => world.close());

const NOW = new Date('2026-11-20T09:00:00Z');
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const NUMBER = '+491710000001';

async function add(requestedAt = NOW, toNumber = NUMBER, tenant = salon): Promise<string> {
  const taskId = world.deps.ids.next('tsk');
  const id = world.deps.ids.next('ses');
  await tenant.store.followUpTasks.add({
    id: taskId,
    idempotencyKey: taskId,
    kind: 'call',
    purpose: 'reminder',
    scheduledAt: NOW,
    now: NOW,
  });
  await tenant.store.callSessions.add({
    id,
    taskId,
    purpose: 'reminder',
    attempt: 1,
    fromNumber: '+4930000000',
    toNumber,
    zones: ['Europe/Berlin'],
    agentId: 'agent_example',
    requestedAt,
    outcomeDueAt: at(600),
  });
  return id;
}
const UNUSED = { quarterHour: 0, day: 0, atOnce: 0 };

describe('a call on its way', () => {
  it('is begun by one process, however many want to (VIO-20)', async () => {
    const id = await add();
    const begun = await Promise.all([1, 2, 3].map(() => salon.store.callSessions.markInitiating(id, NOW)));
    expect(begun.filter(Boolean)).toHaveLength(1);
    expect((await salon.store.callSessions.states(id)).map(({ state }) => state)).toEqual([
      'queued',
      'processing',
      'initiating',
    ]);
  });

  it('that was given up before it began is not begun any more (VIO-11, VIO-41)', async () => {
    const id = await add();
    const { callSessions } = salon.store;
    expect(await callSessions.markNotPlaced(id, 'queued', 'not_sent', NOW)).toBe(true);
    expect(await callSessions.markInitiating(id, NOW)).toBe(false);
    expect(await callSessions.markPlaced(id, 'call_late', NOW)).toBe(false);
    expect(await callSessions.find(id)).toMatchObject({ state: 'failed', placementError: 'not_sent' });
  });

  it('is given up only as it was seen, and not once its call was heard of (VIO-11, VIO-41)', async () => {
    const { callSessions } = salon.store;
    const [begun, heardOf, answered] = [await add(), await add(), await add()];
    for (const id of [begun, heardOf, answered]) await callSessions.markInitiating(id, NOW);
    await callSessions.linkCall(heardOf, 'call_heard_of', NOW);
    await callSessions.markAnswered(answered, 'call_answered', NOW, NOW);
    expect(await callSessions.markNotPlaced(begun, 'queued', 'not_sent', NOW)).toBe(false);
    expect(await callSessions.markNotPlaced(heardOf, 'initiating', 'never_made', NOW)).toBe(false);
    expect(await callSessions.markNotPlaced(answered, 'initiating', 'never_made', NOW)).toBe(false);
    expect(await callSessions.markNotPlaced(begun, 'initiating', 'never_made', NOW)).toBe(true);
    expect(await callSessions.find(heardOf)).not.toHaveProperty('placementError');
  });

  it('whose answer comes after its events keeps what they told (VIO-41)', async () => {
    const id = await add();
    const { callSessions } = salon.store;
    await callSessions.markInitiating(id, NOW);
    expect(await callSessions.markAnswered(id, 'call_a', at(5), at(6))).toBe(true);
    expect(await callSessions.markPlaced(id, 'call_a', at(7))).toBe(false);
    expect(await callSessions.find(id)).toMatchObject({ state: 'answered', callId: 'call_a' });
  });

  it('is found by its call, and never shares it with another one (VIO-82)', async () => {
    const [one, other] = [await add(), await add()];
    const { callSessions } = salon.store;
    for (const id of [one, other]) await callSessions.markInitiating(id, NOW);
    expect(await callSessions.linkCall(one, 'call_b', NOW)).toBe(true);
    expect(await callSessions.linkCall(one, 'call_b', NOW)).toBe(true);
    expect(await callSessions.linkCall(other, 'call_b', NOW)).toBe(false);
    expect(await callSessions.findByCall('call_b')).toMatchObject({ id: one });
  });

  it("is none of another tenant's business", async () => {
    const id = await add();
    const other = await world.tenant();
    const { callSessions, dialGate } = other.store;
    expect(await callSessions.find(id)).toBeUndefined();
    expect(await callSessions.markInitiating(id, NOW)).toBe(false);
    expect(await callSessions.markNotPlaced(id, 'queued', 'not_sent', NOW)).toBe(false);
    expect(await dialGate.lastDialOf(NUMBER)).toBeUndefined();
    expect(await dialGate.usage(NOW)).toEqual(UNUSED);
    expect(await salon.store.callSessions.find(id)).toMatchObject({ state: 'queued' });
  });
});

describe('what a tenant has dialled lately', () => {
  it('counts a quarter of an hour, a day, and what goes on (VIO-38)', async () => {
    const tenant = await world.tenant();
    const { callSessions, dialGate } = tenant.store;
    const ids = await Promise.all([-86_400, -86_399, -900, -899, -1].map((s) => add(at(s), NUMBER, tenant)));
    expect(await dialGate.usage(NOW)).toEqual({
      quarterHour: 2,
      quarterHourSince: at(-899),
      day: 4,
      daySince: at(-86_399),
      // Of a call that began so long ago, and never ended, nothing is going on any more.
      atOnce: 3,
    });
    await callSessions.markNotPlaced(ids[4] ?? '', 'queued', 'turned_away', NOW);
    expect(await dialGate.usage(NOW)).toMatchObject({ quarterHour: 2, atOnce: 2 });
  });

  it('knows when a number was rung last; a request of which no call came has rung nobody (VIO-38, VIO-62)', async () => {
    const tenant = await world.tenant();
    const { callSessions, dialGate } = tenant.store;
    expect(await dialGate.lastDialOf(NUMBER)).toBeUndefined();
    await add(at(-60), NUMBER, tenant);
    const refused = await add(at(-30), NUMBER, tenant);
    await add(at(-10), '+491710000002', tenant);
    expect(await dialGate.lastDialOf(NUMBER)).toEqual(at(-30));
    await callSessions.markNotPlaced(refused, 'queued', 'turned_away', NOW);
    expect(await dialGate.lastDialOf(NUMBER)).toEqual(at(-60));
  });
});

describe('the line in which dials are decided', () => {
  it('keeps nobody from changing the settings (VIO-38)', async () => {
    const tenant = await world.tenant();
    await tenant.store.atomically(async (store) => {
      await store.dialGate.lock();
      await tenant.store.tenant.saveReminders({ enabled: true }, NOW);
    });
    expect(await tenant.store.tenant.loadReminders()).toMatchObject({ enabled: true });
  });
});
