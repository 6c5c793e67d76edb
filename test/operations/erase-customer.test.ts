import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eraseCustomer } from '../../src/operations/erase-customer.ts';
import { exportCustomer } from '../../src/operations/export-customer.ts';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { openDatabase } from '../../src/store/database.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { functionBody } from '../support/function-body.ts';
import { ownerRows } from '../support/owner-rows.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const GERLINDE = {
  name: 'Gerlinde Planthagen',
  phone: '+491710000021',
  email: 'gerlinde@planthagen.example.com',
};
const MARKS = ['planthagen', GERLINDE.phone.slice(3)];
const DOOR = '/api/webhooks/retell';

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
beforeEach(async () => {
  salon = await world.tenant();
});
afterAll(() => world.close());

function ownerCtx(tenant = salon) {
  return openCtx(world.deps, tenant.id, new AbortController().signal, 'owner');
}

async function erase(customerId: string, tenant = salon) {
  return eraseCustomer(await ownerCtx(tenant), customerId);
}

async function customerId(name: string, phone: string): Promise<string> {
  const found = await salon.store.customers.findByPhone(phone);
  return found.find((one) => one.name === name)?.id ?? '';
}

/** The tables, of whatever schema, that hold one of these words in any column. */
async function tablesWith(words: string[]): Promise<string[]> {
  const tables = await ownerRows(
    world.databaseUrl,
    `select table_schema as place, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { place, name } of tables) {
    const hits = words.map((word) => `strpos(lower(t::text), '${word}') > 0`).join(' or ');
    const rows = await ownerRows(
      world.databaseUrl,
      `select 1 from "${String(place)}"."${String(name)}" t where ${hits} limit 1`,
    );
    if (rows.length > 0) found.push(String(name));
  }
  return found.toSorted();
}

function callEvents(callId: string, from: string, said: string): unknown[] {
  const { call } = functionBody(salon, '');
  const ended = {
    ...call,
    call_id: callId,
    from_number: from,
    start_timestamp: world.clock.now().getTime(),
    end_timestamp: world.clock.now().getTime() + 60_000,
    duration_ms: 60_000,
    transcript: said,
  };
  const analysis = { call_summary: said, custom_analysis_data: { customer_name: said } };
  return [
    { event: 'call_started', call: { ...ended, transcript: undefined } },
    { event: 'call_ended', call: ended },
    { event: 'call_analyzed', call: { ...ended, call_analysis: analysis } },
  ];
}

async function postAll(events: unknown[]): Promise<void> {
  for (const event of events) await salon.postRetell(DOOR, event);
}

/** Calls of Gerlinde that leave her name, number and address wherever a caller's can be left. */
async function plant(): Promise<void> {
  const { name, phone, email } = GERLINDE;
  const from = phone;
  const wish = { name, email, service: 'Herrenhaarschnitt', notes: `Frau ${name} kommt mit Hund` };
  await salon.ask('check_availability', { date: '2026-11-24', staff: name }, { from, callId: 'call_looked' });
  await salon.ask(
    'start_booking',
    { ...wish, date: '2026-11-24', time: '09:00' },
    { from, callId: 'call_left' },
  );
  await bookByPhone(salon, { ...wish, date: '2026-11-24', time: '14:30' }, { from, callId: 'call_booked' });
  await salon.ask('reschedule_appointment', { new_time: '16:45' }, { from, callId: 'call_booked' });
  await bookByPhone(
    salon,
    { ...wish, date: '2026-11-25', time: '09:00' },
    { from, callId: 'call_cancelled' },
  );
  await salon.ask(
    'cancel_appointment',
    { date: '25.11.', reason: `${name} ist krank` },
    { from, callId: 'call_cancelled' },
  );
  await salon.ask(
    'request_callback',
    { name, phone, reason: `für ${name}`, best_time: `wenn ${name} da ist` },
    { from, callId: 'call_back' },
  );
  for (const callId of ['call_booked', 'call_looked']) {
    await postAll(callEvents(callId, from, `Agent: Guten Tag, ${name}, ${email}.`));
  }
  await world.settle();
  await salon.calcom.flushWebhooks();
  const [booking] = salon.calcom.bookings();
  const attendees = [{ name, email, phoneNumber: phone }];
  for (const uid of [booking?.uid, 'unknown']) {
    await salon.postCalcom({
      triggerEvent: 'BOOKING_CREATED',
      createdAt: '2026-11-20T09:00:00.000Z',
      payload: { uid, attendees },
    });
  }
  await salon.workOffWebhooks();
  await world.settle();
}

describe('the erasure of a customer', () => {
  it('leaves nothing of them in any table, and their appointments and calls for the figures', async () => {
    await plant();
    const id = await customerId(GERLINDE.name, GERLINDE.phone);
    expect(await tablesWith(MARKS)).toEqual(
      expect.arrayContaining([
        'appointments',
        'callbacks',
        'calls',
        'customers',
        'function_calls',
        'offers',
        'once_records',
        'webhook_inbox',
      ]),
    );
    world.clock.advance({ days: 10 });
    expect(await erase(id)).toEqual({ kind: 'erased' });
    expect(await tablesWith(MARKS)).toEqual([]);
    const rows = await ownerRows(
      world.databaseUrl,
      `select status from appointments where tenant_id = '${salon.id}' order by starts_at`,
    );
    expect(rows.map((row) => row['status'])).toEqual(['scheduled', 'cancelled']);
    const calls = await ownerRows(
      world.databaseUrl,
      `select id, duration_ms from calls where tenant_id = '${salon.id}' and duration_ms is not null`,
    );
    expect(calls).toHaveLength(2);
    const audit = await ownerRows(
      world.databaseUrl,
      `select doer, customer_id, after from audit_log where tenant_id = '${salon.id}' and deed = 'erase_customer'`,
    );
    expect(audit).toEqual([{ doer: 'owner', customer_id: id, after: { count: 2 } }]);
  });

  it('is done once, also when it is asked for twice at the same time', async () => {
    const id = await customerId('Max Mustermann', '+491711234567');
    const ends = await Promise.all([erase(id), erase(id)]);
    expect(ends.map(({ kind }) => kind).toSorted()).toEqual(['erased', 'not_found']);
    expect(await erase(id)).toEqual({ kind: 'not_found' });
  });

  it('is refused, with nothing removed, while an appointment stands', async () => {
    await bookByPhone(salon, { date: '2026-11-24', time: '14:30' });
    const id = await customerId('Max Mustermann', '+491711234567');
    expect(await erase(id)).toEqual({ kind: 'has_standing_appointments', count: 1 });
    expect(await salon.store.customers.find(id)).toMatchObject({ email: 'max@example.com' });
  });

  it('takes nothing of another customer on the same number', async () => {
    const from = GERLINDE.phone;
    const child = {
      name: 'Kim Beispiel',
      service: 'Herrenhaarschnitt',
      notes: 'Kim braucht einen Hochstuhl',
    };
    await bookByPhone(
      salon,
      { ...GERLINDE, date: '2026-11-24', time: '14:30' },
      { from, callId: 'call_hers' },
    );
    await bookByPhone(salon, { ...child, date: '2026-11-24', time: '16:00' }, { from, callId: 'call_hers' });
    await bookByPhone(salon, { ...child, date: '2026-11-25', time: '16:00' }, { from, callId: 'call_kims' });
    await salon.ask(
      'request_callback',
      { name: 'Kim Beispiel', reason: 'Frage' },
      { from, callId: 'call_kims' },
    );
    await postAll(callEvents('call_hers', from, 'User: Hier Planthagen.'));
    await postAll(callEvents('call_kims', from, 'User: Hier Kim Beispiel.'));
    await world.settle();
    world.clock.advance({ days: 10 });
    expect(await erase(await customerId(GERLINDE.name, from))).toEqual({ kind: 'erased' });
    expect(await tablesWith(['planthagen'])).toEqual([]);
    const kim = await customerId(child.name, from);
    const held = await exportCustomer(await ownerCtx(), kim);
    expect(held).toMatchObject({
      customer: { name: child.name, phone: from },
      appointments: [{ notes: child.notes }, { notes: child.notes }],
      calls: [
        // Kim was booked on it too, but whoever made it is nobody any more.
        { id: 'call_hers', fromNumber: null, transcript: null },
        { id: 'call_kims', fromNumber: from, transcript: 'User: Hier Kim Beispiel.' },
      ],
      callbacks: [{ name: child.name }],
    });
    expect(held?.offers.map((offer) => offer.name)).toEqual([child.name, child.name]);
  });

  it('takes only webhooks that name them, not an address that theirs is a part of, and none that still waits', async () => {
    const named = (uid: string, email: string) => ({
      triggerEvent: 'BOOKING_CREATED',
      createdAt: '2026-11-20T09:00:00.000Z',
      payload: { uid, attendees: [{ name: 'Gast', email }] },
    });
    await salon.postCalcom(named('hers', 'max@example.com'));
    await salon.postCalcom(named('other', 'climax@example.com'));
    await salon.workOffWebhooks();
    await salon.postCalcom(named('waiting', 'max@example.com'));
    await ownerRows(
      world.databaseUrl,
      `insert into webhook_inbox (tenant_id, id, source, event, dedupe_key, payload, received_at, processed_at)
       select '${salon.id}', 'evt_many_' || n, 'calcom', 'PING', 'many ' || n, '{}', now(), now()
       from generate_series(1, 2500) n`,
    );
    await salon.postCalcom(named('last', 'max@example.com'));
    await ownerRows(
      world.databaseUrl,
      `update webhook_inbox set id = 'zzz', processed_at = now()
       where tenant_id = '${salon.id}' and payload -> 'payload' ->> 'uid' = 'last'`,
    );
    expect(await erase(await customerId('Max Mustermann', '+491711234567'))).toEqual({ kind: 'erased' });
    const left = await ownerRows(
      world.databaseUrl,
      `select payload -> 'payload' ->> 'uid' as uid from webhook_inbox
       where tenant_id = '${salon.id}' and event <> 'PING'`,
    );
    expect(left.map(({ uid }) => String(uid)).toSorted()).toEqual(['other', 'waiting']);
  });

  it('does not bring back what a late event of Retell or a last function call tells', async () => {
    await plant();
    world.clock.advance({ days: 10 });
    await erase(await customerId(GERLINDE.name, GERLINDE.phone));
    const [, , analyzed] = callEvents('call_booked', GERLINDE.phone, `Agent: Guten Tag, ${GERLINDE.name}.`);
    await salon.postRetell(DOOR, analyzed);
    await salon.ask('get_available_services', {}, { callId: 'call_booked', from: GERLINDE.phone });
    await world.settle();
    const calls = await ownerRows(
      world.databaseUrl,
      `select from_number, transcript, analysis from calls where tenant_id = '${salon.id}' and id = 'call_booked'`,
    );
    expect(calls).toEqual([{ from_number: null, transcript: null, analysis: null }]);
  });

  it('cannot be reached by another tenant', async () => {
    const other = await world.tenant();
    const id = await customerId('Max Mustermann', '+491711234567');
    expect(await erase(id, other)).toEqual({ kind: 'not_found' });
    expect(await exportCustomer(await ownerCtx(other), id)).toBeUndefined();
    expect(await salon.store.customers.find(id)).toBeDefined();
  });
});

describe('the export of a customer', () => {
  it('holds all that is kept about them and nothing that could cancel a booking', async () => {
    await plant();
    const held = await exportCustomer(await ownerCtx(), await customerId(GERLINDE.name, GERLINDE.phone));
    expect(held).toMatchObject({
      customer: GERLINDE,
      appointments: [
        { service: 'Herrenhaarschnitt', staff: 'Anna', status: 'scheduled' },
        { status: 'cancelled' },
      ],
      callbacks: [{ reason: `für ${GERLINDE.name}` }],
    });
    expect(held?.calls.map(({ id }) => id).toSorted()).toEqual([
      'call_back',
      'call_booked',
      'call_cancelled',
      'call_left',
      'call_looked',
    ]);
    const booked = held?.calls.find(({ id }) => id === 'call_booked');
    expect(booked?.transcript).toContain(GERLINDE.name);
    expect(booked?.functionCalls.map((one) => one.function)).toContain('confirm_booking');
    expect(held?.offers.length).toBeGreaterThanOrEqual(3);
    expect(held?.audit.map(({ deed }) => deed)).toEqual(expect.arrayContaining(['book', 'cancel']));
    const text = JSON.stringify(held);
    for (const { uid } of salon.calcom.bookings()) expect(text).not.toContain(uid);
    expect(text).not.toContain('cal_live_');
  });

  it('is noted in the audit, and undefined for nobody', async () => {
    const id = await customerId('Max Mustermann', '+491711234567');
    await exportCustomer(await ownerCtx(), id);
    expect(await exportCustomer(await ownerCtx(), 'cus_none')).toBeUndefined();
    const deeds = await ownerRows(
      world.databaseUrl,
      `select deed, customer_id from audit_log where tenant_id = '${salon.id}'`,
    );
    expect(deeds).toEqual([{ deed: 'export_customer', customer_id: id }]);
    const held = await exportCustomer(await ownerCtx(), id);
    expect(held?.audit.map(({ deed }) => deed)).toEqual(['export_customer', 'export_customer']);
  });

  it('waits for nobody who changes the customer meanwhile', async () => {
    const id = await customerId('Max Mustermann', '+491711234567');
    const owner = openDatabase(world.databaseUrl, { connections: 1 });
    try {
      const held = await owner.db.transaction(async (tx) => {
        await tx.execute(sql`select 1 from customers where id = ${id} for update`);
        return exportCustomer(await ownerCtx(), id);
      });
      expect(held).toMatchObject({ customer: { id } });
    } finally {
      await owner.close();
    }
  });
});
