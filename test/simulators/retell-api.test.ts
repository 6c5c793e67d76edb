import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRetellApiSimulator } from './retell-api/retell-api-simulator.ts';
import type { RetellApiSimulator } from './retell-api/retell-api-simulator.ts';

const KEY = 'key_example_0123456789';

let retell: RetellApiSimulator;
beforeAll(async () => {
  retell = await createRetellApiSimulator({ apiKeys: [KEY] });
  for (let n = 1; n <= 5; n += 1) {
    retell.putCall(KEY, {
      call_id: `call_${n}`,
      call_status: n === 5 ? 'ongoing' : 'ended',
      agent_id: n % 2 === 0 ? 'agent_even' : 'agent_odd',
      start_timestamp: n * 1_000,
      metadata: { request: `req_${n}` },
      transcript: 'Agent: Hello.',
    });
  }
});
afterAll(() => retell.close());

async function ask(path: string, body?: unknown, key = KEY) {
  const answer = await fetch(retell.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json: unknown = await answer.json();
  return { status: answer.status, body: Object(json) };
}

async function listed(body: object): Promise<string[]> {
  const answer = await ask('/v3/list-calls', body);
  return answer.body.items.map((item: { call_id: string }) => item.call_id);
}

describe('the simulated API of Retell', () => {
  it('lists the newest first, without transcripts, and gives each whole', async () => {
    const { status, body } = await ask('/v3/list-calls', { include_total: true });
    expect(status).toBe(200);
    expect(body).toMatchObject({ has_more: false, total: 5, items: [{ call_id: 'call_5' }, {}, {}, {}, {}] });
    expect(body.items[0]).not.toHaveProperty('transcript');
    expect((await ask('/v2/get-call/call_5')).body).toMatchObject({ transcript: 'Agent: Hello.' });
  });

  it('gives pages that follow each other', async () => {
    const first = await ask('/v3/list-calls', { sort_order: 'ascending', limit: 3 });
    expect(first.body).toMatchObject({ has_more: true, pagination_key: 'call_3' });
    const rest = { sort_order: 'ascending', limit: 3, pagination_key: 'call_3' };
    expect(await listed(rest)).toEqual(['call_4', 'call_5']);
  });

  it.each([
    { filter: { start_timestamp: { type: 'number', op: 'ge', value: 4_000 } }, found: ['call_4', 'call_5'] },
    {
      filter: { start_timestamp: { type: 'range', op: 'bt', value: [2_000, 3_000] } },
      found: ['call_2', 'call_3'],
    },
    { filter: { call_status: { type: 'enum', op: 'in', value: ['ongoing'] } }, found: ['call_5'] },
    { filter: { agent: [{ agent_id: 'agent_even' }] }, found: ['call_2', 'call_4'] },
    {
      filter: { metadata: [{ type: 'string', op: 'eq', key: 'request', value: 'req_3' }] },
      found: ['call_3'],
    },
    { filter: { end_timestamp: { type: 'number', op: 'ge', value: 0 } }, found: [] },
  ])('filters by $filter', async ({ filter, found }) => {
    expect(await listed({ filter_criteria: filter, sort_order: 'ascending' })).toEqual(found);
  });

  it.each([
    { body: { filter_criteria: { mood: { type: 'string', op: 'eq', value: 'good' } } } },
    { body: { filter_criteria: { start_timestamp: { type: 'number', op: 'about', value: 1 } } } },
    { body: { limit: 1_001 } },
    { body: { since: 'yesterday' } },
  ])('refuses what it does not understand: $body', async ({ body }) => {
    expect(await ask('/v3/list-calls', body)).toMatchObject({ status: 400, body: { status: 'error' } });
  });

  it('knows no other key, and no call of another', async () => {
    expect((await ask('/v2/get-call/call_1', undefined, 'key_of_nobody')).status).toBe(401);
    retell.addKey('key_of_other');
    expect((await ask('/v2/get-call/call_1', undefined, 'key_of_other')).status).toBe(404);
  });

  it('fails as often as it was told to', async () => {
    retell.fail({ fault: { kind: 'status', status: 429 }, path: '/v2/get-call', skip: 1, times: 1 });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await ask('/v2/get-call/call_1')).status);
    expect(statuses).toEqual([200, 429, 200]);
  });
});
