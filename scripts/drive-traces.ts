import { resolve } from 'node:path';
import { DRIVE_MODES } from './drive/drive-mode.ts';
import type { DriveMode } from './drive/drive-mode.ts';
import { planDrives } from './drive/plan-drives.ts';
import type { Plan } from './drive/plan-drives.ts';
import { runMode } from './drive/run-mode.ts';
import type { ModeReport } from './drive/run-mode.ts';
import { DRIVE_TODAY, DRIVE_TOMORROW, startDrive } from './drive/start-drive.ts';
import type { DriveWorld } from './drive/start-drive.ts';
import { readTraceFile } from './drive/trace-file.ts';
import type { Trace } from './drive/trace-file.ts';
import { onStage } from './on-stage.ts';
import { readOptions } from './read-options.ts';
import { wholeNumber } from './whole-number.ts';

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

const { options, file } = chooseOptions();
const dataDir = resolve(process.env['DATA_DIR'] || '.data', 'drive');
const plan = await readPlan().catch(giveUp);
note(`Starting with ${plan.businesses.length} businesses ...`);
process.exit(
  await onStage(
    { dataDir, open: (starting) => startDrive({ ...starting, dataDir, businesses: plan.businesses }) },
    drive,
  ),
);

function chooseOptions() {
  const { values, positionals } = readOptions(HELP, {
    allowPositionals: true,
    options: {
      mode: { type: 'string', default: 'all' },
      only: { type: 'string', multiple: true },
      slack: { type: 'string', default: '25' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [path, ...others] = positionals;
  const modes = DRIVE_MODES.filter((mode) => values.mode === mode || values.mode === 'all');
  if (path === undefined || others.length > 0 || modes.length === 0) {
    process.stderr.write(HELP);
    return process.exit(1);
  }
  const slackMs = wholeNumber('slack', values.slack, 0, 600_000);
  return { options: { ...values, modes, slackMs }, file: path };
}

async function readPlan(): Promise<Plan> {
  const traces = wanted(await readTraceFile(file), options.only);
  return planDrives(traces, options.modes, { today: DRIVE_TODAY, tomorrow: DRIVE_TOMORROW });
}

async function drive(world: DriveWorld): Promise<number> {
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

function giveUp(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : 'the dialogues cannot be read'}\n`);
  return process.exit(1);
}
