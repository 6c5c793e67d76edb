import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FollowUpTask } from '../../../../src/domain/reminders/follow-up-task.ts';
import { takeOutcome } from '../../../../src/operations/reminders/outcomes/take-outcome.ts';
import { openReminderSalon } from '../../../support/reminder-salon.ts';
import type { ReminderSalon } from '../../../support/reminder-salon.ts';
import { takeOutcomes } from '../../../support/take-outcomes.ts';
import { MAX, STRANGER } from '../../../support/tenant-under-test.ts';
import { unhurried } from '../../../support/unhurried.ts';
import { createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

const DOOR = '/api/webhooks/retell';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

/** A call that was asked for and whose id nobody has told: the answer to the request was lost, and every look-up too. */
async function dialledInTheDark(salon: ReminderSalon): Promise<string> {
  const appointmentId = await salon.book();
  const [task] = await salon.tasks(appointmentId);
  const apiKey = salon.definition.retell?.apiKey ?? '';
  world.retellApi.fail({ fault: { kind: 'lost' }, path: '/v2/create-phone-call', apiKey, times: 1 });
  world.retellApi.hideNewCalls();
  expect(await salon.dialAtItsTime(task)).toMatchObject({ kind: 'unknown' });
  world.retellApi.heal();
  world.retellApi.showCalls();
  const [session] = await salon.store.callSessions.ofTask(task?.id ?? '');
  expect(session?.callId).toBeUndefined();
  return session?.id ?? '';
}

function ended(salon: ReminderSalon, change: Record<string, unknown> = {}): object {
  return {
    event: 'call_ended',
    call: {
      call_id: 'call_of_nobody',
      call_type: 'phone_call',
      call_status: 'not_connected',
      direction: 'outbound',
      agent_id: salon.agentId,
      from_number: salon.fromNumber,
      to_number: MAX,
      disconnection_reason: 'dial_no_answer',
      ...change,
    },
  };
}

async function take(salon: ReminderSalon, body: object): Promise<string[]> {
  expect((await salon.postRetell(DOOR, body)).status).toBe(204);
  return (await takeOutcomes(salon)).map(({ kind }) => kind);
}

describe('an event of a call', () => {
  it('finds the call by what was given to it, where its id is not known (VIO-82, VIO-104)', async () => {
    const salon = await openReminderSalon(world);
    const id = await dialledInTheDark(salon);
    const metadata = { session_id: id, tenant_id: salon.id };
    expect(await take(salon, ended(salon, { metadata }))).toEqual(['taken']);
    expect(await salon.store.callSessions.find(id)).toMatchObject({
      callId: 'call_of_nobody',
      outcome: 'no_answer',
    });
  });

  it('finds the only call to its number of that quarter of an hour, where it brings nothing back (VIO-102, VIO-104)', async () => {
    const salon = await openReminderSalon(world);
    const id = await dialledInTheDark(salon);
    world.clock.advance({ minutes: 10 });
    expect(await take(salon, ended(salon))).toEqual(['taken']);
    expect(await salon.store.callSessions.find(id)).toMatchObject({ outcome: 'no_answer' });
  });

  it.each([
    { why: 'it came too late', change: {}, minutes: 20 },
    { why: 'it went to another number', change: { to_number: STRANGER }, minutes: 1 },
    {
      why: 'it was ours who were called',
      change: { direction: 'inbound', to_number: undefined, metadata: { session_id: 'ses_none' } },
      minutes: 1,
    },
  ])(
    'that fits none of ours waits for a person, is alerted of once, and nobody is dialled: $why (VIO-102)',
    async ({ change, minutes }) => {
      const salon = await openReminderSalon(world);
      const id = await dialledInTheDark(salon);
      const dials = world.retellApi.dials().length;
      world.clock.advance({ minutes });
      const body = ended(
        salon,
        change.to_number === undefined && 'direction' in change
          ? { ...change, to_number: salon.fromNumber, from_number: MAX }
          : change,
      );
      expect(await take(salon, body)).toEqual(['unmatched']);
      expect(await take(salon, body)).toEqual([]);
      expect(await salon.store.inbox.listUnresolved()).toMatchObject([
        { source: 'retell', event: 'call_ended', result: 'unmatched' },
      ]);
      expect(await salon.store.alerts.listUnseen()).toMatchObject([{ kind: 'unmatched_event' }]);
      expect((await salon.store.callSessions.find(id))?.outcome).toBeUndefined();
      expect(world.retellApi.dials()).toHaveLength(dials);
    },
  );

  it('of a call that somebody else makes on our account is kept, and nobody is alerted (VIO-102)', async () => {
    const salon = await openReminderSalon(world);
    const waiting = await dialledInTheDark(salon);
    const foreign = { agent_id: 'agent_of_another_tool', to_number: STRANGER };
    expect(await take(salon, ended(salon, foreign))).toEqual(['foreign']);
    expect(await take(salon, ended(salon, foreign))).toEqual([]);
    expect(await salon.store.inbox.listUnresolved()).toEqual([]);
    expect(await salon.store.alerts.listUnseen()).toEqual([]);
    expect((await salon.store.callSessions.find(waiting))?.outcome).toBeUndefined();
  });

  it.each<{ why: string; change: Record<string, unknown> }>([
    {
      why: 'it brings back our words',
      change: {
        agent_id: 'agent_of_another_tool',
        metadata: { session_id: 'ses_none' },
        to_number: STRANGER,
      },
    },
    { why: 'it may be one of two that this agent made while it was ours', change: {} },
  ])(
    'of a call by another agent that looks like ours waits for a person: $why (VIO-102)',
    async ({ change }) => {
      const salon = await openReminderSalon(world);
      const id = await dialledInTheDark(salon);
      const known = await salon.store.callSessions.find(id);
      if (known === undefined) throw new Error('the call is gone');
      const now = world.clock.now();
      const twin = { ...known, id: `${id}_twin`, requestedAt: now, outcomeDueAt: now };
      const { fromNumber } = salon;
      await salon.store.callSessions.add({ ...twin, fromNumber, toNumber: MAX });
      await salon.store.callSessions.markInitiating(twin.id, now);
      await salon.store.tenant.saveReminders({ enabled: true, agentId: 'agent_of_today' }, now);
      await world.deps.directory.refresh();
      expect(await take(salon, ended(salon, change))).toEqual(['unmatched']);
      expect(await salon.store.alerts.listUnseen()).toMatchObject([{ kind: 'unmatched_event' }]);
    },
  );

  it("that names two tenants at once is nobody's: another tenant's call is out of reach (VIO-82, VIO-102)", async () => {
    const other = await openReminderSalon(world);
    const theirs = await dialledInTheDark(other);
    const salon = await openReminderSalon(world);
    world.clock.advance({ days: 30 });
    const metadata = { session_id: theirs, tenant_id: other.id };
    expect(await take(salon, ended(salon, { metadata, to_number: STRANGER }))).toEqual(['unmatched']);
    const claimed = { session_id: theirs, tenant_id: salon.id };
    expect(
      await take(salon, ended(salon, { call_id: 'call_2', metadata: claimed, to_number: STRANGER })),
    ).toEqual(['unmatched']);
    expect((await other.store.callSessions.find(theirs))?.outcome).toBeUndefined();
  });

  it('is not believed where the tenant it brings back is another one (VIO-82)', async () => {
    const salon = await openReminderSalon(world);
    const id = await dialledInTheDark(salon);
    const metadata = { session_id: id, tenant_id: 'ten_another' };
    expect(await take(salon, ended(salon, { metadata, to_number: STRANGER }))).toEqual(['unmatched']);
    expect((await salon.store.callSessions.find(id))?.outcome).toBeUndefined();
  });

  it('of a call whose id is known is about that call, whatever it brings back (VIO-104)', async () => {
    const salon = await openReminderSalon(world);
    const [task] = await salon.tasks(await salon.book());
    const dialled = await salon.dialAtItsTime(task);
    const callId = dialled.kind === 'placed' ? dialled.callId : '';
    const metadata = { session_id: 'ses_of_another', tenant_id: salon.id };
    expect(await take(salon, ended(salon, { call_id: callId, metadata }))).toEqual(['taken']);
    expect(await salon.store.callSessions.findByCall(callId)).toMatchObject({ outcome: 'no_answer' });
  });
});

describe('a call of somebody else to the same customer', () => {
  const minutesAgo = (minutes: number): number => world.clock.now().getTime() - minutes * 60_000;

  const turnedAway = async (salon: ReminderSalon, task: FollowUpTask | undefined): Promise<void> => {
    const apiKey = salon.definition.retell?.apiKey ?? '';
    const fault = { kind: 'status' as const, status: 429 };
    world.retellApi.fail({ fault, path: '/v2/create-phone-call', apiKey, times: 1 });
    expect(await salon.dialAtItsTime(task)).toMatchObject({ kind: 'not_placed', status: 429 });
  };

  it('is not taken for one that the provider has turned away (VIO-102)', async () => {
    const salon = await openReminderSalon(world);
    const appointmentId = await salon.book();
    const [task] = await salon.tasks(appointmentId);
    await turnedAway(salon, task);
    expect(await take(salon, ended(salon))).toEqual(['unmatched']);
    expect(await salon.tasks(appointmentId)).toMatchObject([{ id: task?.id, status: 'pending' }]);
  });

  it('that began before our request was turned away cancels nothing (VIO-45, VIO-102)', async () => {
    const salon = await openReminderSalon(world);
    const appointmentId = await salon.book();
    const [task] = await salon.tasks(appointmentId);
    await turnedAway(salon, task);
    const talked = ended(salon, {
      agent_id: 'agent_of_another_tool',
      call_status: 'ended',
      start_timestamp: minutesAgo(10),
      end_timestamp: minutesAgo(0),
      disconnection_reason: 'user_hangup',
      call_analysis: { custom_analysis_data: { appointment_action: 'cancelled' } },
    });
    expect(await take(salon, talked)).toEqual(['foreign']);
    expect(await take(salon, { ...talked, event: 'call_analyzed' })).toEqual(['foreign']);
    await world.settle();
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'scheduled' });
    expect(salon.calcom.requests().filter(({ path }) => path.endsWith('/cancel'))).toEqual([]);
    expect(await salon.tasks(appointmentId)).toMatchObject([{ id: task?.id, status: 'pending' }]);
    const [session] = await salon.store.callSessions.ofTask(task?.id ?? '');
    expect(session).toMatchObject({ state: 'failed', placementError: 'turned_away' });
    expect(session?.callId).toBeUndefined();
  });

  it.each<[string, string, () => Record<string, unknown>]>([
    ['began before ours was asked for', 'unmatched', () => ({ start_timestamp: minutesAgo(2) })],
    ['was made by another agent', 'foreign', () => ({ agent_id: 'agent_of_another_tool' })],
    ['came from another number', 'unmatched', () => ({ from_number: '+493099999902' })],
    ['does not tell its own number', 'unmatched', () => ({ from_number: undefined })],
  ])('is not taken for ours whose answer was lost, where it %s (VIO-102)', async (_why, kind, change) => {
    const salon = await openReminderSalon(world);
    const id = await dialledInTheDark(salon);
    expect(await take(salon, ended(salon, change()))).toEqual([kind]);
    const session = await salon.store.callSessions.find(id);
    expect(session).toMatchObject({ state: 'initiating' });
    expect(session?.callId).toBeUndefined();
  });

  it('is ours where only its clock is a moment behind (VIO-102, VIO-104)', async () => {
    const salon = await openReminderSalon(world);
    const id = await dialledInTheDark(salon);
    const body = ended(salon, { start_timestamp: minutesAgo(0.5) });
    expect(await take(salon, body)).toEqual(['taken']);
    expect(await salon.store.callSessions.find(id)).toMatchObject({ outcome: 'no_answer' });
  });
});

it('a call that was given up is known again by its number, agent and time (VIO-102, VIO-104)', async () => {
  const salon = await openReminderSalon(world);
  const id = await dialledInTheDark(salon);
  const now = world.clock.now();
  await salon.store.callSessions.markNotPlaced(id, 'initiating', 'never_made', now);
  expect(await take(salon, ended(salon))).toEqual(['taken']);
  const session = await salon.store.callSessions.find(id);
  expect(session).toMatchObject({ callId: 'call_of_nobody', outcome: 'no_answer' });
  expect(session).not.toHaveProperty('placementError');
});

it("news of a call that is another one's by now leaves one that was given up as it is (VIO-82, VIO-104)", async () => {
  const salon = await openReminderSalon(world);
  const id = await dialledInTheDark(salon);
  const now = world.clock.now();
  const { callSessions } = salon.store;
  const known = await callSessions.find(id);
  if (known === undefined) throw new Error('the call is gone');
  const other = { ...known, id: `${id}_other`, outcomeDueAt: now };
  await callSessions.add({ ...other, fromNumber: salon.fromNumber, toNumber: MAX });
  await callSessions.markInitiating(other.id, now);
  await callSessions.markNotPlaced(id, 'initiating', 'never_made', now);
  await callSessions.markPlaced(other.id, 'call_of_nobody', now);
  expect(await take(salon, ended(salon))).toEqual(['taken']);
  const news = { callId: 'call_of_nobody', event: 'call_ended', heardAt: now } as const;
  expect(await takeOutcome(await salon.ctx(), id, news)).toMatchObject({
    state: 'failed',
    placementError: 'never_made',
  });
  expect(await callSessions.findByCall('call_of_nobody')).toMatchObject({ id: other.id });
});
