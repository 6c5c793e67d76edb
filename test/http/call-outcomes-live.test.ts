import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LiveLimits } from '../../src/http/call-outcomes-live.ts';
import { setUpTenant } from '../../src/operations/set-up-tenant.ts';
import { openLiveDoor, TurnedAwayError } from '../support/live-door.ts';
import type { LiveDoor } from '../support/live-door.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { plantCall } from '../support/plant-call.ts';
import { openSecondGateway } from '../support/second-gateway.ts';
import {
  bearer,
  ended,
  heard,
  LIVE,
  openLimitedDoor,
  openWatchedSalon,
  watching,
} from '../support/watched-salon.ts';
import { MAX } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let door: LiveDoor;
/** Closed after each test. */
const opened: LiveDoor[] = [];

beforeAll(async () => {
  world = await createWorld();
  door = await openLiveDoor(world.app);
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});
afterAll(async () => {
  await door.close();
  await world.close();
});

/** A door of a gateway with other limits. */
async function openDoor(limits: Partial<LiveLimits>): Promise<LiveDoor> {
  const other = await openLimitedDoor(world, limits);
  opened.push(other);
  return other;
}

const turnedAway = (status: number) => new TurnedAwayError(status);
const now = () => world.clock.now();

describe('who watches the calls of a tenant', () => {
  it('is told of every change that any gateway makes, in order, with what comes of it (VIO-43, VIO-99)', async () => {
    const salon = await openWatchedSalon(world);
    const second = await openSecondGateway(world, salon);
    const otherDoor = await openLiveDoor(second.app);
    opened.push(otherDoor);
    const [max] = await salon.store.customers.findByPhone(MAX);
    const customerId = max?.id ?? '';
    const socket = await otherDoor.socket(salon.path, { key: salon.key });
    const stream = await door.stream(LIVE, bearer(salon.key));
    await watching(socket, stream);
    const id = await plantCall(world, salon.store, { customerId });
    const callId = 'call_1';
    await second.store.callSessions.markInitiating(id, now());
    await salon.store.callSessions.markPlaced(id, callId, now());
    const states = ['queued', 'processing', 'initiating', 'ringing'];
    await heard(socket, states);
    const taskId = (await salon.store.callSessions.find(id))?.taskId ?? '';
    await second.store.callSessions.markAnswered(id, callId, now(), now());
    const end = { state: 'completed', endClass: 'talked', endedAt: now() } as const;
    await salon.store.callSessions.recordEnd(id, callId, end, now());
    await second.store.callSessions.recordEnd(id, callId, { ...end, outcome: 'unclear' }, now());
    const followUp = { id: 'tsk_follow', kind: 'manual_review', why: 'unclear', urgency: 'high' } as const;
    await salon.store.followUpTasks.add({
      ...followUp,
      idempotencyKey: 'review',
      purpose: 'reminder',
      customerId,
      originalTaskId: taskId,
      scheduledAt: now(),
      now: now(),
    });
    await salon.store.callSessions.markUpdate(id, 'follow_up', 'manual_review');
    await salon.store.callSessions.recordProcessing(id, { processingMs: 3, now: now() });

    const told = [...states, 'answered', 'completed', 'completed', 'completed'];
    await heard(socket, told);
    await heard(stream, told);
    const seqs = socket.updates().map(({ seq }) => seq);
    expect(stream.updates().map(({ seq }) => seq)).toEqual(seqs);
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
    const last = socket.updates().slice(-3);
    expect(last.map(({ outcome, action }) => [outcome, action])).toEqual([
      [undefined, undefined],
      ['unclear', undefined],
      ['unclear', 'manual_review'],
    ]);
    expect(last[2]).toEqual({
      type: 'call_outcome_update',
      seq: seqs.at(-1),
      session_id: id,
      contact_id: customerId,
      call_id: callId,
      call_type: 'reminder',
      attempt: 1,
      state: 'completed',
      outcome: 'unclear',
      action: 'manual_review',
      follow_up: {
        task_id: 'tsk_follow',
        kind: 'manual_review',
        scheduled_at: now().toISOString(),
        urgency: 'high',
        why: 'unclear',
      },
      at: now().toISOString(),
    });
    // Kept as well, and each state once.
    expect((await salon.store.callSessions.states(id)).map(({ state }) => state)).toEqual(told.slice(0, -2));
    await Promise.all([socket.leave(), stream.leave()]);
  });

  it('hears nothing of another tenant (VIO-99)', async () => {
    const [one, other] = [await openWatchedSalon(world), await openWatchedSalon(world)];
    const watcher = await door.socket(one.path, { key: one.key });
    await watching(watcher);
    const theirs = await plantCall(world, other.store);
    await other.store.callSessions.markInitiating(theirs, now());
    const own = await plantCall(world, one.store);
    await heard(watcher, ['queued']);
    expect(watcher.updates()).toMatchObject([{ session_id: own }]);
    await watcher.leave();
  });

  it('hears what two transactions change at once, whichever is done first (VIO-43)', async () => {
    const salon = await openWatchedSalon(world);
    const [slow, quick] = [await plantCall(world, salon.store), await plantCall(world, salon.store)];
    const watcher = await door.stream(LIVE, bearer(salon.key));
    await watching(watcher);
    const [changed, told] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const late = salon.store.atomically(async (store) => {
      await store.callSessions.markInitiating(slow, now());
      changed.resolve();
      await told.promise;
    });
    await changed.promise;
    await salon.store.callSessions.markInitiating(quick, now());
    await heard(watcher, ['processing', 'initiating']);
    told.resolve();
    await late;
    await heard(watcher, ['processing', 'initiating', 'processing', 'initiating']);
    expect(watcher.updates().map(({ session_id }) => session_id)).toEqual([quick, quick, slow, slow]);
    await watcher.leave();
  });

  it('is told nothing of a change that is taken back (VIO-43)', async () => {
    const salon = await openWatchedSalon(world);
    const watcher = await door.stream(LIVE, bearer(salon.key));
    const id = await plantCall(world, salon.store);
    await heard(watcher, ['queued']);
    const undone = salon.store.atomically(async (store) => {
      await store.callSessions.markInitiating(id, now());
      throw new Error('taken back');
    });
    await expect(undone).rejects.toThrow('');
    await salon.store.callSessions.markNotPlaced(id, 'queued', 'not_sent', now());
    await heard(watcher, ['queued', 'failed']);
    await watcher.leave();
  });
});

describe('who comes back', () => {
  it('gets what was missed first, nothing twice and nothing left out (VIO-43)', async () => {
    const salon = await openWatchedSalon(world);
    const stream = await door.stream(salon.path, bearer(salon.key));
    await watching(stream);
    const id = await plantCall(world, salon.store);
    await heard(stream, ['queued']);
    await stream.leave();
    await salon.store.callSessions.markInitiating(id, now());
    const again = await door.stream(salon.path, {
      ...bearer(salon.key),
      'last-event-id': String(stream.lastSeq()),
    });
    await heard(again, ['processing', 'initiating']);
    const socket = await door.socket(`${salon.path}?since=${stream.lastSeq()}`, { key: salon.key });
    await heard(socket, ['processing', 'initiating']);
    await salon.store.callSessions.markPlaced(id, 'call_1', now());
    await heard(again, ['processing', 'initiating', 'ringing']);
    await heard(socket, ['processing', 'initiating', 'ringing']);
    expect(again.updates()[0]?.seq).toBeGreaterThan(stream.lastSeq());
    expect(again.updates().map(({ seq }) => seq)).toEqual(socket.updates().map(({ seq }) => seq));
    await Promise.all([again.leave(), socket.leave()]);
  });

  it('is told to look at everything anew where too much was missed, or from a number that was never given (VIO-43)', async () => {
    const salon = await openWatchedSalon(world);
    const id = await plantCall(world, salon.store);
    await ownerRows(
      world.databaseUrl,
      `insert into call_session_states (tenant_id, session_id, state, at)
       select '${salon.id}', '${id}', 'ringing', '2026-11-20' from generate_series(1, 501)`,
    );
    const latest = await salon.store.callChanges.latest();
    for (const since of [0, latest + 1]) {
      const watcher = await door.stream(`${LIVE}?since=${since}`, bearer(salon.key));
      await vi.waitFor(() => expect(watcher.messages).toHaveLength(2));
      expect(watcher.messages[1]).toEqual({ type: 'call_outcome_reload', seq: latest });
      await salon.store.callSessions.markInitiating(await plantCall(world, salon.store), now());
      await heard(watcher, ['queued', 'processing', 'initiating']);
      await watcher.leave();
      await ownerRows(world.databaseUrl, `delete from call_session_states where seq > ${latest}`);
    }
  });
});

describe('who may watch', () => {
  it('is who brings a key of this tenant, before anything is opened (VIO-99)', async () => {
    const [one, other] = [await openWatchedSalon(world), await openWatchedSalon(world)];
    const wrong = 'no-such-key-0123456789';
    for (const [path, key, status] of [
      [one.path, undefined, 401],
      [one.path, wrong, 401],
      [`${one.path}?access_key=${one.key}&key=${one.key}&token=${one.key}`, undefined, 401],
      [one.path, other.key, 404],
      [`/realtime/call-outcomes/${other.definition.slug}`, one.key, 404],
      ['/realtime/call-outcomes/%00', one.key, 404],
      [`${one.path}?since=soon`, one.key, 400],
      [LIVE, undefined, 401],
    ] as const) {
      await expect(door.socket(path, key === undefined ? {} : { key })).rejects.toEqual(turnedAway(status));
      await expect(door.stream(path, key === undefined ? {} : bearer(key))).rejects.toEqual(
        turnedAway(status),
      );
    }
    const plain = await fetch(`${door.origin}${one.path}`, { headers: bearer(one.key) });
    expect([plain.status, await plain.json()]).toEqual([406, { error: 'not_acceptable', field: 'accept' }]);
    expect(world.logLines().filter((line) => line.includes(wrong) || line.includes(one.key))).toEqual([]);
  });

  it('hears in the headers why a WebSocket is refused, as its answer has no body (VIO-99)', async () => {
    const salon = await openWatchedSalon(world);
    const upgrade =
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n';
    for (const [path, status, error, field] of [
      [`${LIVE}?since=abc`, 400, 'invalid', 'since'],
      ['/realtime/call-outcomes/ten_none', 404, 'not_found', 'id'],
    ] as const) {
      const ask = `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${salon.key}\r\n${upgrade}\r\n`;
      const told = await text(await door.say(ask));
      expect(told).toContain(`HTTP/1.1 ${status} `);
      expect(told).toMatch(new RegExp(`^x-error: ${error}\r$`, 'm'));
      expect(told).toMatch(new RegExp(`^x-error-field: ${field}\r$`, 'm'));
    }
  });

  it('is nobody who offers another protocol: that is a request like any other (VIO-99)', async () => {
    const upgrade =
      'Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n';
    const socket = await door.say(`GET /healthz HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    const post = `POST ${LIVE} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n{}`;
    const other = await door.say(post);
    await once(other, 'readable');
    expect(String(other.read())).toMatch(/^HTTP\/1\.1 401 /);
    other.destroy();
  });

  it('may be a browser, whose key comes as a subprotocol and is not repeated (VIO-99)', async () => {
    const salon = await openWatchedSalon(world);
    const path = `/realtime/call-outcomes/${salon.definition.slug}`;
    const watcher = await door.socket(path, { protocols: [`key.${salon.key}`, 'slotline'] });
    expect(watcher.socket.protocol).toBe('slotline');
    await watching(watcher);
    await watcher.leave();
    const protocols = ['slotline', 'key.no-such-key-0123456789'];
    await expect(door.socket(path, { protocols })).rejects.toEqual(turnedAway(401));
  });

  it('is asked again at every sign of life: a key that is no longer named ends it (VIO-99)', async () => {
    const salon = await openWatchedSalon(world);
    const quick = await openDoor({ beatMs: 250 });
    const [socket, stream] = [
      await quick.socket(salon.path, { key: salon.key }),
      await quick.stream(LIVE, bearer(salon.key)),
    ];
    const pings = vi.fn<() => void>();
    socket.socket.on('ping', pings);
    await vi.waitFor(() => expect(pings.mock.calls.length).toBeGreaterThan(1));
    expect([socket.ended(), stream.ended()]).toEqual([undefined, undefined]);
    await setUpTenant(world.deps, { ...salon.definition, accessKeys: [] });
    expect([await ended(socket), await ended(stream)]).toEqual([1008, 0]);
  });

  it('is nobody where the tenant has switched live updates off, also who watches already (VIO-107)', async () => {
    const salon = await openWatchedSalon(world);
    const quick = await openDoor({ beatMs: 250 });
    const watcher = await quick.socket(salon.path, { key: salon.key });
    await watching(watcher);
    const { agentId, fromNumber } = salon;
    await salon.store.tenant.saveReminders({ enabled: true, agentId, fromNumber, liveUpdates: false }, now());
    await world.deps.directory.refresh();
    expect(await ended(watcher)).toBe(1008);
    await expect(quick.socket(salon.path, { key: salon.key })).rejects.toEqual(turnedAway(403));
    await expect(quick.stream(LIVE, bearer(salon.key))).rejects.toEqual(turnedAway(403));
  });

  it('are so many of a tenant at most, and one that leaves makes room (VIO-99)', async () => {
    const [salon, other] = [await openWatchedSalon(world), await openWatchedSalon(world)];
    const small = await openDoor({ mostOfTenant: 2 });
    const first = await small.socket(salon.path, { key: salon.key });
    const second = await small.stream(LIVE, bearer(salon.key));
    await watching(first, second);
    await expect(small.socket(salon.path, { key: salon.key })).rejects.toEqual(turnedAway(429));
    await expect(small.stream(LIVE, bearer(salon.key))).rejects.toEqual(turnedAway(429));
    await (await small.socket(other.path, { key: other.key })).leave();
    await Promise.all([first.leave(), second.leave()]);
    const third = await vi.waitFor(() => small.socket(salon.path, { key: salon.key }));
    await third.leave();
  });
});
