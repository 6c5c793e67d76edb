import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { Fault } from '../../src/platform/fault.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const EVENT = {
  triggerEvent: 'BOOKING_CREATED',
  createdAt: '2026-11-20T09:00:00.000Z',
  payload: { uid: 'uid_1', bookingId: 1 },
};

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  salon = await world.tenant();
});
afterAll(() => world.close());

function secretOf(tenant: TenantUnderTest): string {
  return tenant.definition.calcom?.webhookSecret ?? '';
}

function sign(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

interface Post {
  text?: string;
  slug?: string;
  signature?: string | null;
  app?: World['app'];
  type?: string;
}

async function post(change: Post = {}): Promise<Response> {
  const text = change.text ?? JSON.stringify(EVENT);
  const signature = change.signature === undefined ? sign(text, secretOf(salon)) : change.signature;
  return (change.app ?? world.app).request(`/api/webhooks/calcom/${change.slug ?? salon.definition.slug}`, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': change.type ?? 'application/json',
      ...(signature === null ? {} : { 'x-cal-signature-256': signature }),
    },
  });
}

async function kept(): Promise<unknown[]> {
  return (await salon.store.inbox.listAll()).map(({ event, payload }) => ({ event, payload }));
}

describe('a calendar webhook', () => {
  it.each([
    { what: 'neither uid nor time', base: {} },
    { what: 'no uid', base: { createdAt: EVENT.createdAt } },
    { what: 'no time', base: { uid: 'uid_1' } },
  ])('is told from another one by its body where both have $what (ASK-57)', async ({ base }) => {
    const [one, other] = [1, 2].map((id) =>
      JSON.stringify({ triggerEvent: 'BOOKING_CREATED', ...base, payload: { bookingId: id } }),
    );
    for (const text of [one ?? '', other ?? '', one ?? '']) await post({ text });
    expect(await kept()).toHaveLength(2);
  });

  it('is stored and acknowledged when signed with the secret of its tenant (ASK-57)', async () => {
    const response = await post();
    expect(response.status).toBe(204);
    expect(await kept()).toEqual([{ event: 'BOOKING_CREATED', payload: EVENT }]);
  });

  it.each([
    { what: 'no signature', change: () => ({ signature: null }) },
    { what: 'the mark of a hook without a secret', change: () => ({ signature: 'no-secret-provided' }) },
    { what: 'another secret', change: () => ({ signature: sign(JSON.stringify(EVENT), 'whsec_other') }) },
    { what: 'an empty secret', change: () => ({ signature: sign(JSON.stringify(EVENT), '') }) },
    {
      what: 'the signature of another body',
      change: () => ({ signature: sign('{}', secretOf(salon)) }),
    },
    {
      what: 'half of the signature',
      change: () => ({ signature: sign(JSON.stringify(EVENT), secretOf(salon)).slice(0, 32) }),
    },
    {
      what: 'the signature of a changed body',
      change: () => ({ text: '{}', signature: sign('{ }', secretOf(salon)) }),
    },
    { what: 'the address of nobody', change: () => ({ slug: 'salon-of-nobody' }) },
    {
      what: 'the address of nobody and an empty secret',
      change: () => ({ slug: 'salon-of-nobody', signature: sign(JSON.stringify(EVENT), '') }),
    },
  ])('is turned away alike with $what (ASK-57)', async ({ change }) => {
    const response = await post(change());
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
    expect(await kept()).toEqual([]);
  });

  it('is turned away with the secret of another tenant, at both their doors (ASK-57)', async () => {
    const other = await world.tenant();
    const text = JSON.stringify(EVENT);
    expect((await post({ text, signature: sign(text, secretOf(other)) })).status).toBe(401);
    expect((await post({ text, slug: other.definition.slug })).status).toBe(401);
    expect(await kept()).toEqual([]);
    expect(await other.store.inbox.listAll()).toEqual([]);
  });

  it('is turned away where the tenant has set no secret, whatever it is signed with (ASK-57)', async () => {
    const { calcom } = salon.definition;
    salon = await world.tenant({
      definition: { calcom: { apiKey: calcom?.apiKey ?? '', requestsPerMinute: 100 } },
    });
    const text = JSON.stringify(EVENT);
    for (const signature of [sign(text, ''), sign(text, 'undefined'), 'no-secret-provided', '']) {
      expect((await post({ text, signature })).status).toBe(401);
    }
  });

  it('is stored once, however often it comes (ASK-57)', async () => {
    await post();
    await post();
    const answers = await Promise.all([post(), post(), post()]);
    expect(answers.map((answer) => answer.status)).toEqual([204, 204, 204]);
    expect(await kept()).toHaveLength(1);
  });

  it('is another one when booking, trigger or time differ (ASK-57)', async () => {
    const others = [
      EVENT,
      { ...EVENT, triggerEvent: 'BOOKING_CANCELLED' },
      { ...EVENT, createdAt: '2026-11-20T09:00:01.000Z' },
      { ...EVENT, payload: { uid: 'uid_2' } },
      { triggerEvent: 'BOOKING_NO_SHOW_UPDATED', payload: { bookingUid: 'uid_1' } },
      { triggerEvent: 'MEETING_ENDED', createdAt: EVENT.createdAt, uid: 'uid_1', status: 'ACCEPTED' },
    ];
    for (const event of others) await post({ text: JSON.stringify(event) });
    expect(await kept()).toHaveLength(others.length);
  });

  it.each([
    {
      what: 'a test',
      event: { triggerEvent: 'PING', createdAt: EVENT.createdAt, payload: { type: 'Test' } },
    },
    { what: 'an unknown trigger', event: { triggerEvent: 'SOMETHING_NEW', payload: { uid: 7, x: [] } } },
    { what: 'an event without a payload', event: { triggerEvent: 'OOO_CREATED', payload: null } },
    {
      what: 'an event with odd parts',
      event: { triggerEvent: 'FORM_SUBMITTED', createdAt: 7, payload: 'x' },
    },
  ])('is acknowledged and kept where it is $what, and changes nothing (ASK-57)', async ({ event }) => {
    expect((await post({ text: JSON.stringify(event) })).status).toBe(204);
    expect(await kept()).toEqual([{ event: event.triggerEvent, payload: event }]);
    await salon.workOffWebhooks();
    expect(await salon.store.inbox.listAll()).toMatchObject([{ result: 'kept' }]);
    expect(salon.calcom.requests()).toEqual([]);
  });

  it.each([
    { what: 'a form', text: 'triggerEvent=BOOKING_CREATED&uid=1', type: 'application/x-www-form-urlencoded' },
    { what: 'a template gone wrong', text: 'false' },
    { what: 'empty', text: '' },
    { what: 'no JSON', text: '{"triggerEvent":' },
    { what: 'a list', text: '[]' },
    { what: 'without a trigger', text: '{"payload":{}}' },
    { what: 'nested absurdly deep', text: `${'['.repeat(100_000)}${']'.repeat(100_000)}` },
  ])('is acknowledged and dropped where its body is $what (ASK-57)', async ({ what: _what, ...change }) => {
    expect((await post(change)).status).toBe(204);
    expect(await kept()).toEqual([]);
  });

  it('is kept without what PostgreSQL cannot keep (ASK-57)', async () => {
    const event = { ...EVENT, payload: { uid: 'uid_1', title: 'Max\u0000 \ud800' } };
    expect((await post({ text: JSON.stringify(event) })).status).toBe(204);
    expect(await kept()).toMatchObject([{ payload: { payload: { title: 'Max �' } } }]);
  });

  it('is too much beyond four megabytes', async () => {
    expect((await post({ text: ' '.repeat(4 * 1024 * 1024 + 1) })).status).toBe(413);
  });

  it('is answered with a 5xx while the database is away (ASK-57)', async () => {
    const { deps } = world;
    const openStore: typeof deps.openStore = (id) => {
      const store = deps.openStore(id);
      const add = () => Promise.reject(new Fault('store_unavailable', 'the database did not do it'));
      return { ...store, inbox: { ...store.inbox, add } };
    };
    const response = await post({ app: createApp({ ...deps, openStore }) });
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ error: 'unavailable' });
    expect(await kept()).toEqual([]);
  });
});
