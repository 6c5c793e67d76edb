import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { sweepTenant } from '../../src/operations/sweep.ts';
import { Fault } from '../../src/platform/fault.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
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
const LATER = { callId: 'call_later' };
const AT_HALF_PAST_TWO = {
  status: 'scheduled',
  startsAt: '2026-11-24T13:30:00.000Z',
  endsAt: '2026-11-24T14:15:00.000Z',
};
const AT_FOUR = {
  status: 'scheduled',
  startsAt: '2026-11-24T15:00:00.000Z',
  endsAt: '2026-11-24T15:45:00.000Z',
};

async function withHaircut() {
  const salon = await world.tenant();
  const haircut = await bookByPhone(salon, HAIRCUT_WISH);
  await world.settle();
  return { salon, haircut };
}

async function rowsOf(salon: TenantUnderTest, id: string, ...deeds: string[]) {
  await world.settle();
  return (await salon.store.audit.ofAppointment(id)).filter(({ deed }) => deeds.includes(deed));
}

describe('the audit of what callers do (ASK-28, ASK-29, ASK-30)', () => {
  it('has a row for each deed: who, on which call and proof, what before and after; a repeat adds none', async () => {
    const { salon, haircut } = await withHaircut();
    const call = { ...LATER, from: STRANGER };
    const said = { name: 'Max Mustermann', date: 'Dienstag' };
    for (const toolCallId of ['tool_a', 'tool_a', 'tool_b']) {
      await salon.ask('reschedule_appointment', { ...said, new_time: '16 Uhr' }, { ...call, toolCallId });
    }
    for (const toolCallId of ['tool_c', 'tool_c', 'tool_d']) {
      await salon.ask('cancel_appointment', { booking_code: haircut.bookingCode }, { ...call, toolCallId });
    }
    const by = { doer: 'caller', callId: LATER.callId, appointmentId: haircut.appointmentId };
    expect(await rowsOf(salon, haircut.appointmentId, 'move', 'cancel')).toMatchObject([
      { ...by, deed: 'move', proof: 'name_and_date', before: AT_HALF_PAST_TWO, after: AT_FOUR },
      {
        ...by,
        deed: 'cancel',
        proof: 'booking_code',
        before: AT_FOUR,
        after: { ...AT_FOUR, status: 'cancelled' },
      },
    ]);
  });

  it('has a row for each appointment that is read out, on whatever occasion', async () => {
    const { salon, haircut } = await withHaircut();
    const other = await bookByPhone(salon, { ...HAIRCUT_WISH, date: '2026-11-25' });
    const call = { callId: 'call_hearing', from: MAX };
    await salon.ask('initialize_call', {}, call);
    await salon.ask('get_customer_appointments', {}, call);
    await salon.ask('cancel_appointment', {}, call);
    await salon.ask('reschedule_appointment', { date: 'Dienstag', new_time: 'halb drei' }, call);
    const row = {
      deed: 'read_out',
      doer: 'caller',
      proof: 'caller_id',
      callId: call.callId,
      before: AT_HALF_PAST_TWO,
    };
    expect(await rowsOf(salon, haircut.appointmentId, 'read_out')).toMatchObject([row, row, row, row]);
    expect(await rowsOf(salon, other.appointmentId, 'read_out')).toHaveLength(2);
  });

  it('has no call for what is told while it rings, before the call has an id', async () => {
    const { salon, haircut } = await withHaircut();
    await salon.postRetell('/api/webhooks/retell/inbound', {
      event: 'call_inbound',
      call_inbound: {
        agent_id: salon.definition.agents[0],
        from_number: MAX,
        to_number: salon.definition.phoneNumbers[0],
      },
    });
    const [row, ...others] = await rowsOf(salon, haircut.appointmentId, 'read_out');
    expect(others).toEqual([]);
    expect(row).toMatchObject({ doer: 'caller', proof: 'caller_id' });
    expect(row?.callId).toBeUndefined();
  });

  it('has no row for what was refused or could not be proven', async () => {
    const { salon, haircut } = await withHaircut();
    const call = { ...LATER, from: STRANGER };
    for (const args of [{}, { booking_code: '00000001' }, { name: 'Max Mustermann', date: 'Mittwoch' }]) {
      for (const name of ['get_customer_appointments', 'cancel_appointment', 'reschedule_appointment']) {
        await salon.ask(name, { ...args, new_time: '16 Uhr' }, call);
      }
    }
    expect(await rowsOf(salon, haircut.appointmentId, 'read_out', 'move', 'cancel')).toEqual([]);
  });

  it.each([
    { deed: 'cancel', ask: 'cancel_appointment', path: '/v2/bookings/*/cancel', args: {} },
    {
      deed: 'move',
      ask: 'reschedule_appointment',
      path: '/v2/bookings/*/reschedule',
      args: { new_time: '16 Uhr' },
    },
  ])('names call and proof of a $deed whose end was found out later', async ({ deed, ask, path, args }) => {
    const { salon, haircut } = await withHaircut();
    const { faults } = salon.calcom;
    faults.add({ method: 'POST', path, fault: { kind: 'lose_answer' }, times: 1 });
    faults.add({ method: 'GET', path: '/v2/bookings/*', fault: { kind: 'status', status: 500 }, times: 20 });
    const said = { ...args, booking_code: haircut.bookingCode };
    expect(await salon.ask(ask, said, { ...LATER, from: STRANGER })).toMatchObject({ pending: true });
    expect(await rowsOf(salon, haircut.appointmentId, deed)).toEqual([]);
    faults.clear();
    world.clock.advance({ minutes: 1 });
    await sweepTenant(await openCtx(world.deps, salon.id, new AbortController().signal, 'system'));
    expect(await rowsOf(salon, haircut.appointmentId, deed)).toMatchObject([
      { deed, callId: LATER.callId, proof: 'booking_code', before: AT_HALF_PAST_TWO },
    ]);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('goes with the deed: where the row cannot be written, the deed is not recorded either until it can', async () => {
    const { salon, haircut } = await withHaircut();
    const { openStore } = world.deps;
    world.deps.openStore = (tenantId) => {
      const store = openStore(tenantId);
      const add = () => Promise.reject(new Fault('store_unavailable', 'planted'));
      return {
        ...store,
        atomically: (work) =>
          store.atomically((within) => work({ ...within, audit: { ...within.audit, add } })),
      };
    };
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ pending: true });
    world.deps.openStore = openStore;
    expect(await salon.store.appointments.find(haircut.appointmentId)).toMatchObject({ status: 'scheduled' });
    expect(await rowsOf(salon, haircut.appointmentId, 'cancel')).toEqual([]);
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ success: true });
    expect(await rowsOf(salon, haircut.appointmentId, 'cancel')).toHaveLength(1);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('holds nothing of whom it is about', async () => {
    const { salon, haircut } = await withHaircut();
    await salon.ask('get_customer_appointments', {}, LATER);
    await salon.ask('cancel_appointment', { reason: 'Max ist krank' }, LATER);
    const rows = JSON.stringify(await rowsOf(salon, haircut.appointmentId, 'read_out', 'book', 'cancel'));
    for (const secret of ['Max', 'Mustermann', MAX, 'example.com', 'krank', haircut.bookingCode]) {
      expect(rows).not.toContain(secret);
    }
  });
});
