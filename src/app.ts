import { Hono } from 'hono';
import { functions } from '../functions/index.ts';
import { answerFault } from './http/answer-fault.ts';
import { calcomRoutes } from './http/calcom.ts';
import { healthRoutes } from './http/health.ts';
import { ownerRoutes } from './http/owner.ts';
import { retellEventRoutes } from './http/retell-events.ts';
import { retellFunctionRoutes } from './http/retell-functions.ts';
import type { Deps } from './operations/context.ts';

/** All doors of the gateway over one set of parts. */
export function createApp(deps: Deps): Hono {
  const app = new Hono();
  app.route('/', healthRoutes(deps));
  app.route('/', retellFunctionRoutes(deps, functions));
  app.route('/', retellEventRoutes(deps));
  app.route('/', calcomRoutes(deps));
  app.route('/', ownerRoutes(deps));
  app.notFound((c) => c.json({ error: 'not_found' }, 404));
  app.onError(answerFault(deps));
  return app;
}
