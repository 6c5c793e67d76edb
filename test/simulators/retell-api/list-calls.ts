import { asObject } from '../retell/json-object.ts';
import { meetsFilter, UnknownFilterError } from './call-filter.ts';
import { failure, json } from './json-answer.ts';
import { callsToList } from './workspace.ts';
import type { SimCall, Workspace } from './workspace.ts';

const USUAL_LIMIT = 50;
const LARGEST_LIMIT = 1_000;
const LIST_FIELDS: ReadonlySet<string> = new Set([
  'filter_criteria',
  'sort_order',
  'limit',
  'skip',
  'pagination_key',
  'include_total',
]);
/** What list items lack. */
const ONLY_IN_FULL = ['transcript', 'transcript_object', 'transcript_with_tool_calls'];

/** `POST /v3/list-calls`. */
export function listCalls(workspace: Workspace, body: Record<string, unknown>): Response {
  const unknown = Object.keys(body).find((field) => !LIST_FIELDS.has(field));
  if (unknown !== undefined) return failure(400, `request/body must NOT have additional property ${unknown}`);
  const limit = body['limit'] ?? USUAL_LIMIT;
  if (typeof limit !== 'number' || limit < 1 || limit > LARGEST_LIMIT) return failure(400, 'wrong limit');
  const direction = body['sort_order'] === 'ascending' ? 1 : -1;
  try {
    const criteria = asObject(body['filter_criteria']);
    const found = callsToList(workspace)
      .filter((call) => meetsFilter(criteria, call))
      .toSorted((a, b) => direction * (startOf(a) - startOf(b)));
    const key = body['pagination_key'];
    const from = typeof key === 'string' ? found.findIndex((call) => call.call_id === key) + 1 : 0;
    const page = found.slice(from, from + limit);
    const hasMore = from + limit < found.length;
    return json(200, {
      items: page.map((call) =>
        Object.fromEntries(Object.entries(call).filter(([name]) => !ONLY_IN_FULL.includes(name))),
      ),
      has_more: hasMore,
      ...(hasMore ? { pagination_key: page.at(-1)?.call_id } : {}),
      ...(body['include_total'] === true ? { total: found.length } : {}),
    });
  } catch (error) {
    if (error instanceof UnknownFilterError) return failure(400, error.message);
    throw error;
  }
}

function startOf(call: SimCall): number {
  const started = call['start_timestamp'];
  return typeof started === 'number' ? started : 0;
}
