import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Deps } from '../../src/operations/context.ts';
import { createBackground } from '../../src/platform/background.ts';
import { openLiveDoor } from '../support/live-door.ts';
import type { LiveDoor } from '../support/live-door.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { plantCall } from '../support/plant-call.ts';
import {
  bearer,
  ended,
  heard,
  LIVE,
  openLimitedDoor,
  openWatchedSalon,
  watching,
} from '../support/watched-salon.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
/** Closed after each test. */
const opened: LiveDoor[] = [];

beforeAll(async () => {
  world = await createWorld();
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});
afterAll(() => world.close());

async function keep(door: Promise<LiveDoor>): Promise<LiveDoor> {
  opened.push(await door);
  return door;
}

const now = () => world.clock.now();

describe('a connection that is no good', () => {
  it('is dropped when the other side no longer answers (VIO-99)', async () => {
    const salon = await openWatchedSalon(world);
    const quick = await keep(openLimitedDoor(world, { beatMs: 250 }));
    const dead = await quick.socket(salon.path, { key: salon.key, client: { autoPong: false } });
    const alive = await quick.socket(salon.path, { key: salon.key });
    expect(await ended(dead)).toBe(1006);
    expect(alive.ended()).toBeUndefined();
    await plantCall(world, salon.store);
    await heard(alive, ['queued']);
    await alive.leave();
  });

  it('is dropped when it does not take what it is told, whoever else watches (VIO-43)', async () => {
    const salon = await openWatchedSalon(world);
    const id = await plantCall(world, salon.store);
    const strict = await keep(openLimitedDoor(world, { slowMs: 1_500 }));
    const head = `Host: x\r\nAuthorization: Bearer ${salon.key}\r\n`;
    const upgrade = `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n`;
    const deaf = [
      await strict.say(`GET ${salon.path} HTTP/1.1\r\n${head}${upgrade}\r\n`),
      await strict.say(`GET ${LIVE} HTTP/1.1\r\n${head}Accept: text/event-stream\r\n\r\n`),
    ];
    for (const socket of deaf) socket.pause();
    const alive = await strict.socket(salon.path, { key: salon.key });
    await watching(alive);
    // More than the sockets on the way take up: 16 megabytes.
    await ownerRows(
      world.databaseUrl,
      `insert into call_session_states (tenant_id, session_id, state, outcome, at)
       select '${salon.id}', '${id}', 'ringing', repeat('x', 200000), '2026-11-20' from generate_series(1, 80)`,
    );
    await salon.store.callSessions.markInitiating(id, now());
    await vi.waitFor(() => expect(strict.connections()).toBe(1), 15_000);
    await vi.waitFor(() => expect(alive.updates().at(-1)).toMatchObject({ state: 'initiating' }), 10_000);
    expect(alive.updates()).toHaveLength(82);
    for (const socket of deaf) socket.destroy();
    await alive.leave();
  });

  it('to the database is made again by itself, and nothing is lost meanwhile (VIO-43)', async () => {
    const salon = await openWatchedSalon(world);
    const door = await keep(openLiveDoor(world.app));
    const watcher = await door.socket(salon.path, { key: salon.key });
    await plantCall(world, salon.store);
    await heard(watcher, ['queued']);
    const ends = `select pg_terminate_backend(pid) as ended from pg_stat_activity
      where datname = current_database() and application_name = 'slotline-live'`;
    for (const planted of [2, 3, 4]) {
      expect(await ownerRows(world.databaseUrl, ends)).not.toHaveLength(0);
      await plantCall(world, salon.store);
      await heard(
        watcher,
        Array.from({ length: planted }, () => 'queued'),
      );
    }
    await watcher.leave();
  });
});

describe('a gateway that stops', () => {
  it('sends its watchers away at once, and lets none in (VIO-43)', async () => {
    const salon = await openWatchedSalon(world);
    const live = world.openLiveFeed();
    const stopping = await keep(openLimitedDoor(world, {}, { ...world.deps, live }));
    const socket = await stopping.socket(salon.path, { key: salon.key });
    const stream = await stopping.stream(LIVE, bearer(salon.key));
    await watching(socket, stream);
    await live.close();
    expect([await ended(socket), await ended(stream)]).toEqual([1001, 0]);
    const late = await stopping.stream(LIVE, bearer(salon.key));
    expect(await ended(late)).toBe(0);
  });

  it('waits for what a watcher is looking up before it closes what that is asked of (VIO-43)', async () => {
    const salon = await openWatchedSalon(world);
    const live = world.openLiveFeed();
    const background = createBackground(world.deps.log);
    const looking = Promise.withResolvers<void>();
    let looks = 0;
    const openStore: Deps['openStore'] = (tenantId) => {
      const store = world.deps.openStore(tenantId);
      const latest = async (): Promise<number> => {
        looks += 1;
        await looking.promise;
        return store.callChanges.latest();
      };
      return { ...store, callChanges: { ...store.callChanges, latest } };
    };
    const stopping = await keep(openLimitedDoor(world, {}, { ...world.deps, live, background, openStore }));
    await stopping.socket(salon.path, { key: salon.key });
    await vi.waitFor(() => expect(looks).toBe(1), 10_000);
    await live.close();
    expect(await background.drain(10)).toBe(1);
    looking.resolve();
    expect(await background.drain(5_000)).toBe(0);
  });
});
