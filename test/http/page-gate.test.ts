import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReminderSalon } from '../support/reminder-salon.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

it('signing in is put off while too many keys wait to be looked up; nobody is signed out for it', async () => {
  const key = 'owner-key-of-the-salon';
  const accessKeys = [{ role: 'owner' as const, key }];
  await openReminderSalon(world, {}, { definition: { accessKeys } });
  const form = { origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' };
  const signIn = { method: 'POST', headers: form, body: new URLSearchParams({ key }).toString() };
  const signedIn = await world.app.request('/sign-in', signIn);
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const gate = Promise.withResolvers<void>();
  const app = world.openApp({
    ...world.deps,
    system: {
      ...world.deps.system,
      findAccessKeyOwner: async (key) => {
        await gate.promise;
        return world.deps.system.findAccessKeyOwner(key);
      },
    },
  });
  const look = () => Promise.resolve(app.request('/reminders', { headers: { cookie } }));
  const waiting = Array.from({ length: 100 }, look);
  const late = await look();
  expect([late.status, late.headers.get('retry-after')]).toEqual([503, '1']);
  const signing = await app.request('/sign-in', signIn);
  expect([signing.status, signing.headers.get('set-cookie')]).toEqual([503, null]);
  gate.resolve();
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(waiting.map(() => 200));
});
