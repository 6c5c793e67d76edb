import { expect } from 'vitest';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { viewCalendar } from './calendar-view.ts';
import type { Heard } from './heard.ts';
import { judge } from './judge.ts';
import type { SalonRun } from './salon-run.ts';

/** Seconds between sweeps: writes are owned for a while, then looked up, then given up; holds end after five minutes. */
const ROUNDS = [61, 61, 301, 61, 61, 61];
const FEWEST_ROUNDS = 3;

/**
 * Lets everything come to its end: faults are over, webhooks arrive, the sweep goes round, holds lapse. Then ledger and
 * calendar are the same, nothing is open or held, and every appointment that was told of is the booking it was.
 */
export async function comeToRest(run: SalonRun, heard: Heard): Promise<void> {
  const { salon, world } = run;
  const before = viewCalendar(run.bookings());
  salon.calcom.faults.clear();
  for (const body of [...run.webhooks().splice(0), ...run.lost.splice(0)]) await run.deliver(body);
  for (const [round, seconds] of ROUNDS.entries()) {
    world.clock.advance({ seconds });
    await run.sweep();
    await run.workOff();
    if (round + 1 >= FEWEST_ROUNDS && (await isAtRest(run))) break;
  }
  await judge(run, heard, before, []);

  const now = world.clock.now();
  expect(await salon.store.calendarWrites.listOpen(), 'writes nobody settled').toEqual([]);
  expect(await salon.store.inbox.listWaiting(), 'webhooks nobody worked off').toEqual([]);
  await expectLedgerEqualsCalendar(salon, now);
  const always = { startsAt: new Date('2026-01-01'), endsAt: new Date('2028-01-01') };
  const claims = await salon.store.claims.liveWithin(always, now);
  expect(
    claims.filter(({ state }) => state === 'held'),
    'holds that did not end',
  ).toEqual([]);
  for (const caller of heard.callers) {
    const stuck = await salon.store.offers.ofCall(caller.callId, ['confirming']);
    expect(stuck, 'offers that are being confirmed for ever').toEqual([]);
    delete caller.live;
  }
  await expectToldAppointments(run, heard);
  heard.mayHaveChanged.clear();
  // What is over stands in nobody's way, but for bookings elsewhere, which may still stand where a caller wants to be.
  heard.faults = 0;
}

async function isAtRest({ salon }: SalonRun): Promise<boolean> {
  const [open, waiting] = [
    await salon.store.calendarWrites.listOpen(),
    await salon.store.inbox.listWaiting(),
  ];
  return open.length === 0 && waiting.length === 0;
}

async function expectToldAppointments({ salon, bookings }: SalonRun, { roots }: Heard): Promise<void> {
  const view = viewCalendar(bookings());
  for (const [appointmentId, root] of roots) {
    const found = await salon.store.appointments.findByUid(root);
    expect(found?.id, 'the appointment of a booking').toBe(appointmentId);
    const at = found?.status === 'cancelled' ? 'gone' : found?.startsAt.getTime();
    expect(at, 'where an appointment stands').toBe(view.get(root)?.at);
  }
}
