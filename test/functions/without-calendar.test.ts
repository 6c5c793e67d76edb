import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { functionBody } from '../support/function-body.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { salonDefinition } from '../support/salon.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld();
  const { calcom: _calcom, ...definition } = salonDefinition('0123456789ab', 'http://127.0.0.1:9/v2');
  salon = await world.tenant();
  const bare = { ...definition, slug: salon.definition.slug };
  await world.deps.openStore(salon.id).tenant.apply(
    {
      ...bare,
      phoneNumbers: salon.definition.phoneNumbers,
      agents: salon.definition.agents,
      ...retellOf(salon),
    },
    world.deps.ids,
    world.clock.now(),
  );
  await world.deps.directory.refresh();
});
afterAll(() => world.close());

function retellOf({ definition }: TenantUnderTest) {
  return definition.retell === undefined ? {} : { retell: definition.retell };
}

describe('a tenant without a calendar', () => {
  it('still greets, lists its services and notes callbacks (ASK-02, ASK-27, ASK-34)', async () => {
    expect(await salon.ask('initialize_call')).toMatchObject({ success: true });
    expect(await salon.ask('get_available_services')).toMatchObject({ success: true });
    expect(await salon.ask('request_callback', { reason: 'Termin' })).toMatchObject({ success: true });
  });

  it('offers a callback where the calendar would be needed (ASK-69)', async () => {
    expect(await salon.ask('check_availability', { date: 'Dienstag' })).toMatchObject({
      success: false,
      fallback: 'callback_request',
    });
  });

  it('keeps the events of its calls (ASK-45)', async () => {
    const { call } = functionBody(salon, '');
    const response = await salon.postRetell('/api/webhooks/retell', { event: 'call_ended', call });
    expect(response.status).toBe(204);
    expect(await salon.store.calls.find(salon.callId)).toMatchObject({ status: 'ended' });
  });
});
