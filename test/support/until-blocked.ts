import { expect, vi } from 'vitest';
import { ownerRows } from './owner-rows.ts';
import type { World } from './world.ts';

const WAITING = `select pid from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock' and state = 'active'`;

/** Waits until some work waits for a row that other work holds. */
export async function untilBlocked({ databaseUrl }: World): Promise<void> {
  await vi.waitFor(async () => expect(await ownerRows(databaseUrl, WAITING)).not.toEqual([]), {
    timeout: 5_000,
    interval: 10,
  });
}
