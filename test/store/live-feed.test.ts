import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TenantId } from '../../src/domain/tenant.ts';
import { provenTenantId } from '../../src/domain/tenant.ts';
import { createLog } from '../../src/platform/log.ts';
import { LIVE_CHANNEL } from '../../src/store/live-channel.ts';
import { createLiveFeed } from '../../src/store/live-feed.ts';
import type { LiveFeed } from '../../src/store/live-feed.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { createTcpGate } from '../support/tcp-gate.ts';
import type { TcpGate } from '../support/tcp-gate.ts';

const ONE = provenTenantId('ten_one');
const OTHER = provenTenantId('ten_other');

let database: TestDatabase;
let gate: TcpGate;
let feed: LiveFeed;
const lines: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  gate = await createTcpGate(database.url);
});
afterEach(() => feed.close());
afterAll(async () => {
  await gate.close();
  await database.drop();
});

function openFeed(): void {
  feed = createLiveFeed(gate.url, createLog('debug', { write: (line) => void lines.push(line) }));
}

const tell = (tenantId: TenantId) =>
  ownerRows(database.url, `select pg_notify('${LIVE_CHANNEL}', '${tenantId}')`);
const listeners = () =>
  ownerRows(
    database.url,
    `select pid from pg_stat_activity where datname = current_database() and application_name = 'slotline-live'`,
  );

function subscribed(tenantId: TenantId) {
  const onHint = vi.fn<() => void>();
  const unsubscribe = feed.subscribe(tenantId, onHint);
  return { onHint, unsubscribe };
}

describe('the feed of changed calls', () => {
  it('connects for the first who wants to know, and tells each of their own tenant until they leave (VIO-43)', async () => {
    openFeed();
    expect(await listeners()).toHaveLength(0);
    const [one, other] = [subscribed(ONE), subscribed(OTHER)];
    await vi.waitFor(() => expect(other.onHint).toHaveBeenCalledTimes(1));
    await tell(ONE);
    await vi.waitFor(() => expect(one.onHint).toHaveBeenCalledTimes(2));
    one.unsubscribe();
    await tell(ONE);
    await tell(OTHER);
    await vi.waitFor(() => expect(other.onHint).toHaveBeenCalledTimes(2));
    expect(one.onHint).toHaveBeenCalledTimes(2);
    expect(await listeners()).toHaveLength(1);
  });

  it('has everybody look again once a lost connection is back, however long that takes (VIO-43)', async () => {
    openFeed();
    const { onHint } = subscribed(ONE);
    await vi.waitFor(() => expect(onHint).toHaveBeenCalledTimes(1));
    gate.cut();
    await vi.waitFor(async () => expect(await listeners()).toHaveLength(0));
    await tell(ONE);
    expect(onHint).toHaveBeenCalledTimes(1);
    gate.open();
    await vi.waitFor(() => expect(onHint).toHaveBeenCalledTimes(2), 10_000);
    await tell(ONE);
    await vi.waitFor(() => expect(onHint).toHaveBeenCalledTimes(3));
  });

  it('tries until the database is there, says so without a word of its own, and stops when told to (VIO-43)', async () => {
    openFeed();
    gate.cut();
    const { onHint } = subscribed(ONE);
    await vi.waitFor(() => expect(lines.join('')).toContain('not heard yet'), 10_000);
    expect(lines.join('')).not.toContain(new URL(database.url).pathname.slice(1));
    gate.open();
    await vi.waitFor(() => expect(onHint).toHaveBeenCalled(), 10_000);
    await feed.close();
    expect(feed.closing.aborted).toBe(true);
    await vi.waitFor(async () => expect(await listeners()).toHaveLength(0));
  });
});
