import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../src/platform/fault.ts';
import { createMemorySlotCache } from '../../src/store/memory-slot-cache.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { ENGLISH_SALON, JANE } from '../support/english-salon.ts';
import { openSecondGateway } from '../support/second-gateway.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
import type { AskOptions, TenantUnderTest } from '../support/tenant-under-test.ts';
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

const HAIRCUT_WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };
const LATER: AskOptions = { callId: 'call_later', from: STRANGER };
const WRONG = [
  { booking_code: '00000001' },
  { name: 'Erika Muster', date: 'Dienstag' },
  { name: 'Max Mustermann', date: 'Mittwoch' },
];

async function withHaircut() {
  const salon = await world.tenant();
  const haircut = await bookByPhone(salon, HAIRCUT_WISH);
  await world.settle();
  return { salon, haircut };
}

async function reasons(salon: TenantUnderTest, said: Record<string, unknown>[], options: AskOptions) {
  const found: unknown[] = [];
  for (const args of said) found.push((await salon.ask('cancel_appointment', args, options))['reason']);
  return found;
}

describe('tries to prove whose appointment it is (ASK-28, ASK-29, ASK-30)', () => {
  it('end after three that failed: nothing is read out, moved or cancelled any more, and a callback is offered', async () => {
    const { salon, haircut } = await withHaircut();
    expect(await reasons(salon, WRONG, LATER)).toEqual([
      'identity_unproven',
      'identity_unproven',
      'identity_ended',
    ]);
    for (const [name, args] of [
      ['get_customer_appointments', {}],
      ['cancel_appointment', { booking_code: haircut.bookingCode }],
      ['reschedule_appointment', { name: 'Max Mustermann', date: 'Dienstag', new_time: '16 Uhr' }],
    ] as const) {
      expect(await salon.ask(name, args, LATER)).toMatchObject({
        success: false,
        reason: 'identity_ended',
        fallback: 'callback_request',
      });
    }
    expect(await salon.ask('request_callback', { reason: 'Termin' }, LATER)).toMatchObject({ success: true });
    expect(
      await salon.ask('start_booking', { date: 'Mittwoch', time: '9 Uhr', name: 'Anna Auer' }, LATER),
    ).toMatchObject({ success: true });
    expect(await salon.store.appointments.find(haircut.appointmentId)).toMatchObject({ status: 'scheduled' });
  });

  it("end it for the caller's own number and for what was booked on this call too, but for no other call", async () => {
    const { salon } = await withHaircut();
    const call = { callId: 'call_of_max', from: MAX };
    await bookByPhone(salon, { ...HAIRCUT_WISH, time: '16:00' }, call);
    const codes = ['00000001', '00000002', '00000003'].map((code) => ({ booking_code: code }));
    await reasons(salon, codes, call);
    for (const name of ['get_customer_appointments', 'cancel_appointment']) {
      expect(await salon.ask(name, {}, call)).toMatchObject({ reason: 'identity_ended' });
    }
    expect(await salon.ask('get_customer_appointments', {}, { callId: 'call_of_max_next' })).toMatchObject({
      success: true,
    });
  });

  it('count the same words once, however often and in whatever form they come', async () => {
    const { salon } = await withHaircut();
    const same = [
      { name: 'Erika Muster', date: 'Dienstag' },
      { name: 'mein Name ist Erika Muster', date: '24.11.' },
      { name: 'erika  muster', date: 'am 24. November', time: 'halb drei' },
      { booking_code: '0000 0001' },
      { booking_code: '0 0 0 0, 0 0 0 1' },
      { booking_code: 'der Code ist 00000001' },
    ];
    expect(await reasons(salon, [...same, ...same], LATER)).toEqual(
      [...same, ...same].map(() => 'identity_unproven'),
    );
    expect(
      await salon.ask('cancel_appointment', { name: 'Max Mustermann', date: 'Dienstag' }, LATER),
    ).toMatchObject({ success: true });
  });

  it('do not count what proves something, nor what nobody could prove anything with', async () => {
    const { salon, haircut } = await withHaircut();
    const harmless = [
      {},
      { name: 'Max Mustermann' },
      { date: 'Dienstag' },
      { name: 'Max Mustermann', date: 'nächste Woche' },
      { booking_code: 'den habe ich nicht' },
      { appointment_id: 'apt_guessed' },
      { name: 'Max Mustermann', date: 'am 31. Juni' },
    ];
    for (let round = 0; round < 2; round += 1) {
      await reasons(salon, harmless, LATER);
      for (const proof of [{ booking_code: haircut.bookingCode }, { name: 'Mustermann', date: 'Dienstag' }]) {
        expect(await salon.ask('get_customer_appointments', proof, LATER)).toMatchObject({ success: true });
      }
    }
    expect(await salon.store.identity.charge('call_later', 'words', world.clock.now())).toEqual({
      kind: 'charged',
      isLast: false,
    });
  });

  it('do not count a wrong day that somebody names whose number proves who they are', async () => {
    const { salon, haircut } = await withHaircut();
    const call = { callId: 'call_of_max', from: MAX };
    const days = ['Montag', 'Mittwoch', 'Donnerstag', 'Samstag'];
    const said = days.flatMap((date) => [{ date }, { date, name: 'Max Mustermann' }, { date, name: 'Max' }]);
    expect(await reasons(salon, said, call)).toEqual(said.map(() => 'appointment_not_found'));
    expect(
      await salon.ask('cancel_appointment', { date: 'Dienstag', name: 'Max Mustermann' }, call),
    ).toMatchObject({
      success: true,
      appointment_id: haircut.appointmentId,
    });
  });

  it("count a name that is not of the caller's number, and disclose nothing for it", async () => {
    const { salon, haircut } = await withHaircut();
    const call = { callId: 'call_of_max', from: MAX };
    const names = ['Anna Auer', 'Anna Auer', 'Berta Bauer', 'Carla Clausen'].map((name) => ({ name }));
    expect(await reasons(salon, names, call)).toEqual([
      'appointment_not_found',
      'appointment_not_found',
      'appointment_not_found',
      'identity_ended',
    ]);
    expect(await salon.store.appointments.find(haircut.appointmentId)).toMatchObject({ status: 'scheduled' });
  });

  it('are taken for the name alone of an appointment that was made on this call for somebody else', async () => {
    const { salon } = await withHaircut();
    const call = { callId: 'call_of_max', from: MAX };
    const wish = { date: 'Mittwoch', time: '9 Uhr', name: 'Anna Auer', phone: '+491710000077' };
    const booked = await bookByPhone(salon, wish, call);
    expect(await salon.ask('cancel_appointment', { name: 'Anna Auer' }, call)).toMatchObject({
      success: true,
      appointment_id: booked.appointmentId,
    });
  });

  it('are counted in the database: an empty cache and another process change nothing', async () => {
    const { salon, haircut } = await withHaircut();
    await reasons(salon, WRONG.slice(0, 2), LATER);
    const cache = createMemorySlotCache(world.deps.machine.elapsedMs);
    const { deps } = world;
    const other = await openSecondGateway({ ...world, deps: { ...deps, cache } }, salon);
    expect(await reasons(other, WRONG.slice(2), LATER)).toEqual(['identity_ended']);
    const again = await openSecondGateway({ ...world, deps: { ...deps, cache } }, salon);
    expect(await reasons(again, [{ booking_code: haircut.bookingCode }], LATER)).toEqual(['identity_ended']);
  });

  it('are counted apart for each tenant, under the same call id too', async () => {
    const { salon } = await withHaircut();
    const { salon: other, haircut } = await withHaircut();
    await reasons(salon, WRONG, LATER);
    expect(await other.ask('cancel_appointment', { booking_code: haircut.bookingCode }, LATER)).toMatchObject(
      { success: true },
    );
  });

  it('stay counted where the look after them fails, and the same words are looked into again', async () => {
    const { salon, haircut } = await withHaircut();
    const { openStore } = world.deps;
    const right = { booking_code: haircut.bookingCode };
    for (const step of ['look', 'refund'] as const) {
      world.deps.openStore = (tenantId) => {
        const store = openStore(tenantId);
        const fail = () => Promise.reject(new Fault('store_unavailable', 'planted'));
        return step === 'look'
          ? { ...store, appointments: { ...store.appointments, findByCode: fail } }
          : { ...store, identity: { ...store.identity, refund: fail } };
      };
      expect(await reasons(salon, [right], LATER)).toEqual(['unavailable']);
      world.deps.openStore = openStore;
      expect(await salon.store.appointments.find(haircut.appointmentId)).toMatchObject({
        status: 'scheduled',
      });
    }
    expect(await reasons(salon, WRONG.slice(0, 1), LATER)).toEqual(['identity_unproven']);
    expect(await salon.ask('cancel_appointment', right, LATER)).toMatchObject({ success: true });
  });

  it('end in English for an English salon (ASK-96)', async () => {
    const salon = await world.tenant(ENGLISH_SALON);
    const codes = ['00000001', '00000002'].map((code) => ({ booking_code: code }));
    await reasons(salon, codes, { from: JANE });
    expect(await salon.ask('cancel_appointment', { booking_code: '00000003' }, { from: JANE })).toMatchObject(
      {
        message:
          "I'm afraid I couldn't match that, so I can't open any appointments any more on this call. Shall I note down a callback for you?",
      },
    );
  });
});
