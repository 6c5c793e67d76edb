import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialOverdue } from '../../src/scheduler/dial-overdue.ts';
import { dialsOf, openDueReminder } from '../support/due-reminder.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

describe('what came due while no process ran', () => {
  it('is dialled at once, and not by a process that stops already (VIO-20)', async () => {
    const due = await openDueReminder(world);
    const ending = new AbortController();
    ending.abort();
    await dialOverdue(world.deps, ending.signal);
    expect(dialsOf(world, due.salon)).toEqual([]);
    expect(await due.now()).toMatchObject({ status: 'pending' });
    await dialOverdue(world.deps, new AbortController().signal);
    expect(dialsOf(world, due.salon)).toHaveLength(1);
  });
});
