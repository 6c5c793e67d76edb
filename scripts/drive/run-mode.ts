import { compareCalendar } from '../demo/compare-ledger.ts';
import type { SimBooking } from '../../test/simulators/calcom/calendar-book.ts';
import type { DriveMode } from './drive-mode.ts';
import { driveTrace } from './drive-trace.ts';
import type { DrivenTrace } from './drive-trace.ts';
import { judgeDrive } from './judge-drive.ts';
import type { DriveEnd } from './judge-drive.ts';
import type { Round } from './plan-drives.ts';
import { startOf } from './start-drive.ts';
import type { DriveWorld } from './start-drive.ts';

export interface ModeReport {
  mode: DriveMode;
  passed: number;
  total: number;
  failures: { id: string; problems: string[] }[];
  /** What no single dialogue is to blame for. */
  problems: string[];
  answers: number;
  slowestMs: number;
  seconds: number;
}

/** Drives every dialogue of a mode, lets the webhooks be worked off and judges what stands then. */
export async function runMode(
  world: DriveWorld,
  { mode, rounds }: { mode: DriveMode; rounds: Round[] },
  { slackMs, onDriven }: { slackMs: number; onDriven: (done: number, total: number) => void },
): Promise<ModeReport> {
  const began = performance.now();
  const total = rounds.reduce((sum, { drives }) => sum + drives.length, 0);
  const driven: DrivenTrace[] = [];
  for (const { drives, atOnce } of rounds) {
    const waiting = [...drives];
    const drain = async (): Promise<void> => {
      for (let drive = waiting.shift(); drive !== undefined; drive = waiting.shift()) {
        driven.push(await driveTrace(world, drive));
        onDriven(driven.length, total);
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, drives.length) }, drain));
  }
  const isSettled = await world.settle();
  const callIds = new Set(driven.map(({ call }) => call.id));
  const standing = world.calendar.bookings().filter(isStanding);
  const failures = [];
  for (const one of driven.toSorted((a, b) => a.drive.place - b.drive.place)) {
    const problems = judgeDrive(await endOf(world, one, standing), slackMs);
    if (problems.length > 0) failures.push({ id: one.drive.id, problems: [...new Set(problems)] });
  }
  const eventTypes = new Set(
    rounds.flatMap(({ drives }) => drives.flatMap(({ business }) => eventTypesOf(business))),
  );
  const strays = standing.filter(
    (booking) => eventTypes.has(booking.eventTypeId) && !callIds.has(callIdOf(booking)),
  );
  const times = driven.flatMap(({ call }) => call.exchanges.map(({ ms }) => ms));
  return {
    mode,
    passed: total - failures.length,
    total,
    failures,
    problems: [
      ...(isSettled ? [] : ['webhooks of the calendar were not worked off in time']),
      ...strays.map(({ start }) => `a booking at ${start.toISOString()} of no call`),
    ],
    answers: times.length,
    slowestMs: Math.max(0, ...times),
    seconds: (performance.now() - began) / 1_000,
  };
}

async function endOf(world: DriveWorld, one: DrivenTrace, standing: SimBooking[]): Promise<DriveEnd> {
  const { drive, call, held, untakenEvents } = one;
  const bookings = standing.filter((booking) => callIdOf(booking) === call.id);
  const rows = await compareCalendar(world.storeOf(drive.business), bookings);
  const final =
    drive.final === undefined ? {} : { final: { slot: drive.final, startsAt: startOf(drive.final) } };
  return {
    exchanges: call.exchanges,
    ...final,
    bookings,
    differences: rows.flatMap(({ differences }) => differences),
    held,
    untakenEvents,
  };
}

function isStanding({ source, status }: SimBooking): boolean {
  return source === 'api' && (status === 'accepted' || status === 'pending');
}

/** The gateway writes the call into what it books. */
function callIdOf({ metadata }: SimBooking): string {
  return String(metadata['call_id']);
}

function eventTypesOf({ services }: Round['drives'][number]['business']): number[] {
  return [...services.values()].map(({ eventTypeId }) => eventTypeId);
}
