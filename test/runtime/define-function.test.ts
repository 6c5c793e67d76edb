import { describe, expect, it } from 'vitest';
import { functions } from '../../functions/index.ts';
import { canonicalJson } from '../../src/runtime/define-function.ts';
import type { VoiceFunction } from '../../src/runtime/define-function.ts';

const SCALARS: ReadonlySet<unknown> = new Set(['string', 'boolean', 'number', 'integer']);
/** The budgets that are promised, in milliseconds. */
const PROMISED: Record<string, number> = {
  initialize_call: 300,
  check_customer: 300,
  parse_date: 300,
  get_available_services: 300,
  check_availability: 800,
  get_alternatives: 1_000,
  find_next_available: 800,
  get_customer_appointments: 800,
  start_booking: 800,
  confirm_booking: 1_500,
  cancel_appointment: 1_500,
  reschedule_appointment: 1_500,
  request_callback: 1_500,
  stop_reminders: 1_500,
  join_waitlist: 1_500,
  book_appointment: 1_500,
};

function named(name: string): VoiceFunction {
  const found = functions.find((fn) => fn.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

function propertiesOf(fn: VoiceFunction): [string, Record<string, unknown>][] {
  const { properties } = fn.parameters();
  return typeof properties === 'object' && properties !== null ? Object.entries(properties) : [];
}

function typesOf(field: Record<string, unknown>): unknown[] {
  const parts = Array.isArray(field['anyOf']) ? field['anyOf'] : [field];
  return parts.flatMap((part: Record<string, unknown>) => part['type']);
}

describe('what an agent is told of a function', () => {
  it.each(functions)('$name: a flat schema with a description on every field', (fn) => {
    expect(fn.parameters()).toMatchObject({ type: 'object' });
    expect(fn.description.length).toBeGreaterThan(20);
    for (const [field, schema] of propertiesOf(fn)) {
      expect(field).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect({ field, ...schema }).toMatchObject({ field, description: expect.stringMatching(/.{10}/) });
      expect({ field, nested: typesOf(schema).filter((type) => !SCALARS.has(type)) }).toEqual({
        field,
        nested: [],
      });
    }
  });

  it.each(functions)('$name: no argument is required, a missing one is asked for in words', (fn) => {
    expect(fn.parameters()['required'] ?? []).toEqual([]);
    expect(fn.bind({})).toMatchObject({ kind: 'bound' });
  });

  it('promises the budgets of the contract (ASK-40)', () => {
    expect(Object.fromEntries(functions.map(({ name, budgetMs }) => [name, budgetMs]))).toEqual(PROMISED);
  });
});

describe('binding arguments', () => {
  it.each(functions.filter((fn) => propertiesOf(fn).length > 0))(
    '$name: refuses a list where a word belongs, and names the argument (ASK-41)',
    (fn) => {
      for (const [field] of propertiesOf(fn)) {
        expect({ field, ...fn.bind({ [field]: ['a', 'b'] }) }).toMatchObject({
          field,
          kind: 'refused',
          reason: 'argument_unusable',
        });
      }
      expect(named('check_availability').bind({ time: {} })).toMatchObject({ facts: { argument: 'time' } });
    },
  );

  it.each([null, '', 'None', 'unknown'])('takes %j for no yes to a booking (ASK-23)', (confirmed) => {
    expect(named('confirm_booking').bind({ confirmed })).toMatchObject({ onceKey: ' unclear' });
    expect(named('confirm_booking').bind({})).toMatchObject({ onceKey: ' yes' });
  });

  it('gives the same canonical form for the same arguments, in whatever order and with nothings between', () => {
    const forms = [
      { date: 'Dienstag', time: '14' },
      { time: 14, date: ' Dienstag ' },
      { staff: null, service: 'None', time: '14', date: 'Dienstag', junk: 'x' },
    ].map((args) => {
      const bound = named('start_booking').bind(args);
      return bound.kind === 'bound' ? bound.canonical : bound.kind;
    });
    expect(new Set(forms)).toEqual(new Set(['{"date":"Dienstag","time":"14"}']));
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });
});
