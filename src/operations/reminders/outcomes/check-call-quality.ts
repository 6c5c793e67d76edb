import { figuresOf } from '../../../domain/reminders/figures/call-figures.ts';
import { judgeCallQuality } from '../../../domain/reminders/figures/call-quality.ts';
import type { CallSession } from '../../../domain/reminders/call-session.ts';
import { classOf, isTalk } from '../../../domain/reminders/figures/outcome-class.ts';
import type { QualityRules } from '../../../domain/reminders/reminder-settings.ts';
import { toWallTime } from '../../../domain/wall-clock.ts';
import { DAY_MS } from '../../../platform/day-ms.ts';
import type { Ctx } from '../../context.ts';
import { withAlerts } from '../../with-alerts.ts';
import { pauseReminders } from '../pause-reminders.ts';

/**
 * Stops a tenant's calls when too many of the last 24 hours failed or were over too soon (VIO-39, VIO-40); where the
 * owner does not want that, they are asked to look, once a day. Calls from before the last pause are no longer held
 * against a tenant that was let go on. `ended`: the call that makes it worth a look; a good one makes nothing worse.
 */
export async function checkCallQuality(
  ctx: Ctx,
  ended: Pick<CallSession, 'outcome' | 'durationMs'>,
): Promise<void> {
  const rules = ctx.tenant.reminders?.quality;
  if (rules === undefined || !isBad(ended, rules)) return;
  const now = ctx.clock.now();
  const [pause] = await ctx.store.reminderPauses.listLatest(1);
  if (pause !== undefined && pause.liftedAt === undefined) return;
  const from = new Date(Math.max(now.getTime() - DAY_MS, pause?.liftedAt?.getTime() ?? 0));
  const until = new Date(now.getTime() + 1);
  const sums = await ctx.store.reminderFigures.sums({ from, until }, rules);
  const { exceeded, ...facts } = judgeCallQuality(figuresOf(sums), rules);
  if (exceeded.length === 0) return;
  if (rules.autoPause) {
    await pauseReminders(ctx, 'quality', facts);
    return;
  }
  const today = toWallTime(now, ctx.tenant.timezone).date;
  await withAlerts(ctx, (_store, raise) =>
    raise({ kind: 'reminder_review', dedupeKey: `call quality ${today}`, facts: { exceeded, ...facts } }),
  );
}

function isBad(
  { outcome, durationMs }: Pick<CallSession, 'outcome' | 'durationMs'>,
  rules: QualityRules,
): boolean {
  const one = outcome === undefined ? undefined : classOf(outcome);
  if (one === undefined) return false;
  return one === 'failed' || (isTalk(one) && (durationMs ?? Infinity) < rules.shortSeconds * 1_000);
}
