import { toWallTime } from '../../src/domain/wall-clock.ts';
import type { FollowUpTask } from '../../src/domain/reminders/follow-up-task.ts';
import type { TenantStore } from '../../src/store/tenant-store.ts';
import { answerCalls, postTo } from '../../test/simulators/retell-api/answer-calls.ts';
import type { CallAnswerer, PlayedDial } from '../../test/simulators/retell-api/answer-calls.ts';
import type { DialScript } from '../../test/simulators/retell-api/dial-script.ts';
import { asObject } from '../../test/simulators/retell/json-object.ts';
import { compareAppointments } from './compare-ledger.ts';
import type { LedgerRow } from './compare-ledger.ts';
import { paragraph } from './print-call.ts';
import type { Demo } from './start-demo.ts';
import { waitFor } from './wait-for.ts';

export interface PlayedReminder {
  lines: string[];
  /** The appointment as it stands at the end. */
  ledger: LedgerRow[];
  zone: string;
  dials: number;
  /** What is not as it should be, one line each. */
  problems: string[];
}

const DIAL_LIMIT_MS = 20_000;
const OUTCOME_LIMIT_MS = 15_000;
/** So far ahead that every planned call is due by then. */
const FAR_MS = 400 * 86_400_000;
/** The clock is behind the task's time when the gateway is up. */
const A_MOMENT_MS = 1_000;
/** Behind date and time. */
const MARGIN = 20;

/** Nobody picks up the first time; the second time the appointment does not suit, and another day does. */
const PEOPLE: Record<string, DialScript> = {
  '1': { kind: 'no_answer' },
  '2': {
    kind: 'answered',
    sentiment: 'Positive',
    functions: [
      { name: 'initialize_call', args: {} },
      { name: 'check_availability', args: { date: 'heute in einer Woche' } },
      {
        name: 'reschedule_appointment',
        args: (answers) => ({ new_date: answers[1]?.['date'], new_time: firstSlot(answers[1]) }),
      },
    ],
  },
};

/** Business time moves on until the first reminder of the first tenant is dialled, and again until its retry is. */
export async function playReminder(demo: Demo): Promise<PlayedReminder> {
  const [tenant] = demo.tenants;
  const store = tenant === undefined ? undefined : demo.stores.get(tenant.slug);
  if (tenant === undefined || store === undefined) throw new Error('no tenant is set up');
  const answerer = answerCalls(demo.retell, {
    post: postTo(demo.gatewayUrl),
    now: () => demo.clock.now(),
    script: (dial) => PEOPLE[String(dial.metadata['attempt'])] ?? { kind: 'no_answer' },
  });
  const far = new Date(demo.clock.now().getTime() + FAR_MS);
  const [planned] = await store.followUpTasks.listDue(far);
  if (planned?.appointmentId === undefined) throw new Error('no reminder was planned with the bookings');
  const act = { demo, store, answerer, zone: tenant.timezone };
  const lines = [await plannedLine(act, planned)];

  const first = await dialAt(act, planned, 1);
  const retry = await nextCall(act, planned);
  lines.push(...dialLines(act, planned, first), `  ${wall(act, retry.scheduledAt)}  planned: the retry`);
  const second = await dialAt(act, retry, 2);
  await demo.settle();
  const isClosed = await waitFor(
    async () => (await store.followUpTasks.find(retry.id))?.status === 'completed',
    OUTCOME_LIMIT_MS,
  );
  lines.push(...dialLines(act, retry, second));
  const anew = await nextCall(act, retry);
  lines.push(`  ${wall(act, anew.scheduledAt)}  planned: a reminder of the new time`);

  const ledger = await compareAppointments(store, demo.calendar.bookings(), [planned.appointmentId]);
  const moved = ledger[0]?.ours?.startsAt.getTime();
  const refused = second.steps.filter(({ answer }) => answer['success'] === false);
  return {
    lines,
    ledger,
    zone: tenant.timezone,
    dials: demo.retell.dials().length,
    problems: [
      ...(isClosed ? [] : ['the task of the answered reminder was not closed']),
      ...(moved === planned.appointmentAt?.getTime() ? ['the reminder did not move the appointment'] : []),
      ...refused.map(
        ({ what, answer }) => `${what} was refused in the reminder: ${String(answer['reason'])}`,
      ),
      ...(demo.retell.dials().length === 2
        ? []
        : [`${demo.retell.dials().length} calls were dialled, not 2`]),
      ...ledger.flatMap(({ differences }) => differences.map((difference) => `reminder: ${difference}`)),
    ],
  };
}

interface Act {
  demo: Demo;
  store: TenantStore;
  answerer: CallAnswerer;
  zone: string;
}

/** Moves on to a task's time, waits until somebody is rung and plays what becomes of it. */
async function dialAt(act: Act, task: FollowUpTask, nth: number): Promise<PlayedDial> {
  await act.demo.moveTo(new Date(task.scheduledAt.getTime() + A_MOMENT_MS));
  const isDialled = await waitFor(async () => act.demo.retell.dials().length >= nth, DIAL_LIMIT_MS);
  if (!isDialled) throw new Error('a reminder that was due was not dialled');
  const [played] = await act.answerer.playOut();
  if (played === undefined) throw new Error('a dialled call could not be played');
  return played;
}

/** The call that is planned next about the same appointment. */
async function nextCall({ store }: Act, before: FollowUpTask): Promise<FollowUpTask> {
  const find = async () =>
    (await store.followUpTasks.openOfAppointment(before.appointmentId ?? '')).find(
      ({ id, status }) => id !== before.id && status === 'pending',
    );
  await waitFor(async () => (await find()) !== undefined, OUTCOME_LIMIT_MS);
  const found = await find();
  if (found === undefined) throw new Error('no further call was planned');
  return found;
}

async function plannedLine(act: Act, task: FollowUpTask): Promise<string> {
  const appointment = await act.store.appointments.find(task.appointmentId ?? '');
  const about = `${appointment?.service?.name} of ${appointment?.customer?.name}`;
  const start = wall(act, appointment?.startsAt ?? task.scheduledAt);
  return `  ${wall(act, task.scheduledAt)}  planned: ${task.hoursBefore} h before ${about}, ${start}`;
}

function dialLines(act: Act, task: FollowUpTask, { steps }: PlayedDial): string[] {
  const asked = steps.filter(({ answer }) => 'success' in answer);
  const at = wall(act, task.scheduledAt);
  if (asked.length === 0) return [`  ${at}  dialled: nobody picks up`];
  return [
    `  ${at}  dialled: answered`,
    ...asked.flatMap(({ what, answer }) => [
      `${' '.repeat(MARGIN)}${what} -> ${answer['success'] === true ? 'ok' : `refused: ${String(answer['reason'])}`}`,
      ...paragraph(String(answer['message']), MARGIN + 2),
    ]),
  ];
}

function firstSlot(answer: Record<string, unknown> | undefined): unknown {
  const slots: unknown[] = Array.isArray(answer?.['slots']) ? answer['slots'] : [];
  const [first] = slots;
  return typeof first === 'string' ? first : asObject(first)['time'];
}

function wall({ zone }: Act, at: Date): string {
  const { date, time } = toWallTime(at, zone);
  return `${date} ${time}`;
}
