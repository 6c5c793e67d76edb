import { toWallTime } from '../domain/wall-clock.ts';
import { asFault, Fault } from '../platform/fault.ts';
import { clearStaleHolds, matchClaims } from './clear-leftovers.ts';
import type { Ctx } from './context.ts';
import { purgeOldData } from './purge-old-data.ts';
import { reconcileTenant } from './reconcile-tenant.ts';

/** From when on a tenant's night can run, on the tenant's wall. */
const NIGHT_BEGINS = '02:00';
const TASK = 'night';
/** A run that has not ended by then has died, or left a part undone: it is taken up again. */
const DIED_MS = 3_600_000;
const UPKEEP_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * What is done once a local day, from two in the morning on (ASK-62): whoever claims the date does it, however often
 * and by however many it is tried. Each part goes on when another one fails; what failed is tried again an hour
 * later. Answers whether the night was run now.
 */
export async function runNight(ctx: Ctx): Promise<boolean> {
  const now = ctx.clock.now();
  const wall = toWallTime(now, ctx.tenant.timezone);
  if (wall.time < NIGHT_BEGINS) return false;
  const run = { task: TASK, localDate: wall.date };
  const isMine = await ctx.store.dailyRuns.claim(run, now, new Date(now.getTime() - DIED_MS));
  if (!isMine) return false;
  const ends = [
    await attempt(ctx, 'stale holds', () => clearStaleHolds(ctx)),
    await attempt(ctx, 'comparison', () => compareAll(ctx)),
    await attempt(ctx, 'claims', () => matchClaims(ctx)),
    await attempt(ctx, 'retention', () => purgeOldData(ctx)),
    await attempt(ctx, 'old records', () => deleteOldRecords(ctx)),
  ];
  if (ends.every((done) => done)) await ctx.store.dailyRuns.finish(run, ctx.clock.now());
  return true;
}

/** Orphans too: bookings that the calendar has from us and no appointment knows are adopted or cancelled by it. */
async function compareAll(ctx: Ctx): Promise<void> {
  const reports = await reconcileTenant(ctx, 'nightly');
  if (reports.some((report) => report.broken !== undefined)) {
    throw new Fault('upstream_unavailable', 'a comparison broke off');
  }
}

async function deleteOldRecords(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - UPKEEP_DAYS * DAY_MS);
  await ctx.store.dailyRuns.deleteBefore(before);
  await ctx.store.retention.deleteUpkeep(before);
  await ctx.store.leftovers.deleteReleased(before);
}

async function attempt(ctx: Ctx, part: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    ctx.log.warn({ err: asFault(error), part, tenant: ctx.tenant.slug }, 'part of the night failed');
    return false;
  }
}
