import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callOf, openReminderCall } from '../support/reminder-call.ts';
import type { ReminderCall } from '../support/reminder-call.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import type { TenantChange, World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  await warmUpWrites(world);
});
afterAll(() => world.close());

const FAMILY: TenantChange = {
  definition: {
    customers: [
      { name: 'Max Mustermann', phone: MAX },
      { name: 'Erika Mustermann', phone: MAX },
    ],
  },
};

type Fields = Record<string, unknown>;

/** The end of a call as Retell tells it at the salon's door. */
async function postEnd({ salon, dial }: ReminderCall, change: Fields = {}, callId = dial.callId) {
  const call = { call_id: callId, call_type: 'phone_call', agent_id: salon.agentId, ...callOf(dial) };
  const body = { event: 'call_ended', call: { ...call, start_timestamp: 1_795_168_800_000, ...change } };
  expect((await salon.postRetell('/api/webhooks/retell', body)).status).toBe(204);
  await world.settle();
}

async function linkedTo({ salon, dial }: ReminderCall, callId = dial.callId): Promise<string | undefined> {
  const { customerId } = (await salon.store.calls.find(callId)) ?? {};
  return customerId === undefined ? undefined : (await salon.store.customers.find(customerId))?.name;
}

describe('the end of a call to a number that a family shares', () => {
  it('links the call to the one whom we have rung, once and again (VIO-82, ASK-49)', async () => {
    const call = await openReminderCall(world, { change: FAMILY });
    await postEnd(call);
    expect(await linkedTo(call)).toBe('Max Mustermann');
    await postEnd(call);
    expect(await linkedTo(call)).toBe('Max Mustermann');
  });

  it('links it before the answer to the dialling has come (VIO-82)', async () => {
    const call = await openReminderCall(world, { change: FAMILY });
    const { id } = await call.session();
    await ownerRows(
      world.databaseUrl,
      `update call_sessions set call_id = null, state = 'initiating' where id = '${id}'`,
    );
    await postEnd(call);
    expect(await linkedTo(call)).toBe('Max Mustermann');
  });

  it('links nobody where the call only says that it is that one (VIO-82)', async () => {
    const call = await openReminderCall(world, { change: FAMILY });
    const inbound = { direction: 'inbound', from_number: MAX, to_number: call.salon.fromNumber };
    await postEnd(call, {}, 'call_other');
    await postEnd(call, inbound, 'call_inbound');
    await postEnd(call, { metadata: {} }, 'call_silent');
    for (const callId of ['call_other', 'call_inbound', 'call_silent']) {
      expect([callId, await linkedTo(call, callId)]).toEqual([callId, undefined]);
    }
  });

  it('links nobody of whom the number is no more, nor on another number (VIO-82)', async () => {
    const call = await openReminderCall(world, { change: FAMILY });
    await postEnd(call, { to_number: STRANGER });
    expect(await linkedTo(call)).toBeUndefined();
    await ownerRows(
      world.databaseUrl,
      `update customers set phone = '${STRANGER}' where tenant_id = '${call.salon.id}' and name = 'Max Mustermann'`,
    );
    await postEnd(call);
    expect(await linkedTo(call)).toBe('Erika Mustermann');
  });

  it("links nobody with another tenant's session (VIO-82, ASK-74)", async () => {
    const other = await openReminderCall(world, { change: FAMILY });
    const call = await openReminderCall(world, { change: FAMILY });
    await postEnd(call, { metadata: other.dial.metadata }, 'call_foreign');
    expect(await linkedTo(call, 'call_foreign')).toBeUndefined();
    expect((await other.session()).callId).toBe(other.dial.callId);
  });
});
