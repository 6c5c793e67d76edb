import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Deps } from '../operations/context.ts';
import { ownerCustomerRoutes } from './owner-customers.ts';
import { ownerFigureRoutes } from './owner-figures.ts';
import { proveAccess, readablePath } from './owner-gate.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { ownerDoNotCallRoutes } from './owner-do-not-call.ts';
import { ownerReminderSettingsRoutes } from './owner-reminder-settings.ts';
import { ownerReminderRoutes } from './owner-reminders.ts';
import { ownerServiceRoutes } from './owner-services.ts';
import { ownerTaskRoutes } from './owner-tasks.ts';
import { ownerWaitlistRoutes } from './owner-waitlist.ts';

/** The settings of the reminder calls are the most that an owner says. */
const MOST_BYTES = 65_536;

/** The doors of owners and their programs under `/api/v1`, each behind an access key of the tenant. */
export function ownerRoutes(deps: Deps): Hono<OwnerEnv> {
  const app = new Hono<OwnerEnv>().basePath('/api/v1');
  app.use(proveAccess(deps), readablePath);
  app.use(
    bodyLimit({
      maxSize: MOST_BYTES,
      onError: (c) => c.json({ error: 'too_large', field: 'body' }, 413),
    }),
  );
  app.route('/', ownerTaskRoutes());
  app.route('/', ownerCustomerRoutes());
  app.route('/', ownerServiceRoutes());
  app.route('/', ownerFigureRoutes());
  app.route('/', ownerReminderSettingsRoutes(deps));
  app.route('/', ownerReminderRoutes());
  app.route('/', ownerDoNotCallRoutes());
  app.route('/', ownerWaitlistRoutes());
  app.all('*', (c) => c.json({ error: 'not_found', field: 'path' }, 404));
  return app;
}
