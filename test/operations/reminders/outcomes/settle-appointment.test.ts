import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepTenant } from '../../../../src/operations/sweep.ts';
import { ownerRows } from '../../../support/owner-rows.ts';
import { openReminderSalon } from '../../../support/reminder-salon.ts';
import type { ReminderSalon } from '../../../support/reminder-salon.ts';
import { ring } from '../../../support/ring.ts';
import type { Rung } from '../../../support/ring.ts';
import { unhurried } from '../../../support/unhurried.ts';
import { createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

const CANCELLED = { kind: 'answered', analysis: { appointment_action: 'cancelled' } } as const;
const CONFIRMED = { kind: 'answered', analysis: { customer_response: 'confirmed' } } as const;

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

async function open(): Promise<{ salon: ReminderSalon; appointmentId: string }> {
  const salon = await openReminderSalon(world, { hoursBefore: [48] });
  return { salon, appointmentId: await salon.book() };
}

async function answered(
  { salon, appointmentId }: Awaited<ReturnType<typeof open>>,
  script: typeof CANCELLED | typeof CONFIRMED,
): Promise<Rung> {
  const [task] = await salon.tasks(appointmentId);
  return ring(world, salon, task, script);
}

/** The calendar's bookings of the salon, by their status. */
function bookings(salon: ReminderSalon): string[] {
  return salon.calcom.bookings().map(({ status }) => status);
}

describe('what a customer said in a reminder call', () => {
  it('confirms the appointment where no function has, with time and way, once (VIO-46)', async () => {
    const { salon, appointmentId } = await open();
    await answered({ salon, appointmentId }, CONFIRMED);
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({
      status: 'scheduled',
      confirmedAt: world.clock.now(),
    });
    expect(
      await ownerRows(
        world.databaseUrl,
        `select confirmed_by from appointments where id = '${appointmentId}'`,
      ),
    ).toEqual([{ confirmed_by: 'voice_call' }]);
    const deeds = (await salon.store.audit.ofAppointment(appointmentId)).map(({ deed }) => deed);
    expect(deeds.filter((deed) => deed === 'confirm_attendance')).toHaveLength(1);
  });

  it('cancels the appointment in the calendar, and its time can be booked again (VIO-46, VIO-94)', async () => {
    const { salon, appointmentId } = await open();
    const call = await answered({ salon, appointmentId }, CANCELLED);
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'cancelled' });
    expect(bookings(salon)).toEqual(['cancelled']);
    expect(await call.session()).toMatchObject({ outcome: 'cancelled', nextStep: 'none' });
    expect(await salon.tasks(appointmentId)).toEqual([]);
    world.clock.advance({ hours: 2 });
    expect(await salon.book({ toolCallId: 'again' })).not.toBe(appointmentId);
  });

  it('is carried out by the sweep where the calendar did not answer at first, and the rest is done at once (VIO-46, VIO-88)', async () => {
    const { salon, appointmentId } = await open();
    salon.calcom.faults.add({ method: 'POST', fault: { kind: 'reset' }, times: 'always' });
    const call = await answered({ salon, appointmentId }, CANCELLED);
    const session = await call.session();
    expect(session.updates).toMatchObject({ call: true, customer: true, task: true, figures: true });
    expect(session.updates).not.toHaveProperty('appointment');
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'scheduled' });
    salon.calcom.faults.clear();
    world.clock.advance({ minutes: 6 });
    await sweepTenant(await salon.ctx());
    world.clock.advance({ minutes: 6 });
    await sweepTenant(await salon.ctx());
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'cancelled' });
    expect((await call.session()).updates).toMatchObject({ appointment: true });
    expect(bookings(salon)).toEqual(['cancelled']);
  });

  it('is put before a person where the tenant does not let it be cancelled any more (VIO-96)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [2] });
    const appointmentId = await salon.book();
    await answered({ salon, appointmentId }, CANCELLED);
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'scheduled' });
    expect(bookings(salon)).toEqual(['accepted']);
    expect(await salon.tasks(appointmentId)).toMatchObject([
      { kind: 'manual_review', why: 'escalated', retryOf: 'cancelled' },
    ]);
  });

  it('is put before a person where nothing is cancelled in calls, as the owner wishes (VIO-02, VIO-61)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [48], content: { cancelling: false } });
    const appointmentId = await salon.book();
    await answered({ salon, appointmentId }, CANCELLED);
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'scheduled' });
    expect(bookings(salon)).toEqual(['accepted']);
    expect(await salon.tasks(appointmentId)).toMatchObject([
      { kind: 'manual_review', why: 'escalated', retryOf: 'cancelled' },
    ]);
    expect(await salon.store.alerts.listUnseen()).toMatchObject([{ kind: 'reminder_review' }]);
  });

  it('changes nothing of an appointment that has another time by then (VIO-46)', async () => {
    const { salon, appointmentId } = await open();
    const [task] = await salon.tasks(appointmentId);
    const before = await salon.store.appointments.find(appointmentId);
    const startsAt = new Date((before?.startsAt.getTime() ?? 0) + 86_400_000);
    const call = await ring(world, salon, task, { ...CANCELLED, untold: ['call_analyzed'] });
    await salon.store.appointments.moveTo(appointmentId, {
      startsAt,
      endsAt: new Date(startsAt.getTime() + 1_800_000),
      status: 'scheduled',
      now: world.clock.now(),
    });
    world.clock.advance({ hours: 1 });
    await sweepTenant(await salon.ctx());
    expect(await call.session()).toMatchObject({ outcome: 'cancelled', nextStep: 'none' });
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({
      status: 'scheduled',
      startsAt,
    });
    expect(bookings(salon)).toEqual(['accepted']);
  });
});
