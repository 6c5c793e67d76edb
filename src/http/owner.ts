import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Deps } from '../operations/context.ts';
import { ownerCustomerRoutes } from './owner-customers.ts';
import { proveAccess, readableId } from './owner-gate.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { ownerTaskRoutes } from './owner-tasks.ts';

/** No request of an owner has anything to say in its body. */
const MOST_BYTES = 4_096;

/** The doors of owners and their programs under `/api/v1`, each behind an access key of the tenant. */
export function ownerRoutes(deps: Deps): Hono<OwnerEnv> {
  const app = new Hono<OwnerEnv>().basePath('/api/v1');
  app.use(proveAccess(deps));
  app.use(
    bodyLimit({
      maxSize: MOST_BYTES,
      onError: (c) => c.json({ error: 'too_large', field: 'body' }, 413),
    }),
  );
  app.use('/:list/:id/*', readableId);
  app.route('/', ownerTaskRoutes());
  app.route('/', ownerCustomerRoutes());
  app.all('*', (c) => c.json({ error: 'not_found', field: 'path' }, 404));
  return app;
}
