import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../src/platform/fault.ts';
import { createCallLog } from '../../src/store/call-log.ts';
import type { CallLog, CallLogEntry } from '../../src/store/call-log.ts';
import type { TenantStore } from '../../src/store/tenant-store.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let tenant: TenantUnderTest;
let dropped: number;
let waiting: number;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  tenant = await world.tenant();
  dropped = 0;
});

const CALL = 'call_1';

function createLog(mostWaiting: number, store: () => TenantStore, mostBytes?: number): CallLog {
  return createCallLog({
    openStore: store,
    log: world.deps.log,
    mostWaiting,
    ...(mostBytes === undefined ? {} : { mostBytes }),
    onDropped: () => (dropped += 1),
    onWaiting: (count) => (waiting = count),
  });
}

function entry(id: string, change: Partial<CallLogEntry['record']> = {}): CallLogEntry {
  const now = world.clock.now();
  return {
    tenantId: tenant.id,
    call: { id: CALL, direction: 'inbound', startedAt: now, now },
    record: {
      id,
      callId: CALL,
      function: 'parse_date',
      arguments: {},
      answer: {},
      result: 'done',
      exchanges: [],
      at: now,
      ms: 1,
      ...change,
    },
  };
}

const written = async () => (await tenant.store.functionCalls.ofCall(CALL)).map(({ id }) => id);

/** A database that does not answer. */
function deadStore(): TenantStore {
  const saveAll = () => Promise.reject(new Fault('store_unavailable', 'the database did not do it'));
  return { ...tenant.store, calls: { ...tenant.store.calls, saveAll } };
}

describe('the call log (ASK-79)', () => {
  it('drops the oldest when its buffer is full, and counts them', async () => {
    const log = createLog(3, () => tenant.store);
    for (const id of ['fnc_1', 'fnc_2', 'fnc_3', 'fnc_4', 'fnc_5']) log.record(entry(id));
    expect(await log.drain()).toBe(0);
    expect(await written()).toEqual(['fnc_3', 'fnc_4', 'fnc_5']);
    expect(dropped).toBe(2);
    expect(waiting).toBe(0);
  });

  it('keeps what could not be written, within its bounds, until the database answers again', async () => {
    let store = deadStore;
    const log = createLog(2, () => store());
    for (const id of ['fnc_1', 'fnc_2']) log.record(entry(id));
    expect(await log.drain()).toBe(2);
    log.record(entry('fnc_3'));
    expect(await log.drain()).toBe(2);
    expect(dropped).toBe(1);
    store = () => tenant.store;
    expect(await log.drain()).toBe(0);
    expect(await written()).toEqual(['fnc_2', 'fnc_3']);
  });

  it('is not held up for ever by a record that the database refuses', async () => {
    const log = createLog(100, () => tenant.store);
    log.record(entry('fnc_1'));
    log.record(entry('fnc_2', { function: 'with \0 zero' }));
    log.record(entry('fnc_3'));
    expect(await log.drain()).toBe(0);
    expect(await written()).toEqual(['fnc_1', 'fnc_3']);
    expect(dropped).toBe(1);
  });

  it('takes no other failure for the fault of a record', async () => {
    const addAll = () => Promise.reject(new Fault('store_unavailable', 'the database did not do it'));
    const broken = { ...tenant.store, functionCalls: { ...tenant.store.functionCalls, addAll } };
    let store: TenantStore = broken;
    const log = createLog(100, () => store);
    log.record(entry('fnc_1'));
    expect(await log.drain()).toBe(1);
    store = tenant.store;
    expect(await log.drain()).toBe(0);
    expect(await written()).toEqual(['fnc_1']);
    expect(dropped).toBe(0);
  });

  it('drops the records of a call that the database refuses, and writes those of other calls', async () => {
    const log = createLog(100, () => tenant.store);
    const odd = entry('fnc_1', { callId: 'call_odd' });
    log.record({ ...odd, call: { ...odd.call, id: 'call_odd', fromNumber: '+49 \0' } });
    log.record(entry('fnc_2'));
    expect(await log.drain()).toBe(0);
    expect(await written()).toEqual(['fnc_2']);
    expect(dropped).toBe(1);
  });

  it('writes all calls of a tenant with one statement, and each as if it came alone', async () => {
    const saves: number[] = [];
    const saveAll: TenantStore['calls']['saveAll'] = (all) => {
      saves.push(all.length);
      return tenant.store.calls.saveAll(all);
    };
    const log = createLog(2_000, () => ({ ...tenant.store, calls: { ...tenant.store.calls, saveAll } }));
    await tenant.store.calls.save(entry('fnc_0').call, { status: 'ended' });
    for (let number = 0; number < 300; number += 1) {
      const one = entry(`fnc_${number}`, { callId: `call_${number % 100}` });
      log.record({ ...one, call: { ...one.call, id: `call_${number % 100}` } });
    }
    expect(await log.drain()).toBe(0);
    expect(saves).toEqual([100]);
    expect(await tenant.store.calls.find(CALL)).toMatchObject({ status: 'ended' });
    expect(await tenant.store.calls.find('call_99')).toMatchObject({ status: 'ongoing' });
    expect(await tenant.store.functionCalls.ofCall('call_99')).toHaveLength(3);
  });

  it('drops the oldest, too, when what waits is large', async () => {
    const log = createLog(100, () => tenant.store, 2_500);
    for (const id of ['fnc_1', 'fnc_2', 'fnc_3'])
      log.record(entry(id, { answer: { text: 'x'.repeat(500) } }));
    expect(await log.drain()).toBe(0);
    expect(await written()).toEqual(['fnc_2', 'fnc_3']);
    expect(dropped).toBe(1);
  });

  it('records behind unfinished work when that ends, or at a drain with what is known', async () => {
    const log = createLog(100, () => tenant.store);
    const ending = Promise.withResolvers<void>();
    const exchanges: unknown[] = [];
    log.recordBehind(ending.promise, () => entry('fnc_1', { exchanges }));
    log.recordBehind(new Promise(() => undefined), () => entry('fnc_2'));
    log.recordBehind(Promise.reject(new Error('broken')), () => undefined);
    exchanges.push({ status: 200 });
    ending.resolve();
    await ending.promise;
    expect(await log.drain()).toBe(0);
    expect(await tenant.store.functionCalls.ofCall(CALL)).toMatchObject([
      { id: 'fnc_1', exchanges: [{ status: 200 }] },
      { id: 'fnc_2' },
    ]);
  });

  it('writes a record once, however often it is handed over', async () => {
    const log = createLog(100, () => tenant.store);
    for (let times = 0; times < 2; times += 1) {
      log.record(entry('fnc_1'));
      await log.drain();
    }
    expect(await written()).toEqual(['fnc_1']);
  });
});
