import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { provenTenantId } from '../../src/domain/tenant.ts';
import { systemMachineClock } from '../../src/platform/clock.ts';
import { createLog } from '../../src/platform/log.ts';
import { createMemorySlotCache } from '../../src/store/memory-slot-cache.ts';
import { openRedisLink } from '../../src/store/redis-link.ts';
import { createRedisSlotCache } from '../../src/store/redis-slot-cache.ts';
import type { CachedDay, SlotCache } from '../../src/store/slot-cache.ts';
import { createTcpGate } from '../support/tcp-gate.ts';
import type { TcpGate } from '../support/tcp-gate.ts';
import { startOwnRedis } from '../support/own-redis.ts';
import type { OwnRedis } from '../support/own-redis.ts';

const NORTH = provenTenantId('ten_north');
const SOUTH = provenTenantId('ten_south');
const DAYS = ['2026-11-24', '2026-11-25'];
const log = createLog('silent', { write: () => undefined });

let redis: OwnRedis;
beforeAll(async () => {
  redis = await startOwnRedis();
});
afterAll(() => redis.stop());

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** Machine time that a test moves by hand. */
function handClock(): { elapsedMs: () => number; advance(ms: number): void } {
  let now = 0;
  return { elapsedMs: () => now, advance: (ms) => void (now += ms) };
}

async function openRedis(url: string, elapsedMs = systemMachineClock.elapsedMs): Promise<SlotCache> {
  const cache = createRedisSlotCache(
    openRedisLink(url, { log, elapsedMs, commandTimeoutMs: 60, onFailure: () => undefined }),
  );
  ends.push(() => cache.close());
  await vi.waitFor(() => cache.ping());
  return cache;
}

async function openEmpty(kind: string): Promise<SlotCache> {
  if (kind === 'in this process') return createMemorySlotCache(systemMachineClock.elapsedMs);
  const cache = await openRedis(redis.url);
  for (const tenant of [NORTH, SOUTH]) await cache.open(tenant).dropDays(['svc_a', 'svc_b'], DAYS);
  return cache;
}

function day(date: string | undefined): CachedDay {
  return { date: date ?? '', fetchedAt: 1_000, slots: [[2_000, 3_000, '09:00']] };
}

async function fill(cache: SlotCache, tenant = NORTH): Promise<void> {
  const open = cache.open(tenant);
  for (const source of ['svc_a', 'svc_b']) {
    const { epoch } = await open.readDays(source, DAYS);
    await open.writeDays(source, DAYS.map(day), epoch);
  }
}

async function known(cache: SlotCache, source: string, tenant = NORTH): Promise<(string | undefined)[]> {
  const { days } = await cache.open(tenant).readDays(source, DAYS);
  return days.map((found) => found?.date);
}

describe.each(['in Redis', 'in this process'])('the cache %s', (kind) => {
  it('gives back what was written, for its tenant and its service only (ASK-64, ASK-65)', async () => {
    const cache = await openEmpty(kind);
    const north = cache.open(NORTH);
    const { epoch } = await north.readDays('svc_a', DAYS);
    await north.writeDays('svc_a', [day(DAYS[1])], epoch);
    expect((await north.readDays('svc_a', DAYS)).days).toEqual([undefined, day(DAYS[1])]);
    expect(await known(cache, 'svc_b')).toEqual([undefined, undefined]);
    expect(await known(cache, 'svc_a', SOUTH)).toEqual([undefined, undefined]);
  });

  it('forgets the days of all services that are named, and no others (ASK-25)', async () => {
    const cache = await openEmpty(kind);
    await fill(cache);
    await fill(cache, SOUTH);
    await cache.open(NORTH).dropDays(['svc_a', 'svc_b'], [DAYS[0] ?? '']);
    expect(await known(cache, 'svc_a')).toEqual([undefined, DAYS[1]]);
    expect(await known(cache, 'svc_b')).toEqual([undefined, DAYS[1]]);
    expect(await known(cache, 'svc_a', SOUTH)).toEqual(DAYS);
  });

  it('takes in nothing that was fetched before days were dropped', async () => {
    const cache = await openEmpty(kind);
    const north = cache.open(NORTH);
    const before = await north.readDays('svc_a', DAYS);
    await north.dropDays(['svc_b'], DAYS);
    await north.writeDays('svc_a', DAYS.map(day), before.epoch);
    expect(await known(cache, 'svc_a')).toEqual([undefined, undefined]);
    const after = await north.readDays('svc_a', DAYS);
    await north.writeDays('svc_a', DAYS.map(day), after.epoch);
    expect(await known(cache, 'svc_a')).toEqual(DAYS);
  });

  it('keeps what a call has in hand, each call of each tenant for itself (ASK-66)', async () => {
    const cache = await openEmpty(kind);
    await cache.open(NORTH).writeCall('call_1', { offer: { id: 'bkg_1' } });
    expect(await cache.open(NORTH).readCall('call_1')).toEqual({ offer: { id: 'bkg_1' } });
    expect(await cache.open(NORTH).readCall('call_2')).toBeUndefined();
    expect(await cache.open(SOUTH).readCall('call_1')).toBeUndefined();
  });

  it('tells what a call has asked before, each call of each tenant for itself (ASK-65, ASK-66)', async () => {
    const cache = await openEmpty(kind);
    const ask = (tenant: typeof NORTH, call: string, question: string) =>
      cache.open(tenant).noteAsked(call, question, undefined);
    expect(await ask(NORTH, 'call_1', 'when')).toBe(false);
    expect(await ask(NORTH, 'call_1', 'when')).toBe(true);
    expect(await ask(NORTH, 'call_1', 'what')).toBe(false);
    expect(await ask(NORTH, 'call_1', 'when')).toBe(true);
    expect(await ask(NORTH, 'call_2', 'when')).toBe(false);
    expect(await ask(SOUTH, 'call_1', 'when')).toBe(false);
  });

  it('takes the repeat of a request for the same asking, not for another (ASK-66)', async () => {
    const cache = await openEmpty(kind);
    const ask = (toolCallId: string | undefined) =>
      cache.open(NORTH).noteAsked('call_repeats', 'when', toolCallId);
    expect(await ask('tool_1')).toBe(false);
    expect(await ask('tool_1')).toBe(false);
    expect(await ask('tool_2')).toBe(true);
    expect(await ask('tool_2')).toBe(true);
    expect(await ask('tool_1')).toBe(false);
    expect(await ask(undefined)).toBe(true);
  });

  it('remembers a hundred questions of a call, however long, and no more', async () => {
    const cache = await openEmpty(kind);
    const ask = (number: number) =>
      cache.open(NORTH).noteAsked('call_asks_on', `${'long '.repeat(500)}${number}`, undefined);
    for (let number = 0; number < 101; number += 1) expect(await ask(number)).toBe(false);
    expect(await ask(99)).toBe(true);
    expect(await ask(100)).toBe(false);
  });
});

describe('the cache in this process', () => {
  it('lets days go after a day, and notes of calls after ten minutes (ASK-66)', async () => {
    const clock = handClock();
    const cache = createMemorySlotCache(clock.elapsedMs);
    await fill(cache);
    await cache.open(NORTH).writeCall('call_1', {});
    await cache.open(NORTH).noteAsked('call_2', 'when', undefined);
    clock.advance(599_999);
    expect(await cache.open(NORTH).readCall('call_1')).toEqual({});
    clock.advance(1);
    expect(await cache.open(NORTH).readCall('call_1')).toBeUndefined();
    expect(await cache.open(NORTH).noteAsked('call_2', 'when', undefined)).toBe(false);
    clock.advance(24 * 3_600_000);
    expect(await known(cache, 'svc_a')).toEqual([undefined, undefined]);
  });
});

describe('a Redis that does not answer', () => {
  async function openBehindGate(elapsedMs: () => number): Promise<{ cache: SlotCache; gate: TcpGate }> {
    const gate = await createTcpGate(redis.url);
    ends.push(() => gate.close());
    return { gate, cache: await openRedis(gate.url, elapsedMs) };
  }

  it('is an empty cache, which a write cannot fill with what it could not compare', async () => {
    const clock = handClock();
    const { cache, gate } = await openBehindGate(clock.elapsedMs);
    await fill(cache);
    gate.freeze();
    const { days, epoch } = await cache.open(NORTH).readDays('svc_a', DAYS);
    expect(days).toEqual([undefined, undefined]);
    expect(await cache.open(NORTH).readCall('call_1')).toBeUndefined();
    expect(await cache.open(NORTH).noteAsked('call_1', 'when', undefined)).toBe(false);
    gate.open();
    clock.advance(2_000);
    await cache.open(NORTH).dropDays(['svc_a', 'svc_b'], DAYS);
    await cache.open(NORTH).writeDays('svc_a', DAYS.map(day), epoch);
    expect(await known(cache, 'svc_a')).toEqual([undefined, undefined]);
  });

  it('still forgets what was to be dropped meanwhile, before anything is read again (ASK-25)', async () => {
    const clock = handClock();
    const { cache, gate } = await openBehindGate(clock.elapsedMs);
    await fill(cache);
    gate.freeze();
    expect(await known(cache, 'svc_a')).toEqual([undefined, undefined]);
    gate.open();
    // Redis is there again, but is not asked for a while: this is the moment of a booking.
    await cache.open(NORTH).dropDays(['svc_a'], [DAYS[0] ?? '']);
    clock.advance(2_000);
    expect(await known(cache, 'svc_a')).toEqual([undefined, DAYS[1]]);
    expect(await known(cache, 'svc_b')).toEqual(DAYS);
  });
});
