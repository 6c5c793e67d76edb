import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantDefinition } from '../../../../src/domain/tenant.ts';
import { setUpTenant } from '../../../../src/operations/set-up-tenant.ts';
import { addDueReminder, dialsOf, openDueReminder } from '../../../support/due-reminder.ts';
import { createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

const A_WEEK_MS = 7 * 24 * 3_600_000;

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

describe('the dial gate', () => {
  it.each<[string, Partial<TenantDefinition>]>([
    ['with an agent', { agents: ['agent_of_the_new_file'] }],
    ['from a number', { phoneNumbers: ['+493099999901'] }],
  ])(
    'rings nobody %s that a later seed took from the tenant, and says so (VIO-09, VIO-21)',
    async (_what, change) => {
      const due = await openDueReminder(world);
      const { definition, store } = due.salon;
      expect(await setUpTenant(world.deps, { ...definition, ...change })).toMatchObject({ kind: 'done' });
      expect(await due.ring()).toMatchObject({ kind: 'refused', answer: { verdict: 'not_configured' } });
      expect(await due.now()).toMatchObject({ status: 'failed' });
      expect(await store.alerts.listUnseen()).toMatchObject([{ kind: 'reminders_not_configured' }]);
      expect(dialsOf(world, due.salon)).toEqual([]);
    },
  );

  it('leaves a number alone for a week at most, whatever a row says that was never to be set (VIO-38)', async () => {
    const due = await openDueReminder(world, { limits: { sameNumberMinutes: Number.MAX_SAFE_INTEGER } });
    const other = await addDueReminder(world, due.salon);
    const at = world.clock.now();
    expect(await other.ring()).toMatchObject({ kind: 'placed' });
    expect(await due.ring()).toMatchObject({
      kind: 'refused',
      answer: { verdict: 'number_called_lately', retryAt: new Date(at.getTime() + A_WEEK_MS) },
    });
  });
});
