import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DRIVE_MODES } from './drive/drive-mode.ts';
import type { DriveMode } from './drive/drive-mode.ts';
import { planDrives } from './drive/plan-drives.ts';
import { runMode } from './drive/run-mode.ts';
import type { ModeReport } from './drive/run-mode.ts';
import { DRIVE_TODAY, DRIVE_TOMORROW, startDrive } from './drive/start-drive.ts';
import type { DriveWorld } from './drive/start-drive.ts';
import { readTraceFile } from './drive/trace-file.ts';
import type { Trace } from './drive/trace-file.ts';

const HELP = `npm run -s drive -- FILE [--mode plain|doubled|lost|together|all] [--only ID] [--slack MS] [--json]

Drives dialogues between people through a gateway of its own (PostgreSQL, a Cal.com simulator, signed HTTP), from
2019-03-01 09:00 in America/Los_Angeles on, and looks what stands in the calendar then. Needs no account and no network.

FILE is JSON, an array of {"dialogue_id", "steps", "agent_confirmation_rejected", "expected_bookings": 0 or 1,
"final": {"date", "time", "provider"} or null}; a step is {"op": "find_provider"} or {"op": "book",
"args": {"date": "2019-03-07", "time": "16:00", "provider"}, "calendar_says": "free" or "taken"}.

How: find_provider asks get_available_services; book asks check_availability, start_booking and confirm_booking for
its date and time; each rejection is a start_booking for another free time, before the first book step, in turn with
confirmed false and with nothing at all. What is taken was booked by somebody else before. At the end comes call_ended.

  --mode MODE  plain     every call once, two dialogues side by side
               doubled   every call twice: in turn at the same time and one after the other, and in turn under the
                         same tool call id and under a new one
               lost      every answer is lost once and the very same call repeated: in turn the line hangs up early
                         and the answer comes and is not heeded; and Cal.com's answer to every booking is lost too
               together  fifty dialogues at once on one day of one provider, with slots of five minutes: each wish
                         moves to the nearest time that no other dialogue wants, so that free and taken stay true
               all       one after the other (default)
  --only ID    this dialogue alone; may be repeated
  --slack MS   what an answer may take on top of its function's budget: 25 unless told; give more where the machine
               is busy with other things, since then it is the machine that is measured
  --json       print one JSON object
  --help       print this

A dialogue passes when exactly the expected booking stands in the calendar and the same appointment in our database,
nothing is held for it five seconds after its end, no taken time was offered or booked, every answer was 200 and
within its function's budget and the slack, and every repeat of a write was told the same. In the modes apart from
together a provider of one dialogue is shared with no other, since their calendars contradict each other.

Everything lies in DATA_DIR/drive (.data/drive) and is deleted at the end, except the gateway's log.
Exits 1 when a dialogue fails.
`;

const PROGRESS_EVERY = 50;

const { options, file } = readOptions();
const dataDir = resolve(process.env['DATA_DIR'] || '.data', 'drive');
const parts: { name: string; stop: () => Promise<void> }[] = [];
const ending = new AbortController();
const interrupted = Promise.withResolvers<number>();
let starting: Promise<DriveWorld> | undefined;

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
for (const [signal, code] of Object.entries(SIGNALS)) {
  process.on(signal, () => interrupted.resolve(code));
}

process.exitCode = await Promise.race([run(), interrupted.promise]);
await stopAll();
process.exit();

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        mode: { type: 'string', default: 'all' },
        only: { type: 'string', multiple: true },
        slack: { type: 'string', default: '25' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    const [path, ...others] = positionals;
    const modes = DRIVE_MODES.filter((mode) => values.mode === mode || values.mode === 'all');
    const slackMs = Number(values.slack);
    if (path !== undefined && others.length === 0 && modes.length > 0 && slackMs >= 0) {
      return { options: { ...values, modes, slackMs }, file: path };
    }
  } catch {
    // An option that does not exist: told below what there is.
  }
  process.stderr.write(HELP);
  process.exit(1);
}

/** Answers the exit code; whatever it has started by then is stopped behind it. */
async function run(): Promise<number> {
  try {
    const traces = wanted(await readTraceFile(file), options.only);
    const plan = planDrives(traces, options.modes, { today: DRIVE_TODAY, tomorrow: DRIVE_TOMORROW });
    note(`Starting with ${plan.businesses.length} businesses ...`);
    starting = startDrive({
      businesses: plan.businesses,
      dataDir,
      signal: ending.signal,
      onStarted: (part) => void parts.push(part),
    });
    const world = await starting;
    const reports: ModeReport[] = [];
    for (const mode of plan.modes) {
      const report = await runMode(world, mode, {
        slackMs: options.slackMs,
        onDriven: (done, total) => progress(mode.mode, done, total),
      });
      reports.push(report);
      if (!options.json) print(report);
    }
    if (options.json) process.stdout.write(`${JSON.stringify({ modes: reports })}\n`);
    return reports.every(isPassed) ? 0 : 1;
  } catch (error) {
    if (ending.signal.aborted) return 1;
    process.stderr.write(`The drive failed: ${error instanceof Error ? error.message : 'unknown'}\n`);
    return 1;
  }
}

function wanted(traces: Trace[], ids: string[] | undefined): Trace[] {
  if (ids === undefined) return traces;
  const chosen = traces.filter(({ id }) => ids.includes(id));
  if (chosen.length < new Set(ids).size) throw new Error('--only names a dialogue that is not in the file');
  return chosen;
}

function isPassed({ passed, total, problems }: ModeReport): boolean {
  return passed === total && problems.length === 0;
}

function print({ mode, passed, total, failures, problems, answers, slowestMs, seconds }: ModeReport): void {
  const lines = [
    ...failures.map((failure) => `${mode}: ${failure.id}: ${failure.problems.join('; ')}`),
    ...problems.map((problem) => `${mode}: ${problem}`),
    `${mode}: ${passed} of ${total}, ${answers} answers, the slowest in ${Math.round(slowestMs)} ms, ${seconds.toFixed(1)} s`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function progress(mode: DriveMode, done: number, total: number): void {
  if (done % PROGRESS_EVERY === 0 && done < total) note(`${mode}: ${done} of ${total} driven`);
}

/** For a person who waits; what the command answers stands on standard output alone. */
function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function stopAll(): Promise<void> {
  ending.abort();
  await starting?.catch(() => undefined);
  for (const part of parts.toReversed()) {
    await part.stop().catch(() => {
      process.stderr.write(`${part.name} could not be stopped in order\n`);
      process.exitCode = 1;
    });
  }
  if (process.exitCode !== 0) process.stderr.write(`The gateway's log is ${join(dataDir, 'gateway.log')}\n`);
}
