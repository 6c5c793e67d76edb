import { Hono } from 'hono';
import { z } from 'zod';
import type { Ctx } from '../operations/context.ts';
import { dataFlowFigures } from '../operations/reminders/data-flow-figures.ts';
import {
  callAnalytics,
  liveFigures,
  outcomeFigures,
  qualityReport,
  retryFigures,
  trendFigures,
} from '../operations/reminders/reminder-figures.ts';
import { noQuery } from './nothing-said.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { readQuery } from './owner-query.ts';
import { snakeCase } from './snake-case.ts';

/** The tenant's local days until now, today included. */
const daysQuery = (usual: number, most: number) =>
  z.strictObject({
    days: z
      .string()
      .regex(/^[1-9]\d?$/)
      .transform(Number)
      .pipe(z.number().max(most))
      .default(usual),
  });

/** What the reminder calls of a tenant come to, counted from their rows at each request. */
export function ownerFigureRoutes(): Hono<OwnerEnv> {
  const app = new Hono<OwnerEnv>().basePath('/reminders/figures');
  const now = (path: string, figures: (ctx: Ctx) => Promise<object>): void => {
    app.get(path, async (c) => {
      const asked = readQuery(c, noQuery);
      return asked.kind === 'rejected' ? asked.response : c.json(snakeCase(await figures(c.var.ctx)));
    });
  };
  const ofDays = (
    path: string,
    [usual, most]: [number, number],
    figures: (ctx: Ctx, days: number) => Promise<object>,
  ): void => {
    const query = daysQuery(usual, most);
    app.get(path, async (c) => {
      const asked = readQuery(c, query);
      if (asked.kind === 'rejected') return asked.response;
      return c.json(snakeCase(await figures(c.var.ctx, asked.query.days)));
    });
  };
  now('/live', liveFigures);
  now('/trends', trendFigures);
  ofDays('/outcomes', [30, 90], outcomeFigures);
  ofDays('/retries', [30, 90], retryFigures);
  ofDays('/quality', [30, 90], qualityReport);
  ofDays('/analytics', [30, 90], callAnalytics);
  ofDays('/data-flow', [7, 30], dataFlowFigures);
  return app;
}
