import {
  DELIVERED_WITHIN_MS,
  judgeFlow,
  PROMPT_WITHIN_MS,
} from '../../domain/reminders/figures/data-flow.ts';
import { periodOfDays } from '../../domain/reminders/figures/figure-periods.ts';
import type { Period } from '../../domain/reminders/figures/figure-periods.ts';
import { inBothLanguages } from '../../domain/reminders/figures/in-both-languages.ts';
import { meanSeconds, rate } from '../../domain/reminders/figures/rate.ts';
import { DELAY_BOUNDS, spreadOver } from '../../domain/reminders/figures/spread.ts';
import { DAY_MS } from '../../platform/day-ms.ts';
import type { FlowRow, StepTimes } from '../../store/reminder-flow-queries.ts';
import type { Ctx } from '../context.ts';

/** So many of the calls that are to be made are (VIO-79). */
const INITIATION_GOAL = 0.95;

/** How the outcomes of calls reach us, and how long our own steps take (VIO-75, VIO-79, VIO-105). */
export async function dataFlowFigures(ctx: Ctx, days: number) {
  const now = ctx.clock.now();
  const period = periodOfDays(now, ctx.tenant.timezone, days);
  const rows = await ctx.store.reminderFlow.deliveries(whileKept(ctx, period), now, DELAY_BOUNDS);
  const steps = await ctx.store.reminderFlow.stepTimes(period);
  const came = rows.filter(({ above }) => above !== undefined);
  const onTime = came.filter(({ above = 0 }) => above < LATE);
  const delivered = callsOf(onTime);
  const counts = {
    expected: callsOf(rows),
    delivered,
    late: callsOf(came) - delivered,
    prompt: callsOf(onTime.filter(({ above = 0 }) => above <= PROMPT)),
  };
  const { health, score, deliveryRate, missing } = judgeFlow(counts);
  return {
    ...period,
    ...counts,
    missing,
    deliveryRate,
    delay: {
      averageSeconds: meanSeconds(sumOf(onTime), delivered),
      fastestSeconds: meanSeconds(delivered === 0 ? 0 : Math.min(...onTime.map((row) => row.fastestMs)), 1),
      slowestSeconds: meanSeconds(Math.max(0, ...onTime.map((row) => row.slowestMs)), 1),
      distribution: spreadOver(DELAY_BOUNDS, new Map(came.map(({ above = 0, calls }) => [above, calls]))),
    },
    health: { score, word: health, sentence: inBothLanguages((words) => words.health[health]) },
    ...stepsJson(steps),
  };
}

/** The stretches behind the bounds at which an event is no longer prompt, and no longer delivered by itself. */
const PROMPT = DELAY_BOUNDS.indexOf(PROMPT_WITHIN_MS / 1_000);
const LATE = DELAY_BOUNDS.indexOf(DELIVERED_WITHIN_MS / 1_000) + 1;

/** The part of a period of which events are kept still: what is deleted is not missing. */
function whileKept({ tenant }: Ctx, { from, until }: Period): Period {
  const keptFrom = until.getTime() - tenant.policies.retention.transcriptDays * DAY_MS;
  return { from: new Date(Math.max(from.getTime(), keptFrom)), until };
}

function stepsJson({ requested, placed, dialled, processed }: StepTimes) {
  return {
    initiation: { requested, placed, rate: rate(placed, requested), goal: INITIATION_GOAL },
    dialling: {
      calls: dialled.calls,
      rateWithinHalfMinute: rate(dialled.within30s, dialled.calls),
      rateWithinMinute: rate(dialled.within60s, dialled.calls),
      averageSeconds: meanSeconds(dialled.averageMs, 1),
      slowestSeconds: meanSeconds(dialled.slowestMs, 1),
    },
    processing: {
      calls: processed.calls,
      rateWithinTwoSeconds: rate(processed.within2s, processed.calls),
      rateWithinFiveSeconds: rate(processed.within5s, processed.calls),
      averageSeconds: meanSeconds(processed.averageMs, 1),
      slowestSeconds: meanSeconds(processed.slowestMs, 1),
    },
  };
}

function callsOf(rows: readonly FlowRow[]): number {
  return rows.reduce((sum, { calls }) => sum + calls, 0);
}

function sumOf(rows: readonly FlowRow[]): number {
  return rows.reduce((sum, { totalMs }) => sum + totalMs, 0);
}
