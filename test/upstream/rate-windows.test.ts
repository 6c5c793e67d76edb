import { Redis } from 'ioredis';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { Lane, Room, SaidOfWindow } from '../../src/domain/rate-window.ts';
import { systemMachineClock } from '../../src/platform/clock.ts';
import { createLog } from '../../src/platform/log.ts';
import type { RedisLink } from '../../src/store/redis-link.ts';
import { openRedisLink } from '../../src/store/redis-link.ts';
import { createRedisRateWindow } from '../../src/store/redis-rate-window.ts';
import { createOwnRateWindow } from '../../src/upstream/own-rate-window.ts';
import { startOwnRedis } from '../support/own-redis.ts';

interface Window {
  take(lane: Lane, perMinute: number): Promise<Room | undefined>;
  learn(said: Partial<SaidOfWindow>): Promise<void>;
  /** Machine time goes on. */
  pass(ms: number): Promise<void>;
}

const log = createLog('silent', { write: () => undefined });
let redis: Redis;
const links: RedisLink[] = [];
beforeAll(async () => {
  redis = new Redis(inject('redisUrl'));
  for (let i = 0; i < 2; i += 1) links.push(await openLink(inject('redisUrl')));
});
afterAll(async () => {
  redis.disconnect();
  for (const link of links) await link.close();
});

async function openLink(url: string, commandTimeoutMs = 5_000): Promise<RedisLink> {
  const { elapsedMs } = systemMachineClock;
  const link = openRedisLink(url, { log, elapsedMs, commandTimeoutMs, onFailure: () => undefined });
  await vi.waitFor(() => link.ping());
  return link;
}

function saying(said: Partial<SaidOfWindow>): SaidOfWindow {
  return { left: 0, limit: 120, forMs: 30_000, blocked: false, ...said };
}

function openOwn(): Window {
  let ms = 0;
  const window = createOwnRateWindow(() => ms);
  return {
    take: async (lane, perMinute) => window.take(lane, perMinute),
    learn: async (said) => window.learn(saying(said)),
    pass: async (more) => void (ms += more),
  };
}

/** Every other step goes by the other process; time passes by making what is stored older. */
function openShared(): Window {
  const key = randomBytes(12).toString('base64url');
  let turn = 0;
  const next = () => createRedisRateWindow(links[(turn += 1) % 2] ?? links[0] ?? fail());
  return {
    take: (lane, perMinute) => next().take(key, lane, perMinute),
    learn: (said) => next().learn(key, saying(said)),
    pass: async (ms) => {
      const [sent, said] = [`calendar-key:{${key}}:sent`, `calendar-key:{${key}}:said`];
      const older = (await redis.lrange(sent, 0, -1)).map((at) => Number(at) - ms);
      await redis.del(sent);
      if (older.length > 0) await redis.rpush(sent, ...older);
      const until = await redis.hget(said, 'until');
      if (until !== null) await redis.hset(said, 'until', Number(until) - ms);
    },
  };
}

function waitOf(room: Room | undefined): number {
  return room?.taken === false ? room.waitMs : Number.NaN;
}

function fail(): never {
  throw new Error('no Redis');
}

describe.each([
  { where: 'in this process', open: openOwn },
  { where: 'in Redis, for two processes', open: openShared },
])('the window of a key $where', ({ open }) => {
  const go = async (window: Window, lane: Lane, times: number, perMinute = 20) => {
    let taken = 0;
    for (let i = 0; i < times; i += 1) taken += (await window.take(lane, perMinute))?.taken === true ? 1 : 0;
    return taken;
  };

  it('has a minute’s requests and a share of them for each lane', async () => {
    const window = open();
    expect(await window.take('write', 20)).toEqual({ taken: true, left: 19 });
    expect(await go(window, 'background', 30)).toBe(9);
    expect(await go(window, 'courtesy', 30)).toBe(2);
    expect(await go(window, 'read', 30)).toBe(5);
    expect(await go(window, 'write', 30)).toBe(3);
  });

  it('has room for each lane when a single request a minute is allowed', async () => {
    expect(await go(open(), 'background', 2, 1)).toBe(1);
  });

  it('frees a place a minute after it was taken, and says how long that is', async () => {
    const window = open();
    expect(await go(window, 'write', 10)).toBe(10);
    await window.pass(20_000);
    expect(await go(window, 'write', 20)).toBe(10);
    const full = await window.take('write', 20);
    const background = await window.take('background', 20);
    // The machine's own time goes on beside the one that is passed here.
    expect(waitOf(full)).toBeGreaterThan(38_000);
    expect(waitOf(full)).toBeLessThanOrEqual(41_000);
    expect(waitOf(background)).toBeGreaterThan(58_000);
    await window.pass(38_000);
    expect(await go(window, 'write', 1)).toBe(0);
    await window.pass(3_000);
    expect(await go(window, 'write', 20)).toBe(10);
  });

  it('keeps everybody quiet after a request was turned away', async () => {
    const window = open();
    await window.learn({ left: 0, limit: 0, forMs: 42_000, blocked: true });
    expect(await go(window, 'write', 3)).toBe(0);
    // An answer to an earlier request does not open it again, nor does a shorter block.
    await window.learn({ left: 70, forMs: 60_000 });
    await window.learn({ left: 0, limit: 0, forMs: 1_000, blocked: true });
    await window.pass(39_000);
    expect(await go(window, 'write', 1)).toBe(0);
    await window.pass(3_000);
    expect(await go(window, 'write', 1)).toBe(1);
  });

  it('keeps quiet for as long as a refusal says, also in a window of which more was known to be left', async () => {
    const window = open();
    await window.learn({ left: 100, forMs: 50_000 });
    await window.learn({ left: 0, limit: 0, forMs: 5_000, blocked: true });
    expect(await go(window, 'write', 1)).toBe(0);
    await window.pass(5_100);
    expect(await go(window, 'write', 1)).toBe(1);
  });

  it('goes by what the service says is left of its own limit, and counts on from there', async () => {
    const window = open();
    await window.learn({ left: 8, limit: 40 });
    expect(await go(window, 'courtesy', 1, 1_000)).toBe(0);
    expect(await window.take('read', 1_000)).toEqual({ taken: true, left: 7 });
    expect(await go(window, 'read', 9, 1_000)).toBe(1);
    expect(await go(window, 'write', 9, 1_000)).toBe(6);
    await window.pass(30_100);
    expect(await go(window, 'read', 1, 1_000)).toBe(1);
  });

  it('believes the lowest number of the running window, and none of one that is over', async () => {
    const window = open();
    await window.learn({ left: 5, limit: 0 });
    await window.learn({ left: 9, limit: 0 });
    await window.learn({ left: 3, limit: 0, forMs: 29_500 });
    await window.learn({ left: 1, limit: 0, forMs: 2_000 });
    expect(await go(window, 'write', 9)).toBe(3);
  });
});

describe('a process that no longer hears of the others', () => {
  it('leaves them what they had sent when it last did, for a minute', async () => {
    let ms = 0;
    const window = createOwnRateWindow(() => ms);
    window.spend(8, 20);
    let taken = 0;
    while (window.take('write', 20).taken) taken += 1;
    expect(taken).toBe(8);
    ms += 30_000;
    expect(window.take('write', 20)).toEqual({ taken: false, waitMs: 31_000 });
    ms += 31_000;
    expect(window.take('write', 20)).toEqual({ taken: true, left: 19 });
  });
});

describe('the window in Redis', () => {
  it('gives out no more places than there are, however many ask at once', async () => {
    const key = randomBytes(12).toString('base64url');
    const windows = links.map(createRedisRateWindow);
    const asked = windows.flatMap((window) =>
      Array.from({ length: 50 }, () => window.take(key, 'write', 20)),
    );
    const rooms = await Promise.all(asked);
    expect(rooms.filter((room) => room?.taken === true)).toHaveLength(20);
    expect(rooms.filter((room) => room?.taken === false)).toHaveLength(80);
  });

  it('leaves nothing behind when the minute is over', async () => {
    const key = randomBytes(12).toString('base64url');
    const window = createRedisRateWindow(links[0] ?? fail());
    await window.take(key, 'write', 20);
    await window.learn(key, saying({ left: 3 }));
    for (const what of ['sent', 'said']) {
      const left = await redis.pttl(`calendar-key:{${key}}:${what}`);
      expect(left).toBeGreaterThan(20_000);
      expect(left).toBeLessThanOrEqual(61_000);
    }
  });

  it('is asked in one round trip', async () => {
    const own = await startOwnRedis();
    const [link, watcher] = [await openLink(own.url), new Redis(own.url)];
    await createRedisRateWindow(link).take('key', 'read', 20);
    const stats = await watcher.info('commandstats');
    expect(/cmdstat_eval:calls=(\d+)/.exec(stats)?.[1]).toBe('1');
    watcher.disconnect();
    await link.close();
    await own.stop();
  });

  it.each(['stopped', 'frozen'])('cannot be told while Redis is %s, and nobody waits for it', async (how) => {
    const own = await startOwnRedis();
    const link = await openLink(own.url, 60);
    const window = createRedisRateWindow(link);
    expect(await window.take('key', 'read', 20)).toEqual({ taken: true, left: 19 });
    if (how === 'stopped') await own.stop();
    else own.freeze();
    const startedMs = systemMachineClock.elapsedMs();
    expect(await window.take('key', 'read', 20)).toBeUndefined();
    await window.learn('key', saying({ blocked: true }));
    expect(await window.take('key', 'read', 20)).toBeUndefined();
    // One wait of 60 ms for all of them; the rest is what a busy machine may add.
    expect(systemMachineClock.elapsedMs() - startedMs).toBeLessThan(600);
    await link.close();
    await own.stop();
  });
});
