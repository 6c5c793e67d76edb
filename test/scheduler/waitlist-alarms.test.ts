import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startWorkers } from '../../src/scheduler/start-workers.ts';
import type { Workers } from '../../src/scheduler/start-workers.ts';
import { unhurried } from '../support/unhurried.ts';
import { ERIKA, JONAS, LENA, openWaitlistSalon, TUESDAY } from '../support/waitlist-salon.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let workers: Workers;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  workers = await startWorkers(world.deps, world.jobs.boss);
});
afterAll(async () => {
  await workers.stop();
  await world.close();
});

it('the workers ring the next one on the waitlist by alarms alone, and after a no the one behind (VIO-19, VIO-94)', async () => {
  const salon = await openWaitlistSalon(world);
  const erikas = await salon.bookFor(ERIKA, TUESDAY);
  await salon.join(JONAS);
  await salon.join(LENA);
  await salon.cancelFor(ERIKA, erikas);
  const ringing = (phone: string) =>
    vi.waitFor(
      () => {
        const dial = world.retellApi
          .dials()
          .find(({ toNumber, metadata }) => toNumber === phone && metadata['tenant_id'] === salon.id);
        if (dial === undefined) throw new Error('nobody was rung');
        return dial;
      },
      { timeout: 30_000, interval: 100 },
    );
  const dial = await ringing(JONAS.phone);
  const answer = await salon.ask(
    'confirm_booking',
    { confirmed: false },
    {
      callId: dial.callId,
      from: null,
      call: {
        direction: 'outbound',
        from_number: dial.fromNumber,
        to_number: dial.toNumber,
        metadata: dial.metadata,
      },
    },
  );
  expect(answer.success).toBe(true);
  expect((await ringing(LENA.phone)).metadata).toMatchObject({ call_purpose: 'waitlist' });
});
