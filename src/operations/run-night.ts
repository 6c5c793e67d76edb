import { toWallTime } from '../domain/wall-clock.ts';
import { DAY_MS } from '../platform/day-ms.ts';
import { Fault } from '../platform/fault.ts';
import { attempt } from './attempt.ts';
import { clearStaleHolds, matchClaims } from './clear-leftovers.ts';
import type { Ctx } from './context.ts';
import { inBatches } from './in-batches.ts';
import { purgeOldData } from './purge-old-data.ts';
import { reconcileTenant } from './reconcile/reconcile-tenant.ts';

/** From when on a tenant's night can run, on the tenant's wall. */
const NIGHT_BEGINS = '02:00';
/** A part that has not ended by then has died or failed: it is taken up again. */
const DIED_MS = 3_600_000;
const UPKEEP_DAYS = 90;
const UNSEEN_ALERT_DAYS = 365;
/** The audit outlives these and all that it tells of. */
const AUDIT_DAYS = 3 * 365;

/** In the order in which they are done, each under the name of its task in the store. */
const PARTS: readonly [string, (ctx: Ctx) => Promise<void>][] = [
  ['night stale holds', clearStaleHolds],
  ['night comparison', compareAll],
  ['night claims', matchClaims],
  ['night retention', purgeOldData],
  ['night old records', deleteOldRecords],
];

/**
 * What is done once a local day, from two in the morning on (ASK-62): whoever claims a part of the date does it,
 * however often and by however many it is tried. Each part goes on when another one fails; only what failed is tried
 * again an hour later. Answers whether anything was run now.
 */
export async function runNight(ctx: Ctx): Promise<boolean> {
  const now = ctx.clock.now();
  const wall = toWallTime(now, ctx.tenant.timezone);
  if (wall.time < NIGHT_BEGINS) return false;
  const { dailyRuns } = ctx.store;
  const tasks = PARTS.map(([task]) => task);
  const mine = await dailyRuns.claim(tasks, wall.date, now, new Date(now.getTime() - DIED_MS));
  for (const [task, work] of PARTS) {
    if (!mine.includes(task)) continue;
    const done = await attempt(ctx, task, () => work(ctx));
    if (done) await dailyRuns.finish(task, wall.date, ctx.clock.now());
  }
  return mine.length > 0;
}

/** Orphans too: bookings that the calendar has from us and no appointment knows are adopted or cancelled by it. */
async function compareAll(ctx: Ctx): Promise<void> {
  const reports = await reconcileTenant(ctx, 'nightly');
  if (reports.some((report) => report.broken !== undefined)) {
    throw new Fault('upstream_unavailable', 'a comparison broke off');
  }
}

async function deleteOldRecords(ctx: Ctx): Promise<void> {
  const daysAgo = (days: number) => new Date(ctx.clock.now().getTime() - days * DAY_MS);
  const { dailyRuns, retention, leftovers, audit } = ctx.store;
  const before = daysAgo(UPKEEP_DAYS);
  await dailyRuns.deleteBefore(before);
  await retention.deleteUpkeep(before, daysAgo(UNSEEN_ALERT_DAYS));
  await inBatches(() => leftovers.deleteReleased(before));
  const auditDays = Math.max(AUDIT_DAYS, ctx.tenant.policies.retention.personalDays);
  await inBatches(() => audit.deleteBefore(daysAgo(auditDays)));
}
