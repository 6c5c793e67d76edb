import { Hono } from 'hono';
import { functions } from '../functions/index.ts';
import { answerFault } from './http/answer-fault.ts';
import { callOutcomesLiveRoutes, LIVE_LIMITS } from './http/call-outcomes-live.ts';
import { calcomRoutes } from './http/calcom.ts';
import { callOutcomeRoutes, OUTCOME_LIMITS } from './http/call-outcome.ts';
import { healthRoutes } from './http/health.ts';
import { ownerRoutes } from './http/owner.ts';
import { reminderPageRoutes } from './http/reminder-pages.ts';
import { reminderRoutes } from './http/reminder-routes.ts';
import { retellEventRoutes } from './http/retell-events.ts';
import { retellFunctionRoutes } from './http/retell-functions.ts';
import type { Deps } from './operations/context.ts';

/** All doors of the gateway over one set of parts. */
export function createApp(deps: Deps): Hono {
  const app = new Hono();
  app.route('/', healthRoutes(deps));
  app.route('/', retellFunctionRoutes(deps, functions));
  app.route('/', retellEventRoutes(deps));
  app.route('/', callOutcomeRoutes(deps, OUTCOME_LIMITS));
  app.route('/', calcomRoutes(deps));
  app.route('/', callOutcomesLiveRoutes(deps, LIVE_LIMITS));
  app.route('/', ownerRoutes(deps));
  app.route('/', reminderPageRoutes(deps));
  app.route('/', reminderRoutes(deps));
  app.notFound((c) => c.json({ error: 'not_found' }, 404));
  app.onError(answerFault(deps));
  return app;
}
