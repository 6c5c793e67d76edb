import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readTenantFile } from '../../scripts/tenant-file.ts';
import { isUtterance } from './retell/call-so-far.ts';
import { objectIn } from './retell/json-object.ts';
import {
  listRecordedCalls,
  pairingProblems,
  parseRecordedCall,
  readRecordedCall,
  RECORDED_CALLS,
} from './retell/recorded-call.ts';

const paths = await listRecordedCalls(fileURLToPath(RECORDED_CALLS));
const tenants = await readFile(new URL('../fixtures/demo-tenants.json', import.meta.url), 'utf8');

describe('recorded calls', () => {
  it('cover a booking, an alternative, a move, a late cancellation, a changed mind, a cancellation and a mixed-up date', () => {
    expect(paths.map((path) => basename(path))).toEqual([
      '01-salon-nord-books.json',
      '02-maple-street-alternative.json',
      '03-salon-nord-moves.json',
      '04-salon-nord-too-late.json',
      '05-maple-street-changes-mind.json',
      '06-maple-street-cancels.json',
      '07-salon-nord-understands.json',
    ]);
  });

  it.each(paths.map((path) => [basename(path), path]))(
    '%s is a call object as Retell has it',
    async (_, path) => {
      const call = await readRecordedCall(path);
      const spoken = call.transcript_with_tool_calls.filter(isUtterance);
      expect(call.transcript_object).toEqual(spoken);
      expect(call.transcript).toBe(
        spoken.map(({ role, content }) => `${role === 'agent' ? 'Agent' : 'User'}: ${content}\n`).join(''),
      );
      expect(call.end_timestamp - call.start_timestamp).toBe(call.duration_ms);
      for (const { content, words } of spoken) {
        expect(words.map(({ word }) => word).join(' ')).toBe(content);
      }
      const starts = spoken.flatMap(({ words }) => words.map(({ start }) => start));
      expect(starts).toEqual(starts.toSorted((one, other) => one - other));
      expect(starts.at(-1)).toBeLessThan(call.duration_ms / 1_000);
    },
  );

  it.each(paths.map((path) => [basename(path), path]))(
    '%s holds only answers with a sentence',
    async (_, path) => {
      const call = await readRecordedCall(path);
      const results = call.transcript_with_tool_calls.filter((entry) => entry.role === 'tool_call_result');
      for (const { content } of results) {
        expect(objectIn(content)).toMatchObject({
          success: expect.any(Boolean),
          message: expect.any(String),
        });
      }
    },
  );

  it('follow one another on one clock and have ids of their own', async () => {
    const calls = await Promise.all(paths.map(readRecordedCall));
    const moments = calls.flatMap((call) => [call.start_timestamp, call.end_timestamp]);
    expect(moments).toEqual(moments.toSorted((one, other) => one - other));
    expect(new Set(calls.map((call) => call.call_id)).size).toBe(calls.length);
    const toolCalls = calls.flatMap((call) =>
      call.transcript_with_tool_calls.flatMap((entry) =>
        entry.role === 'tool_call_invocation' ? [entry.tool_call_id] : [],
      ),
    );
    expect(new Set(toolCalls).size).toBe(toolCalls.length);
  });

  it('reach the tenants of the demo by number and agent', async () => {
    const file = readTenantFile(Buffer.from(tenants));
    if (file.kind === 'wrong') throw new Error(file.problems.join('\n'));
    for (const call of await Promise.all(paths.map(readRecordedCall))) {
      const called = file.tenants.filter(({ phoneNumbers }) => phoneNumbers.includes(call.to_number));
      expect(called.map(({ agents }) => agents)).toEqual([[call.agent_id]]);
    }
  });
});

describe('a recording', () => {
  it('without one of the fields of a call object is refused with the name of the field', async () => {
    const call = await readRecordedCall(paths[0] ?? '');
    const { call_cost: _, ...incomplete } = call;
    expect(() => parseRecordedCall(JSON.stringify(incomplete))).toThrow('call_cost');
  });

  it('whose invocations and results do not pair is refused', () => {
    const invocation = { role: 'tool_call_invocation', name: 'x', arguments: '{}' } as const;
    const result = { role: 'tool_call_result', content: '{}' } as const;
    expect(
      pairingProblems([
        { ...invocation, tool_call_id: 'a' },
        { ...result, tool_call_id: 'a', content: 'text' },
        { ...result, tool_call_id: 'b' },
        { ...invocation, tool_call_id: 'a', arguments: '[]' },
      ]),
    ).toEqual([
      'a has a result that is no object',
      'b has a result without invocation',
      'a is invoked twice',
      'a has arguments that are no object',
      'a has no result',
    ]);
  });
});
