import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLiveValues } from '../test/simulators/retell/live-values.ts';
import {
  listRecordedCalls,
  readRecordedCall,
  RECORDED_CALLS,
} from '../test/simulators/retell/recorded-call.ts';
import { compareCalendar } from './demo/compare-ledger.ts';
import { playDemoCall } from './demo/play-demo-call.ts';
import { playReminder } from './demo/play-reminder.ts';
import { conversationLines, headline, ledgerLines, paragraph } from './demo/print-call.ts';
import { startDemo } from './demo/start-demo.ts';
import type { Demo } from './demo/start-demo.ts';
import { readOptions } from './read-options.ts';

const HELP = `npm run demo -- [--once] [--call FILE ...]

Starts everything on this machine (PostgreSQL, a Cal.com and a Retell simulator, the gateway), sets up two tenants,
plays recorded phone calls through real signed HTTP and shows for each the conversation, its function calls with
milliseconds and where the answer came from, and the appointment in our database beside the one in the calendar.
Then business time moves on to a reminder of one of the bookings: dialled, not picked up, dialled again, moved.
Then it stays up until Ctrl-C. Needs no Redis, no account and no network.

  --once       end after the calls
  --call FILE  play this recording instead of all of test/fixtures/calls; may be repeated
  --help       print this

Sources: live (asked of the calendar), cache, stale (an old copy), calendar (written to it), own data.
Everything lies in DATA_DIR/demo (.data/demo) and is deleted at the end, except the gateway's log.
Exits 1 when an answer is not as recorded or database and calendar differ.
`;

const { values: options } = readOptions(HELP, {
  options: {
    once: { type: 'boolean', default: false },
    call: { type: 'string', multiple: true },
    help: { type: 'boolean', default: false },
  },
});

const dataDir = resolve(process.env['DATA_DIR'] || '.data', 'demo');
const parts: { name: string; stop: () => Promise<void> }[] = [];
let starting: Promise<Demo> | undefined;
let stopping: Promise<void> | undefined;
const ending = new AbortController();
/** Whether it only waits to be ended, which then is no failure. */
let isDone = false;
const interrupted = Promise.withResolvers<number>();

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
for (const [signal, code] of Object.entries(SIGNALS)) {
  process.on(signal, () => interrupted.resolve(isDone ? 0 : code));
}

process.exitCode = await Promise.race([run(), interrupted.promise]);
await stopAll();
process.exit();

/** Answers the exit code; whatever it has started by then is stopped behind it. */
async function run(): Promise<number> {
  try {
    const began = performance.now();
    starting = startDemo({
      dataDir,
      signal: ending.signal,
      onProgress: print,
      onStarted: (part) => void parts.push(part),
    });
    const demo = await starting;
    print(`Everything is up after ${seconds(began)}.`);
    const problems = [...(await playAll(demo)), ...(await remind(demo))];
    if (problems.length > 0) {
      printProblems(problems);
      return 1;
    }
    if (options.once) return 0;
    isDone = true;
    printAddresses(demo);
    await demo.gatewayEnded();
    if (stopping === undefined) throw new Error('the gateway has ended by itself');
    return 0;
  } catch (error) {
    if (stopping !== undefined) return 1;
    process.stderr.write(`The demo failed: ${error instanceof Error ? error.message : 'unknown'}\n`);
    process.stderr.write(`The gateway's log is ${join(dataDir, 'gateway.log')}\n`);
    return 1;
  }
}

/** Plays the calls one after the other and answers what was not as it should be. */
async function playAll(demo: Demo): Promise<string[]> {
  const paths = options.call ?? (await listRecordedCalls(fileURLToPath(RECORDED_CALLS)));
  const values = createLiveValues();
  const problems: string[] = [];
  const took: number[] = [];
  for (const [place, path] of paths.entries()) {
    const call = await readRecordedCall(path);
    const played = await playDemoCall(demo, call, values);
    const title = `Call ${place + 1} of ${paths.length}: ${call.from_number} calls ${played.tenant.name}`;
    print('', headline(title), ...paragraph(call.call_analysis.call_summary), '');
    print(...conversationLines(played.steps, played.sources), '');
    print(...ledgerLines(played.ledger, played.tenant.timezone));
    problems.push(...played.problems.map((problem) => `${title}: ${problem}`));
    took.push(...played.steps.flatMap((step) => (step.kind === 'function' ? [step.ms] : [])));
  }
  const rows = await compareAll(demo);
  problems.push(
    ...rows.flatMap(({ service, person, differences }) =>
      differences.map((difference) => `${service}, ${person}: ${difference}`),
    ),
  );
  print(
    '',
    headline(
      `${paths.length} ${paths.length === 1 ? 'call' : 'calls'}, ${took.length} functions answered, the slowest in ${Math.round(Math.max(0, ...took))} ms; ` +
        `${rows.filter(({ differences }) => differences.length === 0).length} of ${rows.length} bookings are the same on both sides.`,
    ),
  );
  return [...new Set(problems)];
}

/** Business time moves on to the reminder of the first booking: nobody picks up, then the appointment is moved. */
async function remind(demo: Demo): Promise<string[]> {
  if (options.call !== undefined) return [];
  const played = await playReminder(demo);
  print('', headline('A reminder: business time moves on'), ...played.lines, '');
  print(...ledgerLines(played.ledger, played.zone), '');
  const same = played.ledger.every(({ differences }) => differences.length === 0);
  print(
    headline(`${played.dials} calls were dialled; ${same ? 'both sides are the same' : 'the sides differ'}.`),
  );
  return played.problems;
}

/** Every booking of the calendar against our database, those made elsewhere too. */
async function compareAll(demo: Demo) {
  const bookings = demo.calendar.bookings();
  const rows = await Promise.all(
    demo.tenants.map(({ slug, services }) => {
      const ids = services.map((service) => service.event_type_id);
      const store = demo.stores.get(slug);
      if (store === undefined) throw new Error(`${slug} is not set up`);
      return compareCalendar(
        store,
        bookings.filter(({ eventTypeId }) => ids.includes(eventTypeId)),
      );
    }),
  );
  return rows.flat();
}

function printProblems(problems: string[]): void {
  process.stderr.write(`\nNot as it should be:\n${problems.map((line) => `  ${line}\n`).join('')}`);
  process.stderr.write(`The gateway's log is ${join(dataDir, 'gateway.log')}\n`);
}

function printAddresses({ gatewayUrl, calendar, tenants }: Demo): void {
  const keys = tenants.flatMap(({ name, access_keys: all = [] }) =>
    all.map(({ role, key }) => `    ${name}, ${role}: ${key}`),
  );
  print(
    '',
    'It stays up until Ctrl-C:',
    `  gateway            ${gatewayUrl}`,
    `  owner's pages      ${gatewayUrl}/sign-in`,
    ...keys,
    `  can it serve       ${gatewayUrl}/readyz`,
    `  calendar health    ${gatewayUrl}/api/health/calcom`,
    `  metrics            ${gatewayUrl}/metrics`,
    `  Cal.com simulator  ${calendar.url}`,
    `  gateway's log      ${join(dataDir, 'gateway.log')}`,
    '',
    `Play a call again as a new one: npm run sim:retell -- --gateway ${gatewayUrl} --new-ids`,
  );
}

function stopAll(): Promise<void> {
  stopping ??= (async () => {
    ending.abort();
    await starting?.catch(() => undefined);
    if (isDone) print('', 'Stopping ...');
    for (const part of parts.toReversed()) {
      await part.stop().catch(() => {
        process.stderr.write(`${part.name} could not be stopped in order\n`);
        process.exitCode = 1;
      });
    }
  })();
  return stopping;
}

function seconds(began: number): string {
  return `${((performance.now() - began) / 1_000).toFixed(1)} s`;
}

function print(...lines: string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
