import type { ReminderWishes } from '../../src/domain/reminders/reminder-settings.ts';
import { forbidNumber } from '../../src/operations/reminders/forbid-number.ts';
import { allowNumber } from '../../src/operations/reminders/allow-number.ts';
import { dialForgotten } from '../../src/operations/reminders/dialling/dial-forgotten.ts';
import { dialTask } from '../../src/operations/reminders/dialling/dial-task.ts';
import { fetchOutcomes } from '../../src/operations/reminders/outcomes/fetch-outcomes.ts';
import { pauseReminders, resumeReminders } from '../../src/operations/reminders/pause-reminders.ts';
import { planAllReminders } from '../../src/operations/reminders/planning/plan-all-reminders.ts';
import { setContact } from '../../src/operations/reminders/planning/set-contact.ts';
import { takeCallOutcomeEvent } from '../../src/operations/reminders/outcomes/take-call-outcome-event.ts';
import { syncBooking } from '../../src/operations/sync-booking.ts';
import type { RetellApiFault } from '../simulators/retell-api/api-fault.ts';
import { ownerRows } from './owner-rows.ts';
import { judgeNewDials } from './judge-ringing.ts';
import { openReminderSalon } from './reminder-salon.ts';
import type { ReminderSalon } from './reminder-salon.ts';
import { NUMBERS, numberOf, ownDials, pick } from './ringing-run.ts';
import type { Booked, InVain, Run, TenantRules } from './ringing-run.ts';
import { HAIRCUT } from './salon.ts';
import type { World } from './world.ts';

export const PEOPLE = 3;

/** One thing that happens. Indexes are taken modulo what there is. */
export type Happening =
  | { kind: 'book'; person: number; minutesAhead: number; zone?: string }
  | { kind: 'move'; which: number; minutesAhead: number; told: boolean }
  | { kind: 'cancel'; which: number; told: boolean }
  | { kind: 'tell'; which: number }
  | { kind: 'zone'; person: number; zone: string | null }
  | { kind: 'number'; person: number; number: number }
  | { kind: 'hours before'; person: number; hours: number[] | null }
  | { kind: 'rules'; rules: TenantRules; heard: 'by nobody' | 'here' | 'and planned' }
  | { kind: 'pause' | 'resume' | 'sweep' }
  | { kind: 'forbid' | 'allow'; person: number }
  | { kind: 'wait'; minutes: number }
  | { kind: 'next alarm'; secondsLate: number; times: number }
  | { kind: 'ring'; times: number }
  | { kind: 'end'; as: InVain }
  | { kind: 'trouble'; fault: RetellApiFault };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const USUAL: TenantRules = {
  enabled: true,
  from: '08:00',
  until: '20:00',
  weekdays: [1, 2, 3, 4, 5],
  holidays: ['GB', 'DE-BY', 'US'],
  perQuarterHour: 25,
  atOnce: 5,
};

/** A tenant through a stretch of time, with a judge beside it who sees only what others see. */
export interface RingingYear {
  happen(one: Happening): Promise<void>;
  /** Everything that was wrong about the calls so far. */
  violations: string[];
  dials(): number;
}

export async function openRingingYear(
  world: World,
  start: string,
  playOut: Run['playOut'],
): Promise<RingingYear> {
  const salon = await openReminderSalon(world, wishesOf(USUAL));
  world.clock.set(start);
  const run: Run = {
    world,
    salon,
    people: Array.from({ length: PEOPLE }, (_, number) => ({ number })),
    booked: [],
    rules: USUAL,
    isPaused: false,
    forbidden: new Set(),
    over: new Set(),
    judged: 0,
    violations: [],
    playOut,
  };
  return {
    happen: async (one) => {
      await happen(run, one);
      await judgeNewDials(run, one.kind);
    },
    violations: run.violations,
    dials: () => ownDials(run).length,
  };
}

function wishesOf({ enabled, perQuarterHour, atOnce, ...callingHours }: TenantRules): ReminderWishes {
  return { enabled, hoursBefore: [72, 48, 24, 6, 2], callingHours, limits: { perQuarterHour, atOnce } };
}

async function happen(run: Run, one: Happening): Promise<void> {
  const { world, salon } = run;
  const now = world.clock.now();
  const ctx = await salon.ctx();
  switch (one.kind) {
    case 'book':
      return book(run, one);
    case 'move':
    case 'cancel': {
      const booking = pick(run.booked, one.which);
      if (booking?.history.at(-1)?.start === undefined) return;
      if (one.kind === 'cancel') salon.calcom.cancelElsewhere(booking.uid);
      else booking.uid = salon.calcom.rescheduleElsewhere(booking.uid, ahead(now, one.minutesAhead)).uid;
      const start = one.kind === 'cancel' ? {} : { start: ahead(now, one.minutesAhead) };
      booking.history.push({ since: now, ...start });
      return one.told ? tell(run, booking) : undefined;
    }
    case 'tell':
      return tell(run, pick(run.booked, one.which));
    case 'zone':
    case 'hours before': {
      const person = pick(run.people, one.person);
      if (person?.id === undefined) return;
      if (one.kind === 'zone') person.zone = one.zone ?? undefined;
      const wish = one.kind === 'zone' ? { timezone: one.zone } : { reminderHours: one.hours };
      await setContact(ctx, person.id, wish);
      return;
    }
    case 'number': {
      const person = pick(run.people, one.person);
      if (person?.id === undefined) return;
      person.number = one.number % NUMBERS.length;
      await ownerRows(
        world.databaseUrl,
        `update customers set phone = '${numberOf(person)}' where id = '${person.id}'`,
      );
      return;
    }
    case 'rules':
      run.rules = one.rules;
      await salon.store.tenant.saveReminders({ ...salonWishes(salon), ...wishesOf(one.rules) }, now);
      if (one.heard !== 'by nobody') await world.deps.directory.refresh();
      if (one.heard === 'and planned') await planAllReminders(ctx);
      return;
    case 'pause':
      run.isPaused = true;
      await pauseReminders(ctx, 'owner');
      return;
    case 'resume':
      run.isPaused = false;
      await resumeReminders(ctx);
      return;
    case 'forbid':
    case 'allow': {
      const number = numberOf(pick(run.people, one.person));
      run.forbidden[one.kind === 'forbid' ? 'add' : 'delete'](number);
      if (one.kind === 'allow') await allowNumber(ctx, number);
      else await salon.store.atomically((store) => forbidNumber(ctx, store, number, 'owner'));
      return;
    }
    case 'wait':
      return world.clock.advance({ minutes: one.minutes });
    case 'next alarm': {
      const [next] = await salon.store.followUpTasks.listDue(new Date(now.getTime() + 30 * 24 * HOUR_MS));
      if (next === undefined) return;
      const at = next.scheduledAt.getTime() + one.secondsLate * 1_000;
      world.clock.set(new Date(Math.max(at, now.getTime())));
      return ring(run, one.times);
    }
    case 'ring':
      return ring(run, one.times);
    case 'sweep':
      await dialForgotten(ctx);
      return fetchOutcomes(ctx);
    case 'end':
      return endCalls(run, one.as);
    case 'trouble':
      world.retellApi.heal();
      world.retellApi.fail({ fault: one.fault, path: '/v2/create-phone-call', times: 1 });
  }
}

async function book(run: Run, wish: Extract<Happening, { kind: 'book' }>): Promise<void> {
  const { world, salon } = run;
  const at = wish.person % PEOPLE;
  const person = run.people[at];
  if (person === undefined) return;
  const now = world.clock.now();
  const start = ahead(now, wish.minutesAhead);
  // The zone of whoever's browser booked, which is not the customer's.
  const timeZone = wish.zone ?? 'Europe/Berlin';
  const attendee = { name: `Person ${at}`, phoneNumber: numberOf(person), timeZone };
  const { uid } = salon.calcom.addBooking({ eventTypeId: HAIRCUT, start, attendee });
  const booking = { uid, history: [{ since: now, start }] };
  run.booked.push(booking);
  await tell(run, booking);
  const appointment = await salon.store.appointments.findByUid(uid);
  if (appointment?.customer !== undefined) person.id = appointment.customer.id;
}

/** As the webhook of the change would. */
async function tell({ salon }: Run, booking: Booked | undefined): Promise<void> {
  if (booking === undefined) return;
  const ctx = await salon.ctx();
  const seen = await ctx.calendar.getBooking(booking.uid, {});
  if (seen.kind === 'done') await syncBooking(ctx, seen.data, undefined);
}

/** Rings the alarms of everything that is open, due or not, so many times at once. */
async function ring({ salon }: Run, times: number): Promise<void> {
  const { store } = salon;
  const open = [
    ...(await store.taskLists.ofStatus('pending', 50)),
    ...(await store.taskLists.ofStatus('processing', 50)),
    ...(await store.followUpTasks.listReviews()),
  ];
  const alarms = open.flatMap(({ id }) => Array.from({ length: times }, () => id));
  await Promise.all(alarms.map(async (id) => dialTask(await salon.ctx(), id)));
}

async function endCalls(run: Run, as: InVain): Promise<void> {
  for (const callId of await run.playOut(as)) run.over.add(callId);
  for (const { id, source } of await run.salon.store.inbox.listWaiting()) {
    if (source === 'retell') await takeCallOutcomeEvent(await run.salon.ctx(), id);
  }
}

function salonWishes({ agentId, fromNumber }: ReminderSalon): ReminderWishes {
  return { agentId, fromNumber };
}

/** On a quarter of an hour, as calendars have it. */
function ahead(now: Date, minutes: number): Date {
  const quarter = 15 * MINUTE_MS;
  return new Date(Math.ceil((now.getTime() + minutes * MINUTE_MS) / quarter) * quarter);
}
