import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callNow } from '../../src/operations/reminders/dialling/call-now.ts';
import { dialForgotten } from '../../src/operations/reminders/dialling/dial-forgotten.ts';
import { brokenCtx } from '../support/broken-ctx.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { plantCall } from '../support/plant-call.ts';
import { openReminderDoor } from '../support/reminder-door.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

const now = (id: string) => `/trigger-call/${id}/immediate`;

describe('a call now', () => {
  it('asked for again when it is over says so: nobody is rung for it (VIO-04, VIO-05)', async () => {
    const door = await openReminderDoor(world);
    const path = now(await door.maxId());
    const key = { 'idempotency-key': 'click-1' };
    const { json } = await door.as('staff', 'POST', path, {}, key);
    const { store } = door.salon;
    const endedAt = world.clock.now();
    const end = { state: 'no_answer', endClass: 'no_answer', endedAt } as const;
    await store.callSessions.recordEnd(String(json['session_id']), String(json['call_id']), end, endedAt);
    const again = await door.as('staff', 'POST', path, {}, key);
    expect(again).toMatchObject({ status: 200, json: { repeated: true, state: 'no_answer' } });
    expect(door.rung()).toBe(1);
  });

  it('asked for again while it is being made says where it stands (VIO-04, VIO-05)', async () => {
    const door = await openReminderDoor(world);
    const { store } = door.salon;
    const [id, at] = [await door.maxId(), world.clock.now()];
    const sessionId = await plantCall(world, store, { customerId: id });
    const { taskId = '' } = (await store.callSessions.find(sessionId)) ?? {};
    await ownerRows(
      world.databaseUrl,
      `update follow_up_tasks set idempotency_key = 'call_now_${id}_click-1', scheduled_at = '${at.toISOString()}'
        where id = '${taskId}'`,
    );
    await store.followUpTasks.claim(taskId, at, new Date(at.getTime() + 60_000));
    const again = await door.as('staff', 'POST', now(id), {}, { 'idempotency-key': 'click-1' });
    expect(again).toMatchObject({
      status: 409,
      json: {
        error: 'in_progress',
        field: 'idempotency-key',
        message: 'The same call is being made at this moment.',
        session_id: sessionId,
        status_endpoint: `/call-status/${sessionId}`,
      },
    });
    expect(door.rung()).toBe(0);
  });

  it('that died before it was dialled is made when it is asked for again (VIO-04, VIO-11)', async () => {
    const door = await openReminderDoor(world);
    const [id, ctx] = [await door.maxId(), await door.salon.ctx()];
    const wish = { customerId: id, idempotencyKey: 'click-1', bypassSchedule: true };
    await expect(callNow(brokenCtx(ctx, 'dialGate', 'record'), wish)).rejects.toThrow(
      'unexpected error in the store',
    );
    const again = () => door.as('staff', 'POST', now(id), {}, { 'idempotency-key': 'click-1' });
    expect(await again()).toMatchObject({ status: 409, json: { error: 'in_progress' } });
    for (const minutes of [2, 118]) {
      world.clock.advance({ minutes });
      await dialForgotten(ctx);
    }
    expect(door.rung()).toBe(0);
    expect(await again()).toMatchObject({ status: 201, json: { success: true } });
    expect(door.rung()).toBe(1);
  });

  it('that died before its request went out is made when it is asked for again (VIO-04, VIO-11)', async () => {
    const door = await openReminderDoor(world);
    const [id, ctx] = [await door.maxId(), await door.salon.ctx()];
    const wish = { customerId: id, idempotencyKey: 'click-1', bypassSchedule: true };
    const markInitiating = () => Promise.reject(new Error('the store is gone'));
    const callSessions = { ...ctx.store.callSessions, markInitiating };
    const broken = { ...ctx, store: { ...ctx.store, callSessions } };
    await expect(callNow(broken, wish)).rejects.toThrow('the store is gone');
    world.clock.advance({ minutes: 2 });
    await dialForgotten(ctx);
    expect(door.rung()).toBe(0);
    const again = await door.as('staff', 'POST', now(id), {}, { 'idempotency-key': 'click-1' });
    expect(again).toMatchObject({ status: 201, json: { success: true } });
    expect(door.rung()).toBe(1);
  });

  it('whose answer was lost is not made again, since it may have rung (VIO-04, VIO-11, VIO-62)', async () => {
    const door = await openReminderDoor(world);
    const apiKey = door.salon.definition.retell?.apiKey ?? '';
    const fault = { kind: 'lost' as const };
    world.retellApi.fail({ fault, path: '/v2/create-phone-call', apiKey, times: 1 });
    world.retellApi.hideNewCalls();
    const path = now(await door.maxId());
    const ask = () => door.as('staff', 'POST', path, {}, { 'idempotency-key': 'click-1' });
    const first = await ask();
    expect(first).toMatchObject({ status: 504, json: { error: 'outcome_unknown' } });
    for (const minutes of [6, 114]) {
      world.clock.advance({ minutes });
      await dialForgotten(await door.salon.ctx());
    }
    world.retellApi.showCalls();
    const again = await ask();
    expect(again).toMatchObject({ status: 504, json: { ...first.json, repeated: true, state: 'failed' } });
    expect(door.rung()).toBe(1);
  });
});
