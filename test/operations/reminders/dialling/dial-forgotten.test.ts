import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dialForgotten } from '../../../../src/operations/reminders/dialling/dial-forgotten.ts';
import { pauseReminders } from '../../../../src/operations/reminders/pause-reminders.ts';
import { sweepTenant } from '../../../../src/operations/sweep.ts';
import { bookElsewhere } from '../../../support/book-elsewhere.ts';
import { openReminderSalon } from '../../../support/reminder-salon.ts';
import type { ReminderSalon } from '../../../support/reminder-salon.ts';
import { START, createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

let world: World;
/** Called at each dial, while its answer is on its way. */
let atDial = (): void => undefined;
beforeAll(async () => {
  world = await createWorld();
  world.retellApi.onDial(() => {
    atDial();
    return undefined;
  });
});
afterEach(() => {
  atDial = () => undefined;
});
afterAll(() => world.close());

/** Reminders of as many customers, a quarter of an hour apart, the last to be made due first. */
async function openWaiting(count: number, limits = {}): Promise<ReminderSalon> {
  const salon = await openReminderSalon(world, { limits });
  for (let n = count; n > 0; n -= 1) {
    world.clock.set(START);
    const start = new Date(Date.parse('2026-11-26T08:00:00Z') + n * 15 * 60_000).toISOString();
    await bookElsewhere(salon, { start, number: `+49171000002${n}` });
  }
  return salon;
}

const dialled = ({ id }: ReminderSalon) =>
  world.retellApi
    .dials()
    .filter(({ metadata }) => metadata['tenant_id'] === id)
    .map(({ toNumber }) => toNumber.slice(-1));
const sweep = async (salon: ReminderSalon, afterMs?: number) => dialForgotten(await salon.ctx(), afterMs);

describe('reminders whose alarm was lost', () => {
  it('are dialled by the sweep half a minute after their time, the oldest first (VIO-19, VIO-20)', async () => {
    const salon = await openWaiting(3);
    world.clock.set('2026-11-25T08:45:29Z');
    await sweep(salon);
    expect(dialled(salon)).toEqual(['1', '2']);
    world.clock.set('2026-11-25T08:45:30Z');
    await sweep(salon);
    await sweep(salon);
    expect(dialled(salon)).toEqual(['1', '2', '3']);
  });

  it('are dialled once by two sweeps at the same moment, and at a start of the process at once (VIO-20)', async () => {
    const salon = await openWaiting(3);
    world.clock.set('2026-11-25T08:45:00Z');
    await Promise.all([sweep(salon, 0), sweep(salon, 0)]);
    expect(dialled(salon).toSorted()).toEqual(['1', '2', '3']);
  });

  it('are taken up also where their worker has died (VIO-20)', async () => {
    const salon = await openWaiting(1);
    const now = new Date('2026-11-25T08:15:00Z');
    world.clock.set(now);
    const [task] = await salon.store.followUpTasks.listDue(now);
    await salon.store.followUpTasks.claim(task?.id ?? '', now, new Date(now.getTime() + 90_000));
    await sweep(salon);
    expect(dialled(salon)).toEqual([]);
    world.clock.advance({ seconds: 91 });
    await sweep(salon);
    expect(dialled(salon)).toEqual(['1']);
  });

  it('do not keep each other up: one that fails leaves the others alone', async () => {
    const salon = await openWaiting(2);
    world.clock.set('2026-11-25T08:45:00Z');
    const ctx = await salon.ctx();
    let asked = 0;
    const { telephony } = ctx.phone ?? {};
    if (ctx.phone === undefined || telephony === undefined) throw new Error('no phone');
    const placeCall: typeof telephony.placeCall = (permit, request, options) => {
      asked += 1;
      if (asked === 1) throw new Error('killed');
      return telephony.placeCall(permit, request, options);
    };
    await dialForgotten({ ...ctx, phone: { ...ctx.phone, telephony: { ...telephony, placeCall } } });
    expect(dialled(salon)).toEqual(['2']);
  });

  it('are left to the next sweep, untouched, where this one is ended or has taken its time (VIO-38)', async () => {
    const salon = await openWaiting(3);
    world.clock.set('2026-11-25T09:00:00Z');
    const stopping = new AbortController();
    atDial = () => stopping.abort();
    await dialForgotten({ ...(await salon.ctx()), signal: stopping.signal });
    expect(dialled(salon)).toEqual(['1']);
    expect(await salon.store.dialGate.usage(world.clock.now())).toMatchObject({ quarterHour: 1 });
    atDial = () => world.clock.advance({ seconds: 20 });
    await sweep(salon);
    expect(dialled(salon)).toEqual(['1', '2']);
    await sweep(salon);
    expect(dialled(salon)).toEqual(['1', '2', '3']);
  });

  it('are taken up fifty at a time (VIO-19)', async () => {
    const salon = await openReminderSalon(world);
    await pauseReminders(await salon.ctx(), 'owner');
    const dueAt = world.clock.now();
    for (let n = 1; n <= 52; n += 1) {
      const id = world.deps.ids.next('tsk');
      const scheduledAt = new Date(dueAt.getTime() + n);
      await salon.store.followUpTasks.add({
        id,
        idempotencyKey: id,
        kind: 'call',
        purpose: 'reminder',
        scheduledAt,
        now: dueAt,
      });
    }
    world.clock.advance({ minutes: 1 });
    await sweep(salon);
    const left = await salon.store.followUpTasks.listDue(world.clock.now());
    expect(left.map(({ scheduledAt }) => scheduledAt.getTime() - dueAt.getTime())).toEqual([51, 52]);
  });

  it("are a part of the minute's sweep, which goes by the limits like everybody (VIO-19, VIO-38)", async () => {
    const salon = await openWaiting(3, { perQuarterHour: 2 });
    world.clock.set('2026-11-25T09:00:00Z');
    await sweepTenant(await salon.ctx());
    await sweepTenant(await salon.ctx());
    expect(dialled(salon)).toEqual(['1', '2']);
    world.clock.advance({ minutes: 16 });
    await sweepTenant(await salon.ctx());
    expect(dialled(salon)).toEqual(['1', '2', '3']);
  });
});
