import { resolve } from 'node:path';
import { onStage } from './on-stage.ts';
import { readOptions } from './read-options.ts';
import { judgeAnswers, repeatsOf, timesOf } from './storm/judge-answers.ts';
import { judgeBooks } from './storm/judge-books.ts';
import { openStage } from './storm/open-stage.ts';
import type { Stage } from './storm/open-stage.ts';
import { readLedger } from './storm/read-ledger.ts';
import { runStorm } from './storm/run-storm.ts';
import type { StormRun } from './storm/run-storm.ts';
import { planStorm } from './storm/storm-plan.ts';
import type { StormPlan } from './storm/storm-plan.ts';
import { countLines, findingLines, timeLines } from './storm/storm-report.ts';
import type { StormTenant } from './storm/storm-tenant.ts';
import { wholeNumber } from './whole-number.ts';

const HELP = `npm run storm -- [--seed N] [--attempts N] [--callers N] [--pause MS] [--settle SECONDS] [--limit MINUTES]
                 [--no-freeze-postgres] [--no-empty-redis] [--json]

Callers fight for the days of one person through two gateway processes on one PostgreSQL and one Redis, while a
Cal.com simulator answers late, loses answers, says 503 and 429, sends its webhooks twice and out of order, and others
book and cancel on its pages. In the middle Redis is killed and comes back empty, and PostgreSQL stands still for
three seconds. When the last caller has hung up and all is settled, what callers heard, our tables and the calendar are
compared. Exits 1 where they differ, or answers were late.

  --seed N               the plan and the faults, by count (default 1)
  --attempts N           calls (default 10000)
  --callers N            at once (default 500)
  --pause MS             the longest pause of a caller between two functions, in which the agent speaks too
                         (default 5000); before the next call it is up to seven times as long
  --settle SECONDS       how long to wait for what is under way at the end (default 330)
  --limit MINUTES        no new calls after that (default 40)
  --no-freeze-postgres   leave PostgreSQL alone; it can be frozen on Linux only
  --no-empty-redis       leave Redis alone
  --json                 print the result as one line of JSON, and progress on stderr
  --help                 print this

It takes some ten minutes and uses about three quarters of two cores; on a machine that is busy with other things
answers come late. With more cores, shorten the pauses.

Budgets of requests (functions and calendar) are set so high that they decide nothing. Everything lies in
DATA_DIR/storm (.data/storm); the gateways' logs stay there.
`;

const { values: options } = readOptions(HELP, {
  allowNegative: true,
  options: {
    seed: { type: 'string', default: '1' },
    attempts: { type: 'string', default: '10000' },
    callers: { type: 'string', default: '500' },
    pause: { type: 'string', default: '5000' },
    settle: { type: 'string', default: '330' },
    limit: { type: 'string', default: '40' },
    'freeze-postgres': { type: 'boolean', default: process.platform === 'linux' },
    'empty-redis': { type: 'boolean', default: true },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const seed = wholeNumber('seed', options.seed, 0, 2 ** 31);
const attempts = wholeNumber('attempts', options.attempts, 1, 100_000);
const callers = wholeNumber('callers', options.callers, 1, 500);
const pauseMs = wholeNumber('pause', options.pause, 0, 60_000);
const settleMs = wholeNumber('settle', options.settle, 1, 3_600) * 1_000;
const limitMs = wholeNumber('limit', options.limit, 1, 240) * 60_000;

const say = (line: string): void => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);
const dataDir = resolve(process.env['DATA_DIR'] || '.data', 'storm');

process.exit(
  await onStage(
    {
      dataDir,
      open: (starting) => openStage({ ...starting, dataDir, tenants: 1, gateways: 2, seed, onProgress: say }),
    },
    storm,
  ),
);

async function storm(stage: Stage, signal: AbortSignal): Promise<number> {
  const [tenant] = stage.tenants;
  if (tenant === undefined) throw new Error('a storm needs a tenant');
  const plan = planStorm({ seed, attempts, callers });
  say(`Seed ${seed}: ${attempts} calls of ${callers} callers for ${plan.times.length} times of one person`);
  const run = await runStorm(stage, tenant, plan, {
    seed,
    pauseMs,
    freezesPostgres: options['freeze-postgres'],
    emptiesRedis: options['empty-redis'],
    limitMs,
    signal,
    onProgress: say,
  });
  say(`The storm took ${seconds(run.tookMs)}; settling ...`);
  const began = performance.now();
  const isSettled = await stage.settle(settleMs);
  const settledMs = performance.now() - began;
  return report(stage, tenant, plan, run, { isSettled, settledMs });
}

async function report(
  stage: Stage,
  tenant: StormTenant,
  plan: StormPlan,
  run: StormRun,
  { isSettled, settledMs }: { isSettled: boolean; settledMs: number },
): Promise<number> {
  const ledger = await readLedger(stage.sql, tenant.slug);
  const now = stage.clock.now();
  const books = { ledger, bookings: stage.calendar.bookings(), attempts: run.attempts, now };
  const findings = [...judgeBooks(books), ...judgeAnswers(run.line, 'stay_up')];
  const planned = plan.callers.reduce((sum, caller) => sum + caller.attempts.length, 0);
  findings.push({
    kind: 'told',
    rule: 'calls that were planned and not made',
    broken: planned === run.attempts.length ? [] : [`${planned - run.attempts.length} of them`],
  });
  const isGood = isSettled && findings.every(({ broken }) => broken.length === 0);
  const beliefs = countBy(run.attempts, ({ belief }) => belief.kind);
  const faults = countBy(stage.calendar.requests(), ({ fault }) => fault ?? 'none');
  const times = timesOf(run.line.heard);
  const repeats = repeatsOf(run.line.repeated);
  const { elsewhere, tookMs, ownLagMs } = run;
  if (options.json) {
    const result = { seed, attempts, callers, isGood, isSettled, tookMs, settledMs };
    process.stdout.write(
      `${JSON.stringify({ ...result, findings, beliefs, faults, times, repeats, elsewhere, ownLagMs })}\n`,
    );
    return isGood ? 0 : 1;
  }
  say(`${isSettled ? 'Settled' : 'NOT settled'} after ${seconds(settledMs)}`);
  for (const line of [
    '',
    ...countLines('Callers believe at the end of their call:', beliefs),
    '',
    ...countLines('Requests to the calendar, by what befell them:', faults),
    '',
    ...countLines('Repeats heard:', repeats),
    '',
    `Elsewhere: ${elsewhere.booked} booked, ${elsewhere.cancelled} cancelled`,
    '',
    ...timeLines(times),
    `Callers and calendar share a process, which was late itself: p99 ${ownLagMs.p99} ms, max ${ownLagMs.max} ms`,
    '',
    'What must not be:',
    ...findingLines(findings),
    '',
    isGood ? 'All is well.' : 'NOT as it should be.',
  ]) {
    say(line);
  }
  return isGood ? 0 : 1;
}

function countBy<T>(all: T[], name: (one: T) => string): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(all, name)].map(([key, those]) => [key, those.length]));
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`;
}
