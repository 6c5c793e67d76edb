import type { Deps } from '../operations/context.ts';

const MOST_DEPTH = 4;

/** Writes down which fields a webhook has and of which kinds, never a value, when `DEBUG_WEBHOOKS` asks for it (ASK-89). */
export function logShape(deps: Deps, door: string, body: unknown): void {
  if (deps.debugWebhooks) deps.log.info({ door, shape: shapeOf(body, 0) }, 'webhook received');
}

function shapeOf(value: unknown, depth: number): unknown {
  if (Array.isArray(value))
    return depth < MOST_DEPTH ? [shapeOf(value[0], depth + 1), value.length] : 'array';
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  if (depth >= MOST_DEPTH) return 'object';
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner, depth + 1)]));
}
