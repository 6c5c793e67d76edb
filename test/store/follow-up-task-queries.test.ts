import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewTask } from '../../src/store/follow-up-task-queries.ts';
import { ownerRows } from '../support/owner-rows.ts';
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

const add = async (change: Partial<NewTask> = {}, tenant = salon): Promise<string> => {
  const id = world.deps.ids.next('tsk');
  await tenant.store.followUpTasks.add({
    id,
    idempotencyKey: id,
    kind: 'call',
    purpose: 'reminder',
    scheduledAt: NOW,
    now: NOW,
    ...change,
  });
  return change.id ?? id;
};
const find = (id: string) => salon.store.followUpTasks.find(id);
const alarms = async (id: string) =>
  ownerRows(
    world.databaseUrl,
    `select start_after from pgboss.job where name = 'dial' and data->>'id' = '${id}'`,
  );

describe('the tables of reminder calls', () => {
  const columns = async (table: string) =>
    (
      await ownerRows(
        world.databaseUrl,
        `select column_name from information_schema.columns where table_name = '${table}'`,
      )
    ).map((row) => String(row['column_name']));
  const indexes = async (table: string) =>
    (await ownerRows(world.databaseUrl, `select indexname from pg_indexes where tablename = '${table}'`)).map(
      (row) => String(row['indexname']),
    );

  it('are there with what is told of a task and of a call (VIO-74)', async () => {
    expect(await columns('follow_up_tasks')).toEqual(
      expect.arrayContaining([
        'tenant_id',
        'id',
        'kind',
        'purpose',
        'status',
        'idempotency_key',
        'customer_id',
        'appointment_id',
        'appointment_at',
        'scheduled_at',
        'wanted_at',
        'hours_before',
        'hours_before_actual',
        'moved_because',
        'auto_execution',
        'retry_count',
        'original_task_id',
        'retry_of',
        'urgency',
        'why',
        'claimed_until',
        'outcome',
        'action',
        'closed_at',
        'created_at',
      ]),
    );
    expect(await columns('call_sessions')).toEqual(
      expect.arrayContaining([
        'tenant_id',
        'id',
        'task_id',
        'customer_id',
        'appointment_id',
        'appointment_at',
        'call_id',
        'purpose',
        'state',
        'attempt',
        'from_number',
        'to_number',
        'agent_id',
        'requested_at',
        'placed_at',
        'answered_at',
        'ended_at',
        'duration_ms',
        'disconnection_reason',
        'outcome',
        'sentiment',
        'quality_score',
        'analysis',
        'payload',
        'placement_error',
        'processed_at',
        'processing_ms',
        'outcome_due_at',
        'created_at',
      ]),
    );
  });

  it('have an index for each way they are looked at (VIO-74)', async () => {
    expect(await indexes('follow_up_tasks')).toEqual(
      expect.arrayContaining([
        'follow_up_tasks_key',
        'follow_up_tasks_due',
        'follow_up_tasks_claimed',
        'follow_up_tasks_review',
        'follow_up_tasks_appointment',
        'follow_up_tasks_customer',
      ]),
    );
    expect(await indexes('call_sessions')).toEqual(
      expect.arrayContaining([
        'call_sessions_call',
        'call_sessions_task',
        'call_sessions_requested',
        'call_sessions_number',
        'call_sessions_customer',
        'call_sessions_open',
      ]),
    );
  });
});

describe('a task', () => {
  it('is made once of a key, with one alarm; a cancelled one leaves its key to the next (VIO-17, VIO-28)', async () => {
    const key = { idempotencyKey: 'initial_call_cus_1' };
    const made = await Promise.all(
      ['tsk_a', 'tsk_b', 'tsk_c'].map((id) =>
        salon.store.followUpTasks.add({
          id,
          ...key,
          kind: 'call',
          purpose: 'reminder',
          scheduledAt: at(60),
          now: NOW,
        }),
      ),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    const id = ['tsk_a', 'tsk_b', 'tsk_c'][made.indexOf(true)] ?? '';
    expect(await alarms(id)).toHaveLength(1);
    await salon.store.followUpTasks.close(id, { status: 'cancelled', now: NOW });
    expect(await find(await add({ id: 'tsk_d', ...key }))).toMatchObject({ status: 'pending' });
  });

  it('and its alarm come or go together', async () => {
    const id = world.deps.ids.next('tsk');
    const made = salon.store.atomically(async (store) => {
      await store.followUpTasks.add({
        id,
        idempotencyKey: id,
        kind: 'call',
        purpose: 'reminder',
        scheduledAt: NOW,
        now: NOW,
      });
      throw new Error('killed');
    });
    await expect(made).rejects.toBeInstanceOf(Error);
    expect([await find(id), await alarms(id)]).toEqual([undefined, []]);
  });

  it('that waits for a person has no alarm, and nobody claims it (VIO-20)', async () => {
    const id = await add({ kind: 'manual_review' });
    expect(await alarms(id)).toEqual([]);
    expect(await salon.store.followUpTasks.claim(id, at(60), at(120))).toBeUndefined();
  });

  it('is claimed by one, when it is due, and again when that one has lapsed (VIO-20)', async () => {
    const id = await add({ scheduledAt: at(10) });
    const { claim, isStillClaimed } = salon.store.followUpTasks;
    expect(await claim(id, at(9), at(99))).toBeUndefined();
    const claims = await Promise.all([1, 2, 3, 4].map(() => claim(id, at(10), at(100))));
    const [first, ...others] = claims.filter((task) => task !== undefined);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ status: 'processing', claimedUntil: at(100) });
    expect(await claim(id, at(100), at(190))).toBeUndefined();
    if (first === undefined) return;
    expect(await isStillClaimed(first)).toBe(true);
    expect(await claim(id, at(101), at(191))).toMatchObject({ id });
    expect(await isStillClaimed(first)).toBe(false);
  });

  it('that another one has taken by now is not given back, put off or ended by who had it (VIO-20)', async () => {
    const id = await add();
    const { claim, renew, release, putOffClaimed, closeClaimed } = salon.store.followUpTasks;
    const first = await claim(id, NOW, at(90));
    const second = await claim(id, at(91), at(181));
    if (first === undefined || second === undefined) throw new Error('not claimed');
    expect(await renew(first, at(200))).toBeUndefined();
    await release(first, at(92));
    await putOffClaimed(first, at(600), at(92));
    expect(await closeClaimed(first, { status: 'failed', now: at(92) })).toBe(false);
    expect(await find(id)).toEqual(second);
    const renewed = await renew(second, at(300));
    if (renewed === undefined) throw new Error('not renewed');
    await putOffClaimed(second, at(600), at(92));
    expect(await find(id)).toEqual(renewed);
    await putOffClaimed(renewed, at(600), at(92));
    expect(await find(id)).toMatchObject({ status: 'pending', scheduledAt: at(600) });
    expect(await closeClaimed(renewed, { status: 'failed', now: at(93) })).toBe(false);
  });

  it('that is over stays so, whatever comes later', async () => {
    const id = await add();
    const { close, putOff, claim, keep } = salon.store.followUpTasks;
    expect(await close(id, { status: 'cancelled', action: 'do_not_call', now: NOW })).toBe(true);
    const over = await find(id);
    expect(await close(id, { status: 'failed', now: at(1) })).toBe(false);
    await putOff(id, at(60), at(1));
    await keep(id, at(60));
    expect(await claim(id, at(60), at(120))).toBeUndefined();
    expect(await find(id)).toEqual(over);
    expect(await alarms(id)).toHaveLength(1);
  });

  it('that is put off waits again, with one alarm more and the hours that are left (VIO-33)', async () => {
    const appointmentAt = at(7_200);
    const id = await add({ appointmentAt });
    await salon.store.followUpTasks.claim(id, NOW, at(90));
    await salon.store.followUpTasks.putOff(id, at(1_800), NOW, 'number_called_lately');
    expect(await find(id)).toMatchObject({
      status: 'pending',
      scheduledAt: at(1_800),
      hoursBeforeActual: 1.5,
      movedBecause: 'number_called_lately',
    });
    expect(await find(id)).not.toHaveProperty('claimedUntil');
    expect(await alarms(id)).toHaveLength(2);
  });

  it('is found when it was forgotten, and so is one whose worker has died, but nothing else (VIO-20)', async () => {
    const fresh = await world.tenant();
    const { claim, listForgotten } = fresh.store.followUpTasks;
    const late = await add({ scheduledAt: at(2) }, fresh);
    const later = await add({ scheduledAt: at(3) }, fresh);
    const early = await add({ scheduledAt: at(1) }, fresh);
    const [dead, working] = [await add({}, fresh), await add({}, fresh)];
    await claim(dead, NOW, at(5));
    await claim(working, NOW, at(50));
    await add({ kind: 'manual_review' }, fresh);
    await fresh.store.followUpTasks.close(await add({}, fresh), { status: 'failed', now: NOW });
    expect(await listForgotten(at(2), at(10), 10)).toEqual([early, late, dead]);
    expect(await listForgotten(at(3), at(10), 2)).toEqual([early, late, dead]);
    expect((await fresh.store.followUpTasks.listDue(at(3))).map(({ id }) => id)).toEqual([
      early,
      late,
      later,
    ]);
  });

  it("is none of another tenant's business", async () => {
    const id = await add();
    const other = await world.tenant();
    const { followUpTasks } = other.store;
    expect(await followUpTasks.find(id)).toBeUndefined();
    expect(await followUpTasks.claim(id, NOW, at(90))).toBeUndefined();
    expect(await followUpTasks.close(id, { status: 'failed', now: NOW })).toBe(false);
    await followUpTasks.putOff(id, at(60), NOW);
    await followUpTasks.supersede(id, NOW);
    expect(await find(id)).toMatchObject({ status: 'pending', scheduledAt: NOW });
  });
});
