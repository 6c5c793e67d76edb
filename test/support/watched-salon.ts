import type { LiveLimits } from '../../src/http/call-outcomes-live.ts';
import { callOutcomesLiveRoutes, LIVE_LIMITS } from '../../src/http/call-outcomes-live.ts';
import { createApp } from '../../src/app.ts';
import { Hono } from 'hono';
import { expect, vi } from 'vitest';
import { openLiveDoor } from './live-door.ts';
import type { LiveDoor, Watcher } from './live-door.ts';
import { openReminderSalon } from './reminder-salon.ts';
import type { ReminderSalon } from './reminder-salon.ts';
import type { World } from './world.ts';

/** Where every tenant's own calls are watched. */
export const LIVE = '/api/v1/reminders/live';

export interface WatchedSalon extends ReminderSalon {
  /** Of a reader. */
  key: string;
  /** Where its calls are watched by name. */
  path: string;
}

/** A salon whose calls somebody may watch. */
export async function openWatchedSalon(world: World): Promise<WatchedSalon> {
  const key = `reader-${world.deps.ids.next('key')}`;
  const salon = await openReminderSalon(world, {}, { definition: { accessKeys: [{ role: 'reader', key }] } });
  return { ...salon, key, path: `/realtime/call-outcomes/${salon.id}` };
}

/** A gateway on a port, with other limits for its watchers. */
export function openLimitedDoor(
  world: World,
  limits: Partial<LiveLimits>,
  deps = world.deps,
): Promise<LiveDoor> {
  const live = callOutcomesLiveRoutes(deps, { ...LIVE_LIMITS, ...limits });
  return openLiveDoor(new Hono().route('/', live).route('/', createApp(deps)));
}

export const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

/** Waits until the watcher has been told of exactly these states. */
export async function heard(watcher: Watcher, states: string[]): Promise<void> {
  await vi.waitFor(() => expect(watcher.updates().map(({ state }) => state)).toEqual(states), 10_000);
}

/** Waits until the watcher has been told where it stands, and nothing else. */
export async function watching(...watchers: Watcher[]): Promise<void> {
  await vi.waitFor(() => {
    for (const { messages } of watchers) expect(messages).toMatchObject([{ type: 'call_outcome_watching' }]);
  }, 10_000);
}

/** Waits for its end and answers how it ended. */
export async function ended(watcher: Watcher): Promise<number | undefined> {
  await vi.waitFor(() => expect(watcher.ended()).toBeDefined(), 10_000);
  return watcher.ended();
}
