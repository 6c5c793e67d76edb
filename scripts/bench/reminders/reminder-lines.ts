import type { RemindersFound } from '../reminders.ts';
import type { ClaimTimes } from './time-claims.ts';

/** What was found, for people. */
export function reminderLines(found: RemindersFound): string[] {
  const { dials, claims, kills, events } = found;
  const perSecond = found.due / (found.minutes * 60);
  return [
    '',
    `${found.due} reminders of ${found.tenants} tenants due within ${found.minutes} minutes (${perSecond.toFixed(1)} a second), ` +
      `${found.waiting} waiting; two gateways, one of them killed twice; no tenant at a limit of its own`,
    '',
    'What a claim costs (medians, ms):',
    `  ${'waiting'.padEnd(10)}${['ten alarms', 'no alarm', 'claim', 'forgotten'].map((name) => name.padStart(12)).join('')}`,
    ...claims.map(({ waiting, times }) => `  ${String(waiting).padEnd(10)}${timesLine(times)}`),
    `  ${found.times.toFixed(2)} times as much in all`,
    '',
    `Dialled once ${dials.dialled.once}, more than once ${dials.dialled.more}, never ${dials.dialled.never}; without a reminder ${dials.unasked}; retries of busy ones ${dials.retries.all}`,
    `From a reminder's time to Retell: half within ${seconds(dials.lateMs.p50)}, 95 % ${seconds(dials.lateMs.p95)}, ` +
      `99 % ${seconds(dials.lateMs.p99)}, the last ${seconds(dials.lateMs.max)}`,
    `Within 5 s ${percent(dials.within.s5)}, within 30 s ${percent(dials.within.s30)}, within 60 s ${percent(dials.within.s60)}, too early ${dials.early}`,
    ...kills.map(({ killedS, upS }) => `Killed after ${killedS} s, up again after ${upS} s`),
    `Events of calls: ${events.sent} sent, ${events.again} sent again, ${events.lost} lost; reminders not over: ${found.open}`,
    '',
    ...(found.complaints.length === 0
      ? ['All is well.']
      : ['NOT as it should be:', ...found.complaints.map((one) => `  ${one}`)]),
  ];
}

function timesLine({ fetchMs, idleMs, claimMs, sweepMs }: ClaimTimes): string {
  return [fetchMs, idleMs, claimMs, sweepMs].map((ms) => ms.toFixed(2).padStart(12)).join('');
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

function percent(share: number): string {
  return `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`;
}
