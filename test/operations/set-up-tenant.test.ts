import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUpTenant } from '../../src/operations/set-up-tenant.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

describe('setting a tenant up again without a word about reminders', () => {
  it('warns where they call with an agent and from a number that it no longer has (VIO-01, VIO-65)', async () => {
    const { definition, store } = await openReminderSalon(world);
    const before = await store.tenant.loadReminders();
    const doors = { agents: ['agent_of_the_new_file'], phoneNumbers: ['+493099999902'] };
    expect(await setUpTenant(world.deps, { ...definition, ...doors })).toMatchObject({
      kind: 'done',
      warnings: [
        'reminders.agent_id: must be one of the agents of the tenant',
        'reminders.from_number: must be one of the phone numbers of the tenant',
      ],
    });
    expect(await store.tenant.loadReminders()).toEqual(before);
  });

  it('warns of nothing where they still fit, or were never set up (VIO-01)', async () => {
    const { definition } = await openReminderSalon(world);
    const plain = await world.tenant();
    for (const one of [definition, plain.definition]) {
      expect(await setUpTenant(world.deps, one)).toMatchObject({ kind: 'done', warnings: [] });
    }
  });
});
