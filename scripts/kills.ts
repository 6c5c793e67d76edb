import { resolve } from 'node:path';
import { onStage } from './on-stage.ts';
import { readOptions } from './read-options.ts';
import { DEEDS, planKills } from './kills/kill-plan.ts';
import type { PlannedKill } from './kills/kill-plan.ts';
import { MOMENTS } from './kills/kill-moment.ts';
import { playKill } from './kills/play-kill.ts';
import type { PlayedKill } from './kills/play-kill.ts';
import { judgeAnswers } from './storm/judge-answers.ts';
import { judgeBooks } from './storm/judge-books.ts';
import type { Finding } from './storm/judge-books.ts';
import { openStage } from './storm/open-stage.ts';
import type { Stage } from './storm/open-stage.ts';
import { openLine } from './storm/phone-line.ts';
import type { PhoneLine } from './storm/phone-line.ts';
import { readLedger } from './storm/read-ledger.ts';
import { findingLines, table } from './storm/storm-report.ts';
import type { StormTenant } from './storm/storm-tenant.ts';
import { wholeNumber } from './whole-number.ts';

const HELP = `npm run kills -- [--seed N] [--runs N] [--lanes N] [--settle SECONDS] [--limit MINUTES] [--json]

Again and again a gateway process gets SIGKILL while it books, moves or cancels an appointment, before, during or
after Cal.com's own work, and is started again. Some callers ask again, some through another gateway, some never do.
When all is settled, what callers heard, our tables and the calendar are compared: 0 lost, 0 double, 0 stuck.
Exits 1 otherwise.

  --seed N            when each gateway is killed, and all the rest (default 1)
  --runs N            kills (default 200)
  --lanes N           gateways, each with a tenant that is asked there, killed beside each other (default 4)
  --settle SECONDS    how long to wait for what is under way at the end (default 330)
  --limit MINUTES     no new kills after that (default 20)
  --json              print the result as one line of JSON, and progress on stderr
  --help              print this

Everything lies in DATA_DIR/kills (.data/kills); the gateways' logs stay there.
`;

const { values: options } = readOptions(HELP, {
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '200' },
    lanes: { type: 'string', default: '4' },
    settle: { type: 'string', default: '330' },
    limit: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const seed = wholeNumber('seed', options.seed, 0, 2 ** 31);
const runs = wholeNumber('runs', options.runs, 1, 10_000);
const lanes = wholeNumber('lanes', options.lanes, 1, 4);
const settleMs = wholeNumber('settle', options.settle, 1, 3_600) * 1_000;
const limitMs = wholeNumber('limit', options.limit, 1, 240) * 60_000;

const say = (line: string): void => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);
const PROGRESS_EVERY = 10;
const dataDir = resolve(process.env['DATA_DIR'] || '.data', 'kills');

process.exit(
  await onStage(
    {
      dataDir,
      open: (starting) =>
        openStage({ ...starting, dataDir, tenants: lanes, gateways: lanes, seed, onProgress: say }),
    },
    kills,
  ),
);

interface Lane {
  tenant: StormTenant;
  line: PhoneLine;
  played: PlayedKill[];
}

async function kills(stage: Stage, signal: AbortSignal): Promise<number> {
  say(`Seed ${seed}: ${runs} kills of ${lanes} gateways`);
  const began = performance.now();
  let over = 0;
  const onOver = (): void => {
    over += 1;
    if (over % PROGRESS_EVERY === 0) say(`  ${secondsSince(began)} s: ${over} of ${runs}`);
  };
  const isEnded = (): boolean => signal.aborted || performance.now() - began > limitMs;
  const played = await Promise.all(
    planKills({ seed, runs, lanes }).map((plans, lane) => playLane(stage, lane, plans, { isEnded, onOver })),
  );
  say(`The kills took ${secondsSince(began)} s; settling ...`);
  const settling = performance.now();
  const isSettled = await stage.settle(settleMs);
  say(`${isSettled ? 'Settled' : 'NOT settled'} after ${secondsSince(settling)} s`);
  return report(stage, played, isSettled);
}

async function playLane(
  stage: Stage,
  lane: number,
  plans: PlannedKill[],
  { isEnded, onOver }: { isEnded: () => boolean; onOver: () => void },
): Promise<Lane> {
  const tenant = stage.tenants[lane];
  if (tenant === undefined) throw new Error('a lane needs a tenant');
  const line = openLine(tenant, stage.doorsFor(tenant));
  const played: PlayedKill[] = [];
  for (const plan of plans) {
    if (isEnded()) break;
    played.push(await playKill(stage, line, lane, plan));
    onOver();
  }
  return { tenant, line, played };
}

async function report(stage: Stage, all: Lane[], isSettled: boolean): Promise<number> {
  const played = all.flatMap((lane) => lane.played);
  const findings = await judge(stage, all);
  const isGood = isSettled && played.length === runs && findings.every(({ broken }) => broken.length === 0);
  const count = (kind: Finding['kind']): number =>
    findings.filter((one) => one.kind === kind).reduce((sum, { broken }) => sum + broken.length, 0);
  const totals = { lost: count('lost'), double: count('double'), stuck: count('stuck') };
  const moments = momentsOf(played);
  if (options.json) {
    const result = { seed, runs: played.length, lanes, isGood, isSettled, ...totals, moments, findings };
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return isGood ? 0 : 1;
  }
  for (const line of [
    '',
    'Where the kills fell:',
    ...table([['', ...DEEDS], ...moments.map(({ moment, deeds }) => [moment, ...Object.values(deeds)])]),
    '',
    'What must not be:',
    ...findingLines(findings),
    '',
    `${played.length} of ${runs} kills: ${totals.lost} lost, ${totals.double} double, ${totals.stuck} stuck. ` +
      (isGood ? 'All is well.' : 'NOT as it should be.'),
  ]) {
    say(line);
  }
  return isGood ? 0 : 1;
}

function momentsOf(played: PlayedKill[]) {
  return MOMENTS.map((moment) => ({
    moment,
    deeds: Object.fromEntries(
      DEEDS.map((deed) => [deed, played.filter((one) => one.moment === moment && one.deed === deed).length]),
    ),
  }));
}

/** Each rule once, with what breaks it for any tenant. */
async function judge(stage: Stage, all: Lane[]): Promise<Finding[]> {
  const now = stage.clock.now();
  const bookings = stage.calendar.bookings();
  const found: Finding[] = [];
  for (const { tenant, line, played } of all) {
    const ledger = await readLedger(stage.sql, tenant.slug);
    const mine = bookings.filter(({ eventTypeId }) => eventTypeId === tenant.eventTypeId);
    found.push(
      ...judgeBooks({ ledger, bookings: mine, attempts: played, now }),
      ...judgeAnswers(line, 'are_killed'),
    );
  }
  return [...Map.groupBy(found, ({ rule }) => rule).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ ...first, broken: same.flatMap(({ broken }) => broken) }];
  });
}

function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 1_000);
}
