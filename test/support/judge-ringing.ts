import type { Dial } from '../simulators/retell-api/retell-api-simulator.ts';
import { brokenLaw } from './calling-law.ts';
import { NUMBERS, numberOf, ownDials } from './ringing-run.ts';
import type { Booked, Run } from './ringing-run.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Looks at every call that was made since the last look, by what others can see of it. */
export async function judgeNewDials(run: Run, happened: string): Promise<void> {
  const dials = ownDials(run);
  for (const [place, dial] of dials.entries()) {
    if (place < run.judged) continue;
    const problems = await problemsOf(run, dial, dials.slice(0, place));
    run.violations.push(...problems.map((problem) => `${dial.at.toISOString()}, ${happened}: ${problem}`));
  }
  run.judged = dials.length;
}

async function problemsOf(run: Run, dial: Dial, before: Dial[]): Promise<string[]> {
  const { at, metadata, toNumber } = dial;
  const { rules } = run;
  const problems: string[] = [];
  const person = run.people.find(({ id }) => id === metadata['contact_id']);
  const zone = person?.zone ?? NUMBERS.find(({ number }) => number === toNumber)?.zone ?? 'none';
  const broken = brokenLaw(at, zone, rules);
  if (broken !== undefined) problems.push(broken);
  if (toNumber !== numberOf(person)) problems.push('not the number of the customer');
  if (!rules.enabled) problems.push('switched off');
  if (run.isPaused) problems.push('paused');
  if (run.forbidden.has(toNumber)) problems.push('a forbidden number');
  const within = (ms: number) => before.filter((one) => at.getTime() - one.at.getTime() < ms);
  if (within(HOUR_MS).some((one) => one.toNumber === toNumber))
    problems.push('the same number within the hour');
  if (within(15 * MINUTE_MS).length >= rules.perQuarterHour)
    problems.push('too many in a quarter of an hour');
  const running = within(2.5 * HOUR_MS).filter(({ callId }) => !run.over.has(callId));
  if (running.length >= rules.atOnce) problems.push('too many at once');
  const session = await run.salon.store.callSessions.find(String(metadata['session_id']));
  const sessions = await run.salon.store.callSessions.ofTask(session?.taskId ?? '');
  const ids = sessions.map(({ id }) => id);
  if (before.some((one) => ids.includes(String(one.metadata['session_id']))))
    problems.push('the task was dialled');
  return [...problems, ...(await problemsOfAppointment(run, dial, session?.appointmentAt))];
}

/** The calendar's word may be a minute old. */
async function problemsOfAppointment(
  run: Run,
  { at, metadata }: Dial,
  told: Date | undefined,
): Promise<string[]> {
  const appointment = await run.salon.store.appointments.find(String(metadata['appointment_id']));
  const booking =
    run.booked.find(({ uid }) => uid === appointment?.uid) ?? (await booked(run, appointment?.id));
  if (booking === undefined || told === undefined) return ['about no appointment'];
  const known = booking.history.filter(
    (_, place, all) => (all[place + 1]?.since.getTime() ?? Infinity) >= at.getTime() - MINUTE_MS,
  );
  return [
    ...(known.some(({ start }) => start?.getTime() === told.getTime())
      ? []
      : ['it does not stand at that time']),
    ...(told.getTime() - at.getTime() >= HOUR_MS ? [] : ['within an hour of the appointment']),
  ];
}

/** Of a move that was not told, our appointment has the uid of before. */
async function booked(run: Run, appointmentId: string | undefined): Promise<Booked | undefined> {
  const { salon } = run;
  const uids = new Map(salon.calcom.bookings().map((one) => [one.rescheduledFromUid, one.uid]));
  const appointment =
    appointmentId === undefined ? undefined : await salon.store.appointments.find(appointmentId);
  let uid = appointment?.uid;
  while (uid !== undefined && uids.has(uid)) uid = uids.get(uid);
  return run.booked.find((one) => one.uid === uid);
}
