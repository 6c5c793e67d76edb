import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forbidNumber } from '../../../src/operations/reminders/forbid-number.ts';
import { Fault } from '../../../src/platform/fault.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import { MAX } from '../../support/tenant-under-test.ts';
import { unhurried } from '../../support/unhurried.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

describe('a number that is not to be called any more', () => {
  it('ends every planned call to it, once, and touches no other tenant (VIO-35)', async () => {
    const other = await openReminderSalon(world, { hoursBefore: [48, 24] });
    const theirs = await other.book();
    const salon = await openReminderSalon(world, { hoursBefore: [48, 24] });
    const appointmentId = await salon.book();
    const ctx = await salon.ctx();
    const forbid = () =>
      ctx.store.atomically((store) => forbidNumber(ctx, store, MAX, 'customer', salon.callId));
    expect(await salon.tasks(appointmentId)).toHaveLength(2);
    expect(await forbid()).toBe(true);
    expect(await forbid()).toBe(false);
    expect(await salon.tasks(appointmentId)).toEqual([]);
    expect(await salon.store.doNotCall.list()).toMatchObject([{ number: MAX, callId: salon.callId }]);
    const deeds = (await salon.store.audit.ofCall(salon.callId)).map(({ deed }) => deed);
    expect(deeds.filter((deed) => deed === 'forbid_number')).toHaveLength(1);
    expect(await other.tasks(theirs)).toHaveLength(2);
    expect(await other.store.doNotCall.list()).toEqual([]);
  });

  it('is forbidden whole or not at all (VIO-35)', async () => {
    const salon = await openReminderSalon(world);
    const appointmentId = await salon.book();
    const ctx = await salon.ctx();
    const broken = ctx.store.atomically((store) =>
      forbidNumber(
        ctx,
        {
          ...store,
          audit: { ...store.audit, add: () => Promise.reject(new Fault('store_unavailable', 'planted')) },
        },
        MAX,
        'owner',
      ),
    );
    await expect(broken).rejects.toThrow(Fault);
    expect(await salon.store.doNotCall.list()).toEqual([]);
    expect(await salon.tasks(appointmentId)).toHaveLength(1);
  });
});
