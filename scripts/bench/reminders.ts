import { setTimeout as pause } from 'node:timers/promises';
import { answerCalls } from '../../test/simulators/retell-api/answer-calls.ts';
import type { GatewayPost } from '../../test/simulators/retell-api/answer-calls.ts';
import type { DialScript } from '../../test/simulators/retell-api/dial-script.ts';
import type { Dial } from '../../test/simulators/retell-api/retell-api-simulator.ts';
import { postSigned } from '../../test/simulators/retell/post-signed.ts';
import { waitFor } from '../demo/wait-for.ts';
import { createDraw } from '../storm/draw.ts';
import { BENCH_HOST } from './reminders/bench-tenant.ts';
import { complaintsOf, judgeDials, timesAsMuch } from './reminders/judge-dials.ts';
import type { DialsFound, PlannedDial } from './reminders/judge-dials.ts';
import type { Bench } from './reminders/open-bench.ts';
import { freshenStatistics, plantDue, plantWaiting, uprootDue } from './reminders/plant-reminders.ts';
import type { DueReminder } from './reminders/plant-reminders.ts';
import { PROBES, timeClaims } from './reminders/time-claims.ts';
import type { ClaimTimes } from './reminders/time-claims.ts';

export interface RemindersPlan {
  due: number;
  waiting: number;
  /** Over so many minutes. */
  minutes: number;
  seed: number;
  signal: AbortSignal;
  onProgress: (line: string) => void;
}

export interface RemindersFound {
  tenants: number;
  due: number;
  waiting: number;
  minutes: number;
  claims: { waiting: number; times: ClaimTimes }[];
  /** What a claim costs among all that wait, over what it costs among few. */
  times: number;
  dials: DialsFound;
  /** Seconds after the first reminder was due. */
  kills: { killedS: number; upS: number }[];
  events: { sent: number; again: number; lost: number };
  /** Reminders that were due and are not over. */
  open: number;
  complaints: string[];
}

const FEW = 10_000;
const ROUNDS = 3;
/** Nothing that waits becomes due while we watch. */
const FAR_MS = 3 * 3_600_000;
const LEAD_MS = 10_000;
const KILLS_AT = [1 / 3, 2 / 3];
/** A call of which nobody knows whether it was made is given up after five minutes at the earliest. */
const STRAGGLERS_MS = 10 * 60_000;
const OUTCOMES_MS = 3 * 60_000;
const HALF_AN_HOUR_MS = 30 * 60_000;
const CALLS_AT_ONCE = 100;
const EVENT_TRIES = 5;
const EVENT_PAUSE_MS = 1_000;

/** Plants, measures, lets two gateways dial while one of them is killed twice, and counts what arrived at Retell. */
export async function benchReminders(bench: Bench, plan: RemindersPlan): Promise<RemindersFound> {
  const { onProgress, signal } = plan;
  const claims = await measureClaims(bench, plan);
  onProgress('Starting two gateways ...');
  await Promise.all(bench.gateways.map((gateway) => gateway.start()));
  signal.throwIfAborted();
  onProgress(`Planting ${plan.due} reminders that become due within ${plan.minutes} minutes ...`);
  const { planned, startsAt } = await plantTheDue(bench, plan);
  const line = answerEverybody(bench, plan.seed);
  const kills = await watch(bench, plan, startsAt, () => line.dials);
  const isDialled = await waitFor(
    async () => signal.aborted || new Set(line.dials.map(customerOf)).size >= planned.length,
    STRAGGLERS_MS,
    1_000,
  );
  signal.throwIfAborted();
  onProgress(isDialled ? 'All were dialled, the last calls end ...' : 'NOT all were dialled in time ...');
  await line.playOut();
  await waitFor(async () => signal.aborted || (await countOpen(bench)) === 0, OUTCOMES_MS, 1_000);
  signal.throwIfAborted();
  const dials = judgeDials(
    planned,
    line.dials.map((dial) => ({
      customer: customerOf(dial),
      purpose: String(dial.metadata['call_purpose']),
      at: dial.at,
    })),
  );
  const open = await countOpen(bench);
  const [few, many] = [claims[0]?.times, claims.at(-1)?.times];
  const times = few === undefined || many === undefined ? 1 : timesAsMuch(few, many);
  return {
    tenants: bench.tenants.length,
    due: plan.due,
    waiting: plan.waiting,
    minutes: plan.minutes,
    claims,
    times,
    dials,
    kills,
    events: line.events,
    open,
    complaints: complaintsOf({ dials, times, open, events: line.events }),
  };
}

/** With few that wait, then with all of them. */
async function measureClaims(bench: Bench, plan: RemindersPlan): Promise<RemindersFound['claims']> {
  const claims: RemindersFound['claims'] = [];
  const from = new Date(Date.now() + plan.minutes * 60_000 + FAR_MS);
  let first = 0;
  for (const until of new Set([Math.min(FEW, plan.waiting), plan.waiting])) {
    plan.onProgress(`Planting reminders until ${until} wait ...`);
    await plantWaiting(bench.ground, { first, until, from });
    plan.signal.throwIfAborted();
    await freshenStatistics(bench.ground);
    const rounds: ClaimTimes[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await timeOnProbes(bench));
    const times = leastOf(rounds);
    const { fetchMs, idleMs, claimMs, sweepMs } = times;
    const shown = [fetchMs, idleMs, claimMs, sweepMs].map((ms) => ms.toFixed(2)).join(', ');
    plan.onProgress(
      `Fetching ten alarms, finding none, claiming one task, looking for forgotten ones: ${shown} ms`,
    );
    claims.push({ waiting: until, times });
    first = until;
  }
  return claims;
}

async function timeOnProbes(bench: Bench): Promise<ClaimTimes> {
  const now = new Date();
  const probes = Array.from({ length: PROBES }, (_, place) => ({
    tenant: place % bench.tenants.length,
    scheduledAt: new Date(now.getTime() - 2_000),
    uid: `probe-${place}`,
    calendarId: place,
  }));
  await plantDue(bench.ground, 'p', probes);
  const times = await timeClaims(bench.boss, bench.storeOf, now);
  await uprootDue(bench.ground, 'p');
  return times;
}

/** Whatever else the machine does only adds to a time, so the least of several says most. */
function leastOf(rounds: ClaimTimes[]): ClaimTimes {
  const least = (field: keyof ClaimTimes): number => Math.min(...rounds.map((times) => times[field]));
  return {
    fetchMs: least('fetchMs'),
    idleMs: least('idleMs'),
    claimMs: least('claimMs'),
    sweepMs: least('sweepMs'),
  };
}

async function plantTheDue(
  bench: Bench,
  { due, minutes, seed }: RemindersPlan,
): Promise<{ planned: PlannedDial[]; startsAt: Date }> {
  const draw = createDraw(seed);
  const windowMs = minutes * 60_000;
  // Planting takes its time; nobody may be due before it is over.
  const startsAt = new Date(Math.ceil((Date.now() + LEAD_MS + due) / 1_000) * 1_000);
  const reminders = Array.from({ length: due }, (_, place): DueReminder => {
    const tenant = place % bench.tenants.length;
    const scheduledAt = new Date(startsAt.getTime() + Math.floor(draw.below(windowMs) / 1_000) * 1_000);
    const booking = bench.calendar.addBooking({
      eventTypeId: bench.tenants[tenant]?.eventTypeId ?? 0,
      host: BENCH_HOST,
      start: new Date(scheduledAt.getTime() + 48 * HALF_AN_HOUR_MS),
      attendee: { name: 'Max Mustermann', email: 'max@example.com' },
    });
    return { tenant, scheduledAt, uid: booking.uid, calendarId: booking.id };
  });
  await plantDue(bench.ground, 'd', reminders);
  if (Date.now() > startsAt.getTime())
    throw new Error('planting took too long, the first were due before it was over');
  const planned = await bench.ground.sql<PlannedDial[]>`
    select customer_id as customer, scheduled_at as "scheduledAt" from follow_up_tasks where id like 'tsk_d%'`;
  return { planned: [...planned], startsAt };
}

/** Kills the first gateway twice, and starts it again each time, while the reminders are due. */
async function watch(
  { gateways: [victim] }: Bench,
  { minutes, signal, onProgress }: RemindersPlan,
  startsAt: Date,
  dials: () => readonly Dial[],
): Promise<RemindersFound['kills']> {
  const kills: RemindersFound['kills'] = [];
  const since = (): number => Math.round((Date.now() - startsAt.getTime()) / 100) / 10;
  const untilMs = (share: number): number => startsAt.getTime() + share * minutes * 60_000 - Date.now();
  for (const share of KILLS_AT) {
    await pause(Math.max(0, untilMs(share)), undefined, { signal });
    await victim.kill();
    const killedS = since();
    onProgress(`One gateway killed after ${killedS} s, ${dials().length} dialled by then`);
    await victim.start();
    kills.push({ killedS, upS: since() });
  }
  await pause(Math.max(0, untilMs(1)), undefined, { signal });
  return kills;
}

/** Plays each call as soon as it is made; its events reach whichever gateway is up. */
function answerEverybody({ retell, gateways }: Bench, seed: number) {
  const dials: Dial[] = [];
  const events = { sent: 0, again: 0, lost: 0 };
  let turn = 0;
  retell.onDial((dial) => {
    dials.push(dial);
    return undefined;
  });
  const post: GatewayPost = async (apiKey, path, payload) => {
    events.sent += 1;
    turn += 1;
    const first = turn;
    let told = { status: 0, answer: {} };
    for (let tries = 0; tries < EVENT_TRIES; tries += 1) {
      if (tries > 0) events.again += 1;
      told = await postSigned(`${gateways[(first + tries) % 2]?.url}${path}`, apiKey, payload);
      if (told.status >= 200 && told.status < 300) return told;
      await pause(EVENT_PAUSE_MS);
    }
    events.lost += 1;
    return told;
  };
  const answerer = answerCalls(retell, {
    post,
    script: (dial) => scriptOf(seed, dial),
    now: () => new Date(),
    atOnce: CALLS_AT_ONCE,
  });
  return { dials, events, playOut: () => answerer.playOut() };
}

/** What becomes of a call hangs on the seed and on whom it is for, not on the order of the calls. */
function scriptOf(seed: number, dial: Dial): DialScript {
  const draw = createDraw(seed, Number(customerOf(dial).slice(-8)));
  const luck = draw.below(10);
  if (luck < 2) return { kind: 'no_answer' };
  if (luck < 3) return { kind: 'busy' };
  if (luck < 4) return { kind: 'voicemail' };
  return { kind: 'answered', analysis: { customer_response: luck < 9 ? 'confirmed' : 'unclear' } };
}

function customerOf({ metadata }: Dial): string {
  return String(metadata['contact_id']);
}

/** Tasks that were due and whose call is not worked off: a retry is a task of its own, and waits for its time. */
async function countOpen({ ground }: Bench): Promise<number> {
  const rows = await ground.sql<{ open: number }[]>`
    select count(*)::int as open from follow_up_tasks
    where id like 'tsk_d%' and status in ('pending', 'processing')`;
  return rows[0]?.open ?? 0;
}
