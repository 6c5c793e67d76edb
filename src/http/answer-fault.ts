import type { ErrorHandler } from 'hono';
import type { Deps } from '../operations/context.ts';
import { asFault } from '../platform/fault.ts';

/** The last resort of a door: the fault goes to the log, the visitor learns that trying again may help. */
export function answerFault(deps: Deps): ErrorHandler {
  return (error, c) => {
    const fault = asFault(error);
    deps.log.error({ err: fault, route: c.req.routePath }, 'request failed');
    return fault.code === 'internal'
      ? c.json({ error: 'internal' }, 500)
      : c.json({ error: 'unavailable' }, 503);
  };
}
