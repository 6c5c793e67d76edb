import {
  averageSeconds,
  distributionOf,
  figuresOf,
  ratesOf,
} from '../../domain/reminders/figures/call-figures.ts';
import type { CallFigures } from '../../domain/reminders/figures/call-figures.ts';
import { judgeCallQuality } from '../../domain/reminders/figures/call-quality.ts';
import {
  lastDays,
  lastMonths,
  periodOfDays,
  weekEdges,
} from '../../domain/reminders/figures/figure-periods.ts';
import type { Period } from '../../domain/reminders/figures/figure-periods.ts';
import { bestOfHours, hoursOfDay } from '../../domain/reminders/figures/hours-of-day.ts';
import { inBothLanguages } from '../../domain/reminders/figures/in-both-languages.ts';
import { qualityAdvice } from '../../domain/reminders/figures/quality-advice.ts';
import { meanSeconds, rate } from '../../domain/reminders/figures/rate.ts';
import type { QualityRules } from '../../domain/reminders/reminder-settings.ts';
import { expectedSeconds } from '../../domain/reminders/session-states.ts';
import { DURATION_BOUNDS, spreadOver } from '../../domain/reminders/figures/spread.ts';
import { TREND_MONTHS, trendOf } from '../../domain/reminders/figures/trend.ts';
import type { Ctx } from '../context.ts';
import { settingsOf } from './settings-of.ts';

const TREND_DAYS = 8;
/** A longer queue is as long as anybody wants to know. */
export const MOST_QUEUED = 10_000;
const MOST_FLAGGED = 50;
/** What retries are to come to (VIO-79). */
const RETRY_GOAL = { from: 0.65, until: 0.8 };

/** What goes on now, and how today went so far (VIO-42, VIO-67). */
export async function liveFigures(ctx: Ctx) {
  const now = ctx.clock.now();
  const running = await ctx.store.reminderFlow.running(now);
  const today = await figuresWithin(ctx, periodOfDays(now, ctx.tenant.timezone, 1));
  const queue = await ctx.store.reminderFlow.queue(now, MOST_QUEUED);
  const overdue = running.flatMap(({ sessionId, state, since }) => {
    const seconds = Math.floor((now.getTime() - since.getTime()) / 1_000);
    const expected = expectedSeconds(state);
    return expected === undefined || seconds <= expected.most
      ? []
      : [{ sessionId, state, since, seconds, expectedSeconds: expected.most }];
  });
  return {
    at: now,
    activeCalls: running.length,
    today: {
      calls: today.total,
      successful: today.successful,
      successRate: ratesOf(today).success,
      averageSeconds: averageSeconds(today),
    },
    queue: { ...queue, countedUpTo: MOST_QUEUED },
    overdue,
  };
}

/** Eight days, this week and the one before, three months and what became of each (VIO-68). */
export async function trendFigures(ctx: Ctx) {
  const now = ctx.clock.now();
  const { timezone } = ctx.tenant;
  const days = lastDays(now, timezone, TREND_DAYS);
  const weeks = weekEdges(now, timezone);
  const months = lastMonths(now, timezone, TREND_MONTHS + 1);
  const ofDays = await countsOf(ctx, edgesOf(days));
  const [lastByNow = figuresOf([]), lastRest = figuresOf([]), thisWeek = figuresOf([])] = await countsOf(
    ctx,
    weeks,
  );
  const ofMonths = await countsOf(ctx, edgesOf(months));
  const lastWeek = {
    total: lastByNow.total + lastRest.total,
    successful: lastByNow.successful + lastRest.successful,
  };
  return {
    days: days.map(({ date }, n) => ({ date, ...inShort(ofDays[n]) })),
    thisWeek: inShort(thisWeek),
    lastWeek: inShort(lastWeek),
    lastWeekByNow: inShort(lastByNow),
    weekTrend: said(lastByNow, thisWeek),
    months: months.slice(1).map(({ date }, n) => ({
      month: date.slice(0, 7),
      ...inShort(ofMonths[n + 1]),
      trend: said(ofMonths[n], ofMonths[n + 1]),
    })),
  };
}

/** What the calls came to, in eight classes (VIO-69). */
export async function outcomeFigures(ctx: Ctx, days: number) {
  const period = periodOfDays(ctx.clock.now(), ctx.tenant.timezone, days);
  const figures = await figuresWithin(ctx, period);
  return { ...period, calls: figures.total, outcomes: distributionOf(figures) };
}

/** What first and further attempts came to, and when the further ones are made best (VIO-70, VIO-79). */
export async function retryFigures(ctx: Ctx, days: number) {
  const period = periodOfDays(ctx.clock.now(), ctx.tenant.timezone, days);
  const attempts = await ctx.store.reminderFigures.byAttempt(period);
  const quarters = await ctx.store.reminderFigures.byQuarter(period);
  const retries = sumOf(attempts.filter(({ attempt }) => attempt > 1));
  const best = bestOfHours(hoursOfDay(quarters.filter(({ isRetry }) => isRetry)));
  const ofAttempt = (attempt: number) => withRate(sumOf(attempts.filter((one) => one.attempt === attempt)));
  return {
    ...period,
    firstAttempt: ofAttempt(1),
    secondAttempt: ofAttempt(2),
    laterAttempts: ofAttempt(3),
    retries: { ...withRate(retries), goal: RETRY_GOAL },
    bestRetryHour: best ?? null,
  };
}

/** How good the calls are, and what would make them better (VIO-39, VIO-71, VIO-79). */
export async function qualityReport(ctx: Ctx, days: number) {
  const period = periodOfDays(ctx.clock.now(), ctx.tenant.timezone, days);
  const rules = qualityRulesOf(ctx);
  const { reminderFigures } = ctx.store;
  const figures = await figuresWithin(ctx, period);
  const attempts = await reminderFigures.byAttempt(period);
  const hours = hoursOfDay(await reminderFigures.byQuarter(period));
  const lengths = await reminderFigures.lengths(period, DURATION_BOUNDS);
  const flagged = await reminderFigures.listFlagged(period, rules, MOST_FLAGGED);
  const retries = sumOf(attempts.filter(({ attempt }) => attempt > 1));
  const { exceeded, ...quality } = judgeCallQuality(figures, rules);
  return {
    ...period,
    ...inShort(figures),
    averageSeconds: averageSeconds(figures),
    hours,
    bestHour: bestOfHours(hours) ?? null,
    durations: spreadOver(DURATION_BOUNDS, lengths),
    flags: { ...quality, exceeded },
    flagged: flagged.map(({ durationMs, ...call }) => ({
      ...call,
      flag: durationMs < rules.shortSeconds * 1_000 ? 'short' : 'long',
      seconds: meanSeconds(durationMs, 1),
    })),
    recommendations: qualityAdvice(figures, retries, rules.leastCalls).map((advice) => ({
      ...advice,
      sentence: inBothLanguages((words) => words.advice[advice.code](advice)),
    })),
  };
}

/** What the calls of a tenant came to, with confirmation and satisfaction each by itself (VIO-97, VIO-98). */
export async function callAnalytics(ctx: Ctx, days: number) {
  const period = periodOfDays(ctx.clock.now(), ctx.tenant.timezone, days);
  const figures = await figuresWithin(ctx, period);
  const { total, successful, byClass, talked, durationMs, positive, neutral, negative } = figures;
  const rates = ratesOf(figures);
  const { confirmed, cancelled, rescheduled } = byClass;
  return {
    ...period,
    calls: {
      total,
      successful,
      confirmed,
      cancelled,
      rescheduled,
      talked,
      successRate: rates.success,
      totalSeconds: Math.round(durationMs / 1_000),
      averageSeconds: averageSeconds(figures),
    },
    confirmation: { confirmed, successful, rate: rates.confirmation },
    satisfaction: {
      positive,
      neutral,
      negative,
      unknown: total - positive - neutral - negative,
      rate: rates.satisfaction,
    },
  };
}

/** As the owner has set them; a tenant that makes no calls has the usual ones. */
function qualityRulesOf({ tenant }: Ctx): QualityRules {
  return settingsOf(tenant).quality;
}

async function figuresWithin(ctx: Ctx, period: Period): Promise<CallFigures> {
  return figuresOf(await ctx.store.reminderFigures.sums(period, qualityRulesOf(ctx)));
}

async function countsOf(ctx: Ctx, edges: readonly Date[]): Promise<CallFigures[]> {
  const counts = await ctx.store.reminderFigures.countsBetween(edges);
  return counts.map((rows) => figuresOf(rows));
}

function edgesOf(periods: readonly Period[]): Date[] {
  return [...periods.map(({ from }) => from), ...periods.slice(-1).map(({ until }) => until)];
}

function inShort(figures: { total: number; successful: number } = { total: 0, successful: 0 }) {
  const { total, successful } = figures;
  return { calls: total, successful, successRate: rate(successful, total) };
}

function said(before: CallFigures = figuresOf([]), after: CallFigures = figuresOf([])) {
  const word = trendOf(before, after);
  return { word, sentence: inBothLanguages((words) => words.trend[word]) };
}

function sumOf(attempts: readonly { calls: number; successful: number }[]) {
  return attempts.reduce(
    (sum, one) => ({ calls: sum.calls + one.calls, successful: sum.successful + one.successful }),
    { calls: 0, successful: 0 },
  );
}

function withRate(sum: { calls: number; successful: number }) {
  return { ...sum, successRate: rate(sum.successful, sum.calls) };
}
