import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSecondGateway } from '../support/second-gateway.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  await warmUpWrites(world);
});
afterAll(() => world.close());

describe('request_callback', () => {
  it('notes who wants to be called back, why and when (ASK-34)', async () => {
    const salon = await world.tenant();
    const answer = await salon.ask('request_callback', {
      reason: 'Frage zur Rechnung',
      best_time: 'morgen Vormittag',
    });
    expect(answer).toMatchObject({
      success: true,
      message:
        'Ich habe Ihren Wunsch nach einem Rückruf notiert, als Wunschzeit steht dabei morgen Vormittag. Kann ich sonst noch etwas für Sie tun?',
    });
    const [customer] = await salon.store.customers.findByPhone(MAX);
    expect(await salon.store.callbacks.list('open')).toEqual([
      {
        id: answer['callback_id'],
        callId: salon.callId,
        customerId: customer?.id,
        name: 'Max Mustermann',
        phone: MAX,
        kind: 'caller',
        status: 'open',
        reason: 'Frage zur Rechnung',
        bestTime: 'morgen Vormittag',
        bestReading: { kind: 'between', date: '2026-11-21', time: '09:00', untilTime: '12:00' },
        requestedAt: world.clock.now(),
      },
    ]);
  });

  it('needs nothing but a number, and takes the one that is called from', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('request_callback', {}, { from: STRANGER })).toMatchObject({
      success: true,
      message: 'Ich habe Ihren Wunsch nach einem Rückruf notiert. Kann ich sonst noch etwas für Sie tun?',
    });
    expect(await salon.store.callbacks.list('open')).toMatchObject([{ phone: STRANGER }]);
  });

  it('takes another number as it is spoken, and refuses one that is none', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('request_callback', { phone: 'keine Ahnung' })).toMatchObject({
      success: false,
      reason: 'phone_invalid',
    });
    await salon.ask('request_callback', { phone: '0171 00000 12', name: 'erika muster' });
    expect(await salon.store.callbacks.list('open')).toMatchObject([
      { phone: '+491710000012', name: 'Erika Muster' },
    ]);
  });

  it('takes the number of the call where the caller means it, and no placeholder for a name', async () => {
    const salon = await world.tenant();
    await salon.ask('request_callback', { phone: 'the number I am calling from', name: 'customer' });
    expect(await salon.store.callbacks.list('open')).toMatchObject([{ phone: MAX, name: 'Max Mustermann' }]);
  });

  it('asks a caller without a number for one', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('request_callback', {}, { from: null })).toMatchObject({
      success: false,
      reason: 'argument_missing',
      message: 'Unter welcher Telefonnummer sind Sie erreichbar?',
    });
    expect(await salon.store.callbacks.list('open')).toEqual([]);
  });

  it.each([
    { said: 'morgen um zehn', reading: { kind: 'at', date: '2026-11-21', time: '10:00' } },
    { said: 'nach 17 Uhr', reading: { kind: 'from', time: '17:00' } },
    { said: 'gestern', reading: undefined },
    { said: 'heute um acht Uhr morgens', reading: undefined },
    { said: 'am 31. Juni', reading: undefined },
    { said: 'wenn die Kinder schlafen', reading: undefined },
  ])('keeps the words of the best time, and what they mean: $said (ASK-34)', async ({ said, reading }) => {
    const salon = await world.tenant();
    expect(await salon.ask('request_callback', { best_time: said })).toMatchObject({ success: true });
    const [entry] = await salon.store.callbacks.list('open');
    expect(entry?.bestTime).toBe(said);
    expect(entry?.bestReading).toEqual(reading);
  });

  it('is one entry where the same call says the same again, or says more (ASK-34)', async () => {
    const salon = await world.tenant();
    const first = await salon.ask('request_callback', { reason: 'Frage zur Rechnung' });
    const second = await salon.ask('request_callback', {
      reason: 'frage zur rechnung',
      best_time: 'morgen um zehn',
      name: 'Max Mustermann',
    });
    expect(second['callback_id']).toBe(first['callback_id']);
    expect(await salon.store.callbacks.list('open')).toMatchObject([
      { reason: 'Frage zur Rechnung', bestTime: 'morgen um zehn', bestReading: { date: '2026-11-21' } },
    ]);
    await salon.ask('request_callback', { reason: 'Gutschein' });
    expect(await salon.store.callbacks.list('open')).toHaveLength(2);
  });

  it('is a new entry once the first one was dealt with (ASK-34)', async () => {
    const salon = await world.tenant();
    const first = await salon.ask('request_callback', { reason: 'Gutschein' });
    await salon.store.callbacks.finish(String(first['callback_id']), world.clock.now());
    await salon.ask('request_callback', { reason: 'gutschein' });
    expect((await salon.store.callbacks.list()).map(({ status }) => status)).toEqual(['open', 'done']);
  });

  it('is one entry also where two gateways hear the same wish in other words at one moment (ASK-34)', async () => {
    const salon = await world.tenant();
    const other = await openSecondGateway(world, salon);
    await Promise.all([
      salon.ask('request_callback', { reason: 'Gutschein' }),
      other.ask('request_callback', { reason: 'gutschein' }),
      salon.ask('request_callback', { reason: 'GUTSCHEIN', best_time: 'morgen' }),
    ]);
    expect(await salon.store.callbacks.list('open')).toHaveLength(1);
  });

  it('needs no calendar', async () => {
    const salon = await world.tenant();
    salon.calcom.faults.add({ fault: { kind: 'hang' } });
    expect(await salon.ask('request_callback', {})).toMatchObject({ success: true });
  });

  it('is noted once however often it comes, also through two gateways at the same moment', async () => {
    const salon = await world.tenant();
    const other = await openSecondGateway(world, salon);
    const wish = { reason: 'Frage' };
    const answers = await Promise.all(
      [salon, salon, other, other].map((gateway) => gateway.ask('request_callback', wish)),
    );
    answers.push(await salon.ask('request_callback', wish, { toolCallId: 'tool_a' }));
    answers.push(await salon.ask('request_callback', wish, { toolCallId: 'tool_a' }));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await salon.store.callbacks.list('open')).toHaveLength(1);
  });

  it('is another wish on another call', async () => {
    const salon = await world.tenant();
    await salon.ask('request_callback', {});
    await salon.ask('request_callback', {}, { callId: 'call_other' });
    expect(await salon.store.callbacks.list('open')).toHaveLength(2);
  });

  it('notes nothing where the database fails, and everything the next time', async () => {
    const salon = await world.tenant();
    const { openStore } = world.deps;
    world.deps.openStore = (tenantId) => ({
      ...openStore(tenantId),
      atomically: () => Promise.reject(new Error('planted')),
    });
    expect(await salon.ask('request_callback', {})).toMatchObject({ success: false, reason: 'unavailable' });
    world.deps.openStore = openStore;
    expect(await salon.store.callbacks.list('open')).toEqual([]);
    expect(await salon.ask('request_callback', {})).toMatchObject({ success: true });
    expect(await salon.store.callbacks.list('open')).toHaveLength(1);
  });

  it("is not among another tenant's wishes", async () => {
    const salon = await world.tenant();
    const stranger = await world.tenant();
    await salon.ask('request_callback', {});
    expect(await stranger.store.callbacks.list('open')).toEqual([]);
  });
});
