import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWaitlistSalon, ERIKA, JONAS, LENA, THURSDAY } from '../support/waitlist-salon.ts';
import type { Person, WaitlistSalon } from '../support/waitlist-salon.ts';
import type { Answered } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

const THURSDAY_AT = new Date('2026-11-26T13:30:00Z');
const SOONEST = new Date('2026-11-20T09:15:00Z');

function ask(salon: WaitlistSalon, { phone }: Person, args: Record<string, unknown> = {}): Promise<Answered> {
  return salon.ask('join_waitlist', args, { from: phone, callId: `call_waiting_${phone}` });
}

describe('join_waitlist', () => {
  it('waits until the appointment the caller has, whom their number tells (VIO-94, ASK-04)', async () => {
    const salon = await openWaitlistSalon(world);
    const appointmentId = await salon.bookFor(JONAS, THURSDAY);
    const answer = await ask(salon, JONAS);
    expect(answer).toMatchObject({
      success: true,
      service: 'Herrenhaarschnitt',
      staff: null,
      from_date: '2026-11-20',
      until_date: '2026-11-26',
    });
    expect(answer.message).toBe(
      'Sie stehen jetzt auf der Warteliste für Herrenhaarschnitt. Sobald von heute, Freitag, dem 20. November, bis Donnerstag, den 26. November, etwas frei wird, rufen wir Sie an. Kann ich sonst noch etwas für Sie tun?',
    );
    const customerId = await salon.customerId(JONAS);
    expect(await salon.store.waitlist.list()).toEqual([
      expect.objectContaining({
        customerId,
        appointmentId,
        earliest: SOONEST,
        latest: THURSDAY_AT,
        state: 'waiting',
      }),
    ]);
  });

  it('waits for a month where there is no appointment, and makes a customer of who is new (VIO-94, ASK-17)', async () => {
    const salon = await openWaitlistSalon(world);
    expect(await ask(salon, JONAS)).toMatchObject({ success: false, reason: 'argument_missing' });
    expect(await ask(salon, JONAS, { name: JONAS.name, staff: 'Anna' })).toMatchObject({
      success: true,
      staff: 'Anna',
    });
    const [entry] = await salon.store.waitlist.list();
    expect(entry).toMatchObject({
      customerId: await salon.customerId(JONAS),
      earliest: SOONEST,
      latest: new Date('2026-12-20T09:00:00Z'),
    });
    expect(entry?.staffId).toBeDefined();
    expect(entry?.appointmentId).toBeUndefined();
  });

  it.each([
    { date: 'bis nächsten Mittwoch', earliest: SOONEST, latest: '2026-11-25T23:00:00Z' },
    { date: 'am Dienstag oder Mittwoch', earliest: '2026-11-23T23:00:00Z', latest: '2026-11-25T23:00:00Z' },
    { date: '2026-11-24', earliest: '2026-11-23T23:00:00Z', latest: '2026-11-24T23:00:00Z' },
    { date: 'nächste Woche', earliest: '2026-11-22T23:00:00Z', latest: THURSDAY_AT },
  ])('waits on the days that were named, and never beyond the appointment: $date (ASK-05)', async (wish) => {
    const salon = await openWaitlistSalon(world);
    await salon.bookFor(JONAS, THURSDAY);
    await ask(salon, JONAS, { date: wish.date });
    const [entry] = await salon.store.waitlist.list();
    expect(entry).toMatchObject({ earliest: new Date(wish.earliest), latest: new Date(wish.latest) });
  });

  it('is one entry for a customer and a service, with the newer wish and the older place (VIO-94, ASK-35)', async () => {
    const salon = await openWaitlistSalon(world);
    const first = await ask(salon, JONAS, { name: JONAS.name });
    expect(await ask(salon, JONAS, { name: JONAS.name })).toEqual(first);
    world.clock.advance({ minutes: 5 });
    const again = await ask(salon, JONAS, { name: JONAS.name, date: 'bis Mittwoch' });
    expect(again['waitlist_id']).toBe(first['waitlist_id']);
    const [entry, ...others] = await salon.store.waitlist.list();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      askedAt: new Date('2026-11-20T09:00:00Z'),
      latest: new Date('2026-11-25T23:00:00Z'),
    });
    const beard = await ask(salon, JONAS, { name: JONAS.name, service: 'Bartpflege' });
    expect(beard['waitlist_id']).not.toBe(first['waitlist_id']);
  });

  it('is one entry too where the same is asked on two calls at once (VIO-94)', async () => {
    const salon = await openWaitlistSalon(world);
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((callId) =>
        salon.ask('join_waitlist', { name: JONAS.name }, { from: JONAS.phone, callId: `call_${callId}` }),
      ),
    );
    expect(answers.map(({ success }) => success)).toEqual([true, true, true]);
    expect(new Set(answers.map((answer) => answer['waitlist_id'])).size).toBe(1);
    expect(await salon.store.waitlist.list()).toHaveLength(1);
  });

  it('has nobody rung on another number than their own (VIO-35, ASK-18)', async () => {
    const salon = await openWaitlistSalon(world);
    const answer = await ask(salon, JONAS, { name: JONAS.name, phone: '0171 00000003' });
    expect(answer).toMatchObject({ success: false, reason: 'not_own_number' });
    expect(await salon.store.waitlist.list()).toEqual([]);
    expect(await salon.store.customers.findByPhone(LENA.phone)).toEqual([]);
  });

  it('has nobody rung for who withholds their number, whatever number they say (VIO-35, ASK-76)', async () => {
    const salon = await openWaitlistSalon(world);
    await salon.bookFor(LENA, THURSDAY);
    const hidden = { from: null, callId: 'call_withheld' };
    for (const wish of [
      { name: LENA.name },
      { name: LENA.name, phone: LENA.phone },
      { phone: JONAS.phone },
    ]) {
      const answer = await salon.ask('join_waitlist', wish, hidden);
      expect(answer).toMatchObject({ success: false, reason: 'number_withheld' });
      expect(answer.message).toContain('Rückruf');
    }
    expect(await salon.store.waitlist.list()).toEqual([]);
    expect(await salon.store.customers.findByPhone(JONAS.phone)).toEqual([]);
  });

  it('says so where the days are no earlier than the appointment (VIO-94)', async () => {
    const salon = await openWaitlistSalon(world);
    await salon.bookFor(JONAS, THURSDAY);
    const answer = await ask(salon, JONAS, { date: 'am 30. November' });
    expect(answer).toMatchObject({ success: false, reason: 'not_earlier' });
    expect(answer.message).toContain('26. November');
    expect(await salon.store.waitlist.list()).toEqual([]);
  });

  it('says so where the number must not be called (VIO-35)', async () => {
    const salon = await openWaitlistSalon(world);
    await salon.ask('stop_reminders', {}, { from: JONAS.phone, callId: 'call_no_more' });
    expect(await ask(salon, JONAS, { name: JONAS.name })).toMatchObject({
      success: false,
      reason: 'number_not_called',
    });
  });

  it('says so where the owner keeps no waitlist (VIO-94)', async () => {
    const salon = await openWaitlistSalon(world, { waitlist: false });
    expect(await ask(salon, ERIKA, { name: ERIKA.name })).toMatchObject({
      success: false,
      reason: 'waitlist_closed',
    });
  });

  it('asks back where the service or the days are not understood (ASK-12, ASK-11)', async () => {
    const salon = await openWaitlistSalon(world);
    expect(await ask(salon, JONAS, { name: JONAS.name, service: 'Zahnreinigung' })).toMatchObject({
      reason: 'service_unknown',
    });
    expect(await ask(salon, JONAS, { name: JONAS.name, date: '31. Februar' })).toMatchObject({
      reason: 'no_such_day',
    });
  });

  it('speaks English where the tenant does (ASK-41)', async () => {
    const salon = await openWaitlistSalon(world, {}, { definition: { locale: 'en-GB' } });
    const answer = await ask(salon, JONAS, { name: JONAS.name, staff: 'Anna', date: 'until Wednesday' });
    expect(answer.message).toBe(
      "You are on the waiting list now for Herrenhaarschnitt with Anna. As soon as something becomes free from today, Friday, November 20th, until Wednesday, November 25th, we'll call you. Is there anything else I can do for you?",
    );
  });
});
