import { Hono } from 'hono';
import type { Deps } from '../operations/context.ts';
import { createHealthProbe } from '../runtime/probe-health.ts';

/** What operators and orchestrators ask: process up, can serve, is the calendar reachable, figures. */
export function healthRoutes(deps: Deps): Hono {
  const app = new Hono();
  const probe = createHealthProbe(deps);

  app.get('/healthz', (c) => c.json({ status: 'ok' }));

  app.get('/readyz', async (c) => {
    const { database, cache } = await probe.ready();
    // Without its cache the gateway still answers, only slower.
    const status = database.up ? (cache?.up === false ? 'degraded' : 'ok') : 'unavailable';
    return c.json({ status, checks: { database, redis: cache ?? null } }, database.up ? 200 : 503);
  });

  app.get('/api/health/calcom', async (c) => {
    const { database, cache, calcom, circuits } = await probe.full();
    const isUp = calcom !== undefined && calcom.up && calcom.circuit === 'closed';
    return c.json({
      status: isUp && database.up && cache?.up !== false ? 'ok' : 'degraded',
      checks: {
        calcom:
          calcom === undefined
            ? null
            : {
                up: calcom.up,
                latency_ms: calcom.ms,
                circuit: calcom.circuit,
                circuits,
                average_ms_of_last_100: calcom.averageMs ?? null,
              },
        database,
        redis: cache ?? null,
      },
      timestamp: deps.clock.now().toISOString(),
    });
  });

  app.get('/metrics', async (c) =>
    c.text(await deps.metrics.text(), 200, { 'content-type': deps.metrics.contentType }),
  );
  return app;
}
