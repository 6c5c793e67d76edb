import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Queries } from '../../src/store/tenant-store.ts';
import { openReminderCall } from '../support/reminder-call.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
import type { ReminderSalon } from '../support/reminder-salon.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
import { ENGLISH_SALON } from '../support/english-salon.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

const STOPPED =
  'In Ordnung, unter dieser Nummer rufen wir Sie nicht mehr an. An Ihren Terminen ändert sich dadurch nichts. Kann ich sonst noch etwas für Sie tun?';
/** Two reminders of each appointment. */
const TWICE = { hoursBefore: [48, 24] };

async function forbidden(salon: ReminderSalon): Promise<string[]> {
  return (await salon.store.doNotCall.list()).map(({ number }) => number);
}

async function audited(salon: ReminderSalon, callId: string) {
  await world.settle();
  return (await salon.store.audit.ofCall(callId)).filter(({ deed }) => deed === 'forbid_number');
}

describe('stop_reminders', () => {
  it('ends all reminders of who was rung at once, and leaves the appointments (VIO-35)', async () => {
    const call = await openReminderCall(world, { wishes: TWICE });
    const { salon, dial } = call;
    const other = await salon.book({ date: '2026-12-03' });
    expect(await salon.tasks(other)).toHaveLength(2);
    expect(await call.ask('stop_reminders')).toEqual({ success: true, message: STOPPED });
    expect(await salon.store.doNotCall.list()).toEqual([
      { number: MAX, source: 'customer', callId: dial.callId, addedAt: world.clock.now() },
    ]);
    expect((await call.session()).deeds).toMatchObject({ optedOut: true, cancelled: false });
    const waiting = [...(await salon.tasks(call.appointmentId)), ...(await salon.tasks(other))];
    expect(waiting.filter(({ status }) => status === 'pending')).toEqual([]);
    for (const id of [call.appointmentId, other]) {
      expect(await salon.store.appointments.find(id)).toMatchObject({ status: 'scheduled' });
    }
    expect(await audited(salon, dial.callId)).toHaveLength(1);
  });

  it('is heeded by whatever is planned later: nobody is rung (VIO-35)', async () => {
    const salon = await openReminderSalon(world, TWICE);
    await salon.ask('stop_reminders');
    const [task] = await salon.tasks(await salon.book());
    expect(await salon.dialAtItsTime(task)).toMatchObject({
      kind: 'refused',
      answer: { verdict: 'do_not_call' },
    });
  });

  it('is for the number of a caller too, and says the same twice (VIO-35)', async () => {
    const salon = await openReminderSalon(world, TWICE);
    const appointmentId = await salon.book();
    const first = await salon.ask('stop_reminders');
    expect(first).toEqual({ success: true, message: STOPPED });
    expect(await salon.ask('stop_reminders')).toEqual(first);
    expect(await salon.ask('stop_reminders', {}, { callId: 'call_other' })).toEqual(first);
    expect(await forbidden(salon)).toEqual([MAX]);
    expect(await salon.tasks(appointmentId)).toEqual([]);
    expect(await audited(salon, salon.callId)).toHaveLength(1);
    expect(await audited(salon, 'call_other')).toEqual([]);
  });

  it("ends nobody else's reminders, in this salon or in another one (ASK-74)", async () => {
    const [salon, other] = [await openReminderSalon(world, TWICE), await openReminderSalon(world, TWICE)];
    const [here, there] = [await salon.book(), await other.book()];
    await salon.ask('stop_reminders', {}, { from: STRANGER });
    expect(await forbidden(salon)).toEqual([STRANGER]);
    expect([await salon.tasks(here), await other.tasks(there)].map(({ length }) => length)).toEqual([2, 2]);
    await salon.ask('stop_reminders');
    expect([await salon.tasks(here), await other.tasks(there)].map(({ length }) => length)).toEqual([0, 2]);
    expect(await forbidden(other)).toEqual([]);
  });

  it('tells a caller whose number is withheld that it cannot be done, and offers a callback', async () => {
    const salon = await openReminderSalon(world);
    expect(await salon.ask('stop_reminders', {}, { from: null })).toMatchObject({
      success: false,
      reason: 'number_withheld',
      fallback: 'callback_request',
      message:
        'Ihre Nummer wird bei diesem Anruf nicht übertragen, deshalb kann ich das hier leider nicht für Sie tun. Soll ich einen Rückruf für Sie notieren?',
    });
    expect(await forbidden(salon)).toEqual([]);
  });

  it('speaks English where the salon does (ASK-96)', async () => {
    const salon = await world.tenant(ENGLISH_SALON);
    expect(await salon.ask('stop_reminders')).toMatchObject({
      message:
        "All right, we won't call you on this number any more. Nothing changes about your appointments. Is there anything else I can do for you?",
    });
  });

  it.each(['list', 'task', 'audit', 'call'] as const)(
    'leaves nothing where it fails at: %s',
    async (step) => {
      const call = await openReminderCall(world, { wishes: TWICE });
      const { salon } = call;
      const { openStore } = world.deps;
      const broken = () => Promise.reject(new Error('planted'));
      const fault: Record<typeof step, (store: Queries) => Queries> = {
        list: (store) => ({ ...store, doNotCall: { ...store.doNotCall, add: broken } }),
        task: (store) => ({ ...store, followUpTasks: { ...store.followUpTasks, close: broken } }),
        audit: (store) => ({ ...store, audit: { ...store.audit, add: broken } }),
        call: (store) => ({ ...store, callSessions: { ...store.callSessions, noteDeed: broken } }),
      };
      world.deps.openStore = (tenantId) => {
        const store = openStore(tenantId);
        return { ...store, atomically: (work) => store.atomically((inside) => work(fault[step](inside))) };
      };
      try {
        expect(await call.ask('stop_reminders')).toMatchObject({ success: false, reason: 'unavailable' });
      } finally {
        world.deps.openStore = openStore;
      }
      expect(await forbidden(salon)).toEqual([]);
      expect(await salon.tasks(call.appointmentId)).toHaveLength(2);
      expect((await call.session()).deeds).toMatchObject({ optedOut: false });
      expect(await call.ask('stop_reminders')).toMatchObject({ success: true });
    },
  );
});
