import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Deps } from '../operations/context.ts';
import { callNowRoutes } from './call-now.ts';
import { proveAccess, readablePath } from './owner-gate.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { systemRoutes } from './system-routes.ts';

const MOST_BYTES = 4_096;
const OURS = ['/trigger-call/*', '/call-status/*', '/api/follow-up-tasks/*', '/api/system/*'];

/** The doors of the reminder calls that programs know by name, each behind an access key of the tenant. */
export function reminderRoutes(deps: Deps): Hono<OwnerEnv> {
  const app = new Hono<OwnerEnv>();
  const prove = proveAccess(deps);
  const limit = bodyLimit({
    maxSize: MOST_BYTES,
    onError: (c) => c.json({ error: 'too_large', field: 'body' }, 413),
  });
  for (const path of OURS) app.use(path, prove, readablePath, limit);
  app.route('/', callNowRoutes());
  app.route('/', systemRoutes(deps));
  return app;
}
