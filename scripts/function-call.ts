import type { JsonObject } from '../test/simulators/retell/json-object.ts';

export const FUNCTION_PATH = '/api/webhooks/retell/function';

/** What Retell posts to FUNCTION_PATH when an agent calls a function on `call`. */
export function functionCall(
  call: JsonObject,
  name: string,
  args: JsonObject,
  toolCallId: string,
): JsonObject {
  const invocation = {
    role: 'tool_call_invocation',
    tool_call_id: toolCallId,
    name,
    arguments: JSON.stringify(args),
  };
  return { name, args, call: { ...call, transcript_with_tool_calls: [invocation] } };
}
