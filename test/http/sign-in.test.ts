import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPageDoor } from '../support/page-door.ts';
import type { PageDoor } from '../support/page-door.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const ORIGIN = 'http://localhost';

let world: World;
let door: PageDoor;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
beforeEach(async () => {
  door = await openPageDoor(world);
});
afterAll(() => world.close());

describe('signing in', () => {
  it('keeps the key sealed in a cookie no script can read, for this site alone', async () => {
    const response = await world.app.request('/sign-in', {
      method: 'POST',
      headers: {
        origin: 'https://localhost',
        'x-forwarded-proto': 'https',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ key: door.keys.owner }).toString(),
    });
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Secure/);
    expect(decodeURIComponent(cookie)).not.toContain(door.keys.owner);
  });

  it.each([
    ['https, http', true],
    ['HTTPS', true],
    ['http, https', false],
    ['http', false],
  ])('came in by what the first proxy says: %s', async (protocol, isSecure) => {
    const response = await world.app.request('/sign-in', {
      method: 'POST',
      headers: {
        origin: ORIGIN,
        'x-forwarded-proto': protocol,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ key: door.keys.owner }).toString(),
    });
    const cookie = response.headers.get('set-cookie') ?? '';
    expect([response.status, /; Secure/.test(cookie)]).toEqual([303, isSecure]);
  });

  it('takes a key with the blanks that were pasted with it', async () => {
    expect(await door.signIn(` ${door.keys.owner}\t\n`)).toMatch(/^slotline_session=./);
  });

  it('is asked of everybody else, whatever their cookie says', async () => {
    const cookie = await door.signIn();
    for (const wrong of ['', 'slotline_session=v1.AAAA', `${cookie.slice(0, -4)}AAAA`]) {
      expect(await door.browse('/reminders', wrong)).toMatchObject({ status: 303, location: '/sign-in' });
    }
    expect(await door.signIn('owner-key-of-nobody-at-all')).toBe('');
  });

  it('ends after twelve hours, and with the key', async () => {
    const cookie = await door.signIn();
    await door.salon.store.accessKeys.keepOnly([door.keys.reader]);
    expect((await door.browse('/reminders', cookie)).status).toBe(303);
    await door.salon.store.accessKeys.save({
      id: world.deps.ids.next('key'),
      role: 'owner',
      key: door.keys.owner,
    });
    expect((await door.browse('/reminders', cookie)).status).toBe(200);
    world.clock.advance({ hours: 12 });
    expect((await door.browse('/reminders', cookie)).status).toBe(303);
  });

  it('lets no form of another site do anything', async () => {
    const cookie = await door.signIn();
    const response = await world.app.request('/reminders/settings', {
      method: 'POST',
      headers: {
        cookie,
        origin: 'https://elsewhere.example.com',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(door.settingsForm()).toString(),
    });
    expect(response.status).toBe(403);
  });
});

describe('a form that nobody can read', () => {
  it.each([
    ['/sign-in', 'multipart/form-data'],
    ['/sign-in', 'multipart/form-data; boundary=elsewhere'],
    ['/reminders/settings', 'multipart/form-data'],
    ['/reminders/call/cus_1', 'multipart/form-data; boundary='],
  ])('is turned away at %s as %s, and is no error of ours', async (path, type) => {
    const before = world.logLines().length;
    const response = await world.app.request(path, {
      method: 'POST',
      headers: { cookie: await door.signIn(), origin: ORIGIN, 'content-type': type },
      body: '--here\r\nkey=1\r\n',
    });
    expect([response.status, await response.text()]).toEqual([400, 'This is no form of ours.']);
    const lines = world.logLines().slice(before);
    expect(lines.filter((line) => Number(Object(JSON.parse(line))['level']) >= 50)).toEqual([]);
  });
});
