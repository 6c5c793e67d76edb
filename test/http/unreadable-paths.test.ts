import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReminderDoor } from '../support/reminder-door.ts';
import type { ReminderDoor } from '../support/reminder-door.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const ORIGIN = 'http://localhost';

let world: World;
let door: ReminderDoor;
let cookie: string;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  door = await openReminderDoor(world);
  const ownerKey = door.salon.definition.accessKeys?.find(({ role }) => role === 'owner')?.key ?? '';
  const signedIn = await world.app.request('/sign-in', {
    method: 'POST',
    headers: { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ key: ownerKey }).toString(),
  });
  cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
});
afterAll(() => world.close());

describe('an id that the database would not even read', () => {
  it.each([
    ['GET', '/api/v1/reminders/%00'],
    ['POST', '/api/v1/reminders/reviews/%00/done'],
    ['POST', '/api/v1/callbacks/%00/done'],
    ['GET', '/api/v1/appointments/a%00b/audit'],
    ['DELETE', '/api/v1/waitlist/%00'],
    ['GET', '/api/v1/do-not-call/%00'],
    ['POST', '/trigger-call/%00/immediate'],
    ['GET', '/call-status/%00'],
  ] as const)('is not found: %s %s', async (method, path) => {
    expect((await door.as('owner', method, path)).status).toBe(404);
  });

  it.each([
    ['GET', '/reminders/calls/%00'],
    ['POST', '/reminders/call/%00'],
  ])('is not found in a browser: %s %s', async (method, path) => {
    const response = await world.app.request(path, { method, headers: { cookie, origin: ORIGIN } });
    expect(response.status).toBe(404);
  });
});
