/** Retell's filter grammar, as far as anybody asks with it. */

type Fields = Record<string, unknown>;

/** A condition that cannot be understood; the service answers it with 400. */
export class UnknownFilterError extends Error {}

const FIELDS: ReadonlySet<string> = new Set([
  'call_id',
  'call_status',
  'direction',
  'from_number',
  'to_number',
  'start_timestamp',
  'end_timestamp',
]);

/** Whether a call meets all conditions. `metadata` takes conditions by key, `agent` a list of which one must fit. */
export function meetsFilter(criteria: Fields, call: Fields): boolean {
  return Object.entries(criteria).every(([field, condition]) => {
    if (field === 'agent') {
      return listOf(condition).some((agent) => agent['agent_id'] === call['agent_id']);
    }
    if (field === 'metadata') {
      const metadata = fieldsOf(call['metadata']);
      return listOf(condition).every((one) => meets(one, metadata[String(one['key'])]));
    }
    if (!FIELDS.has(field)) throw new UnknownFilterError(`unknown filter: ${field}`);
    return meets(fieldsOf(condition), call[field]);
  });
}

function meets({ type, op, value }: Fields, actual: unknown): boolean {
  if (type === 'number' && typeof value === 'number') return compares(op, actual, value);
  if (type === 'range' && op === 'bt' && Array.isArray(value)) {
    const [low, high]: unknown[] = value;
    return compares('ge', actual, Number(low)) && compares('le', actual, Number(high));
  }
  if (type === 'enum' && op === 'in' && Array.isArray(value)) return value.includes(actual);
  if (type === 'string' && op === 'eq') return actual === value;
  throw new UnknownFilterError('a condition cannot be understood');
}

/** A call without the value meets no condition about it. */
function compares(op: unknown, actual: unknown, value: number): boolean {
  if (typeof actual !== 'number') return false;
  switch (op) {
    case 'eq':
      return actual === value;
    case 'ne':
      return actual !== value;
    case 'gt':
      return actual > value;
    case 'ge':
      return actual >= value;
    case 'lt':
      return actual < value;
    case 'le':
      return actual <= value;
    default:
      throw new UnknownFilterError('an operator cannot be understood');
  }
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
