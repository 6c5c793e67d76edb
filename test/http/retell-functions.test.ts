import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { functions } from '../../functions/index.ts';
import { speakFault } from '../../src/runtime/sentences.ts';
import { ENGLISH_SALON } from '../support/english-salon.ts';
import { functionBody } from '../support/function-body.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const DOOR = '/api/webhooks/retell/function';
const TUESDAY = { date: 'Dienstag', time: '14 Uhr 30', service: 'Herrenschnitt' };

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  salon = await world.tenant();
});
afterAll(() => world.close());

async function post(path: string, body: unknown): Promise<Record<string, unknown>> {
  const response = await salon.postRetell(path, body);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('application/json');
  const json: unknown = await response.json();
  if (typeof json !== 'object' || json === null) throw new Error('no JSON object');
  return { ...json };
}

async function expectUntouched(): Promise<void> {
  await world.settle();
  expect(salon.calcom.requests()).toEqual([]);
  expect(await salon.store.calls.find(salon.callId)).toBeUndefined();
}

const UNKNOWN_FUNCTION = {
  success: false,
  message: speakFault('unknown_function', 'de'),
  reason: 'unavailable',
};

describe('the door of all functions', () => {
  it('answers the function that the body names (ASK-01)', async () => {
    const answer = await post(DOOR, functionBody(salon, 'get_available_services'));
    expect(answer).toMatchObject({ success: true, services: [{ name: 'Herrenhaarschnitt' }, {}, {}] });
  });

  it.each(['get-available-services', 'GET_AVAILABLE_SERVICES', ' get_available_services '])(
    'reads the name %j as well (ASK-01)',
    async (name) => {
      expect(await post(DOOR, functionBody(salon, name))).toMatchObject({ success: true });
    },
  );

  it('answers an alias as the function it stands for (ASK-01)', async () => {
    const byAlias = await post(DOOR, functionBody(salon, 'cancel', { booking_code: '11111111' }));
    const byName = await post(DOOR, functionBody(salon, 'cancel_appointment', { booking_code: '11111111' }));
    expect(byAlias).toEqual(byName);
    expect(byAlias).toMatchObject({ success: false, reason: 'appointment_not_found' });
  });

  it.each([
    { what: 'an unknown one', name: 'fly_to_the_moon' },
    { what: 'a word of the language', name: '__proto__' },
    { what: 'an empty text', name: '' },
    { what: 'a very long text', name: 'x'.repeat(100_000) },
  ])('says for $what as the name that it cannot do that, and does nothing (ASK-39)', async ({ name }) => {
    expect(await post(DOOR, functionBody(salon, name))).toMatchObject(UNKNOWN_FUNCTION);
    await expectUntouched();
  });
});

describe('a function nobody has', () => {
  it('is answered in the language of the tenant that the request proves (ASK-96)', async () => {
    salon = await world.tenant(ENGLISH_SALON);
    const answer = await post(DOOR, functionBody(salon, 'fly_to_the_moon'));
    expect(answer['message']).toBe(speakFault('unknown_function', 'en'));
  });
});

describe('the door of one function', () => {
  it.each(functions.flatMap((fn) => [fn.name, ...fn.aliases]))(
    'is there for %s, in kebab case and in snake case (ASK-03)',
    async (name) => {
      const kebab = await post(`/api/retell/${name.replaceAll('_', '-')}`, functionBody(salon, name));
      const snake = await post(`/api/retell/${name}`, functionBody(salon, name));
      for (const answer of [kebab, snake]) {
        expect(answer).toMatchObject({ success: expect.any(Boolean), message: expect.any(String) });
        expect(answer['message']).not.toBe(UNKNOWN_FUNCTION.message);
      }
    },
  );

  it('takes arguments without a call around them, with the call id among them (ASK-03, ASK-42)', async () => {
    const answer = await post('/api/retell/start-booking', {
      ...TUESDAY,
      name: 'Erika Beispiel',
      phone: '0171 0000001',
      call_id: salon.callId,
    });
    expect(answer).toMatchObject({ success: true, time: '14:30', requires_confirmation: true });
    expect(answer['message']).toContain('Erika Beispiel');
    await world.settle();
    expect(await salon.store.offers.ofCall(salon.callId, ['live'])).toHaveLength(1);
  });

  it('takes name and arguments without a call for the wrapped form (ASK-03)', async () => {
    const answer = await post('/api/retell/start-booking', {
      name: 'start_booking',
      args: { ...TUESDAY, name: 'Erika Beispiel', phone: '0171 0000001', call_id: salon.callId },
    });
    expect(answer).toMatchObject({ success: true, time: '14:30' });
    expect(answer['message']).toContain('Erika Beispiel');
  });

  it('lets path and body say the same function in two ways (ASK-03)', async () => {
    const body = functionBody(salon, 'cancel_appointment', { booking_code: '11111111' });
    expect(await post('/api/retell/cancel', body)).toMatchObject({ reason: 'appointment_not_found' });
  });

  it.each([
    { path: 'check-availability', name: 'start_booking' },
    { path: 'start-booking', name: 'check_availability' },
    { path: 'cancel', name: 'start_booking' },
    { path: 'start-booking', name: 'fly_to_the_moon' },
    { path: 'fly-to-the-moon', name: 'start_booking' },
  ])('refuses path $path with a body that names $name, and does nothing (ASK-03)', async ({ path, name }) => {
    expect(await post(`/api/retell/${path}`, functionBody(salon, name, TUESDAY))).toMatchObject(
      UNKNOWN_FUNCTION,
    );
    await expectUntouched();
  });

  it('is there for POST only', async () => {
    const response = await world.app.request('/api/retell/check-availability');
    expect(response.status).toBe(404);
  });
});

describe('the invocation a repeat is told by', () => {
  it('is the last one of the function, whatever other entries the transcript has (ASK-39)', async () => {
    const transcript_with_tool_calls = [
      { role: 'agent', content: 'Guten Tag' },
      { role: 'tool_call_invocation', tool_call_id: 'tool_1', name: 'check-customer', arguments: '{}' },
      { role: 'tool_call_result', tool_call_id: 'tool_1', content: '{}' },
      { role: 'tool_call_invocation', tool_call_id: 'tool_2', name: 'check-customer', arguments: '{}' },
      { role: 'tool_call_invocation', tool_call_id: 'tool_3', name: 'parse_date', arguments: '{}' },
      { role: 7, name: null, tool_call_id: {} },
      null,
    ];
    await post(
      '/api/retell/check-customer',
      functionBody(salon, 'check_customer', {}, { transcript_with_tool_calls }),
    );
    await world.settle();
    expect(await salon.store.functionCalls.ofCall(salon.callId)).toMatchObject([
      { function: 'check_customer', toolCallId: 'tool_2' },
    ]);
  });
});
