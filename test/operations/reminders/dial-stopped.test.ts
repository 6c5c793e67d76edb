import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../../src/operations/context.ts';
import { openCtx } from '../../../src/operations/open-ctx.ts';
import { dialTask } from '../../../src/operations/reminders/dialling/dial-task.ts';
import { dialsOf, openDueReminder } from '../../support/due-reminder.ts';
import type { DueReminder } from '../../support/due-reminder.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

let world: World;
let stopping = new AbortController();
beforeAll(async () => {
  world = await createWorld({ budgetMs: () => 30_000 });
  world.retellApi.onDial(() => {
    stopping.abort();
    return undefined;
  });
});
afterAll(() => world.close());

/** Work that is ended while the provider makes the call, or before. */
function openStopped({ salon }: DueReminder): Promise<Ctx> {
  stopping = new AbortController();
  return openCtx(world.deps, salon.id, stopping.signal, 'system');
}

describe('a worker that is stopped', () => {
  it('while the provider is asked has the answer to that all the same (VIO-10)', async () => {
    const due = await openDueReminder(world);
    expect(await dialTask(await openStopped(due), due.task.id)).toMatchObject({ kind: 'placed' });
    expect(await due.sessions()).toMatchObject([{ state: 'ringing' }]);
    expect(await due.now()).toMatchObject({ status: 'processing' });
  });

  it('while an answer gets lost looks for its call all the same (VIO-62)', async () => {
    const due = await openDueReminder(world);
    world.retellApi.fail({ fault: { kind: 'lost' }, path: '/v2/create-phone-call', times: 1 });
    expect(await dialTask(await openStopped(due), due.task.id)).toMatchObject({ kind: 'placed' });
    expect(dialsOf(world, due.salon)).toHaveLength(1);
    expect(await due.sessions()).toMatchObject([{ state: 'ringing' }]);
  });

  it('before that begins nothing: no call counts, and the task is due as before (VIO-20, VIO-38)', async () => {
    const due = await openDueReminder(world);
    const ctx = await openStopped(due);
    const { calendar } = ctx;
    const getBooking: Ctx['calendar']['getBooking'] = async (uid, options) => {
      const answer = await calendar.getBooking(uid, options);
      stopping.abort();
      return answer;
    };
    const cut = { ...ctx, calendar: { ...calendar, getBooking } };
    await expect(dialTask(cut, due.task.id)).rejects.toThrow('aborted');
    expect(await due.sessions()).toEqual([]);
    expect(await due.now()).toMatchObject({ status: 'pending', scheduledAt: due.task.scheduledAt });
    expect(await due.ring()).toMatchObject({ kind: 'placed' });
  });
});
