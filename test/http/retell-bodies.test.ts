import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { functions } from '../../functions/index.ts';
import { speakFault } from '../../src/runtime/sentences.ts';
import { functionBody } from '../support/function-body.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const DOOR = '/api/webhooks/retell/function';
const MEGABYTE = 1024 * 1024;

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  salon = await world.tenant();
});
afterAll(() => world.close());

function nested(levels: number): unknown {
  let value: unknown = 'innermost';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

async function expectSpoken(response: Response): Promise<Record<string, unknown>> {
  expect(response.status).toBe(200);
  const text = await response.text();
  expect(text.length).toBeLessThan(15_000);
  const answer: unknown = JSON.parse(text);
  expect(answer).toMatchObject({ success: expect.any(Boolean), message: expect.stringMatching(/\S{3}/) });
  return { ...(typeof answer === 'object' ? answer : {}) };
}

describe('a signed body that cannot be read', () => {
  it.each([
    '',
    ' ',
    'not JSON',
    '{"name":"check_availability",',
    'null',
    'true',
    '42',
    '"check_availability"',
    '[]',
    '[{"name":"check_availability"}]',
    `{"args":${'{"a":['.repeat(1_000)}1${']}'.repeat(1_000)}}`,
    `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
  ])('is asked for again, whichever door it comes to (ASK-39)', async (body) => {
    for (const door of [DOOR, '/api/retell/check-availability']) {
      const answer = await expectSpoken(await salon.postRetell(door, body));
      expect(answer).toEqual({
        success: false,
        message: speakFault('unreadable_request', 'de'),
        reason: 'unavailable',
      });
    }
    expect(salon.calcom.requests()).toEqual([]);
  });
});

describe('arguments that no model should write', () => {
  it.each([
    { what: 'missing', args: undefined },
    { what: 'null', args: null },
    { what: 'a text', args: 'Dienstag' },
    { what: 'a number', args: 7 },
    { what: 'a list', args: ['Dienstag', '14 Uhr'] },
    { what: 'a list in a list', args: nested(60) },
  ])('are as good as none where they are $what (ASK-39)', async ({ args }) => {
    const body = { ...functionBody(salon, 'get_available_services'), args };
    expect(await expectSpoken(await salon.postRetell(DOOR, body))).toMatchObject({ success: true });
    expect(await world.deps.callLog.drain()).toBe(0);
  });

  const absurd: { what: string; value: unknown; most?: number }[] = [
    { what: 'null', value: null },
    { what: 'true', value: true },
    { what: 'a huge number', value: 1e300 },
    { what: 'an empty object', value: {} },
    { what: 'a deep list', value: nested(60) },
    { what: 'a megabyte', value: 'a1 '.repeat(MEGABYTE / 3), most: 1 },
    { what: 'a megabyte of digits', value: '7'.repeat(MEGABYTE), most: 1 },
    { what: 'characters that PostgreSQL cannot keep', value: 'Max\u0000 \ud800 Muster' },
    { what: 'a foreign script and signs', value: '𝕄𝕒𝕩 👩‍👩‍👧 \u202e%s ${x} \'"; drop table tenants; --' },
  ];
  it.each(absurd)(
    'are answered in words and recorded where each is $what (ASK-39, ASK-79)',
    async ({ value, most }) => {
      for (const fn of functions) {
        const fields = Object.keys(Object(fn.parameters()['properties'])).slice(0, most);
        const args = Object.fromEntries(fields.map((field) => [field, value]));
        const answer = await expectSpoken(await salon.postRetell(DOOR, functionBody(salon, fn.name, args)));
        expect(answer['message']).not.toBe(speakFault('internal', 'de'));
      }
      await world.settle();
      expect(await world.deps.callLog.drain()).toBe(0);
      const recorded = await salon.store.functionCalls.ofCall(salon.callId);
      expect(recorded.map((record) => record.function).toSorted()).toEqual(
        functions.map((fn) => fn.name).toSorted(),
      );
      expect(salon.calcom.bookings()).toEqual([]);
    },
  );
});

describe('a call object that is not as expected', () => {
  const odd: Record<string, unknown>[] = [
    { start_timestamp: 1e300 },
    { start_timestamp: 'yesterday' },
    { start_timestamp: -1 },
    { agent_version: 3.7 },
    { agent_version: '3' },
    { from_number: 491711234567 },
    { from_number: 'anonymous' },
    { from_number: 'sip:somebody@example.test' },
    { direction: 5 },
    { transcript: ['Guten', 'Tag'] },
    { transcript_with_tool_calls: 'none' },
    { transcript_with_tool_calls: [null, 7, { role: [] }] },
    { call_analysis: 'none', call_cost: 'free', metadata: nested(50) },
  ];
  it.each(odd)('still gets its function and its record: %j (ASK-39, ASK-44)', async (change) => {
    const body = functionBody(salon, 'get_available_services', {}, change);
    expect(await expectSpoken(await salon.postRetell(DOOR, body))).toMatchObject({ success: true });
    expect(await world.deps.callLog.drain()).toBe(0);
    expect(await salon.store.calls.find(salon.callId)).toMatchObject({ status: 'ongoing' });
  });
});

describe('the size of a body', () => {
  it('may be that of a call of two hours (ASK-39)', async () => {
    const transcript = 'User: Guten Tag, ich hätte gern einen Termin.\n'.repeat((2 * MEGABYTE) / 46);
    const body = functionBody(salon, 'get_available_services', {}, { transcript });
    expect(JSON.stringify(body).length).toBeGreaterThan(1.9 * MEGABYTE);
    expect(await expectSpoken(await salon.postRetell(DOOR, body))).toMatchObject({ success: true });
  });

  it.each([DOOR, '/api/retell/check-availability', '/api/webhooks/retell', '/api/webhooks/retell/inbound'])(
    'is too much for %s beyond eight megabytes',
    async (door) => {
      const response = await salon.postRetell(door, ' '.repeat(8 * MEGABYTE + 1));
      expect(response.status).toBe(413);
      expect(await response.text()).toBe('');
    },
  );
});
