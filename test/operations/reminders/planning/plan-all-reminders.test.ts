import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { planAllReminders } from '../../../../src/operations/reminders/planning/plan-all-reminders.ts';
import { setUpTenant } from '../../../../src/operations/set-up-tenant.ts';
import { startWorkers } from '../../../../src/scheduler/start-workers.ts';
import { ownerRows } from '../../../support/owner-rows.ts';
import { openReminderSalon } from '../../../support/reminder-salon.ts';
import type { ReminderSalon } from '../../../support/reminder-salon.ts';
import { MAX } from '../../../support/tenant-under-test.ts';
import { unhurried } from '../../../support/unhurried.ts';
import { createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

/** More upcoming appointments of Max than are read at a time, ten minutes apart from a Thursday at noon. */
async function plantAppointments(salon: ReminderSalon, count: number): Promise<void> {
  const [max] = await salon.store.customers.findByPhone(MAX);
  await ownerRows(
    world.databaseUrl,
    `insert into appointments (tenant_id, id, customer_id, starts_at, ends_at, status, source, updated_at)
     select '${salon.id}', 'apt_' || lpad(n::text, 6, '0'), '${max?.id}',
       timestamptz '2026-11-26T11:00:00Z' + n * interval '10 minutes',
       timestamptz '2026-11-26T11:10:00Z' + n * interval '10 minutes', 'scheduled', 'calendar', now()
     from generate_series(1, ${count}) n`,
  );
}

async function countTasks({ id }: ReminderSalon): Promise<unknown> {
  const rows = await ownerRows(
    world.databaseUrl,
    `select count(distinct appointment_id)::int as appointments, count(*)::int as tasks from follow_up_tasks
     where tenant_id = '${id}' and status = 'pending'`,
  );
  return rows[0];
}

describe('planning everything upcoming anew', () => {
  it('reaches every appointment, and twice is once (VIO-12)', async () => {
    const salon = await openReminderSalon(world);
    await plantAppointments(salon, 55);
    for (const _again of [1, 2]) {
      await planAllReminders(await salon.ctx());
      expect(await countTasks(salon)).toEqual({ appointments: 55, tasks: 55 });
    }
  });

  it('that is broken off is taken up again, and touches no other tenant (VIO-12)', async () => {
    const other = await openReminderSalon(world);
    await plantAppointments(other, 3);
    const salon = await openReminderSalon(world);
    await plantAppointments(salon, 6);
    const ending = new AbortController();
    const ctx = { ...(await salon.ctx()), signal: ending.signal };
    let locked = 0;
    const atomically: typeof ctx.store.atomically = (work) => {
      locked += 1;
      if (locked === 3) ending.abort();
      return ctx.store.atomically(work);
    };
    await expect(planAllReminders({ ...ctx, store: { ...ctx.store, atomically } })).rejects.toThrow(
      'not everything was planned anew in time',
    );
    expect(await countTasks(salon)).toEqual({ appointments: 3, tasks: 3 });
    await planAllReminders(await salon.ctx());
    expect(await countTasks(salon)).toEqual({ appointments: 6, tasks: 6 });
    expect(await countTasks(other)).toEqual({ appointments: 0, tasks: 0 });
  });

  it('goes on in another job where it is much, which begins where this one ended (VIO-12)', async () => {
    const salon = await openReminderSalon(world);
    await plantAppointments(salon, 205);
    await salon.store.reminderPlans.request();
    const ctx = await salon.ctx();
    await planAllReminders(ctx);
    expect(await countTasks(salon)).toEqual({ appointments: 200, tasks: 200 });
    const jobs = `select data ->> 'id' as id from pgboss.job
      where name = 'plan' and data ->> 'tenantId' = '${salon.id}' order by 1`;
    expect(await ownerRows(world.databaseUrl, jobs)).toEqual([{ id: '' }, { id: 'apt_000200' }]);
    await planAllReminders(ctx, 'apt_000200');
    expect(await countTasks(salon)).toEqual({ appointments: 205, tasks: 205 });
    expect(await ownerRows(world.databaseUrl, jobs)).toHaveLength(2);
    await ownerRows(world.databaseUrl, `delete from pgboss.job where data ->> 'tenantId' = '${salon.id}'`);
  });

  it('is done by a worker after a tenant was set up anew, with what another process has set (VIO-12, VIO-14)', async () => {
    const salon = await openReminderSalon(world, { enabled: false });
    const appointmentId = await salon.book();
    expect(await salon.tasks(appointmentId)).toEqual([]);
    const { agentId, fromNumber, definition } = salon;
    const services = definition.services.map((service) => ({ ...service, reminderHours: [5] }));
    const reminders = { enabled: true, agentId, fromNumber };
    const workers = await startWorkers(world.deps, world.jobs.boss);
    try {
      expect(await setUpTenant(world.deps, { ...definition, services, reminders })).toMatchObject({
        kind: 'done',
      });
      await vi.waitFor(
        async () => expect(await salon.tasks(appointmentId)).toMatchObject([{ hoursBefore: 5 }]),
        { timeout: 15_000, interval: 50 },
      );
    } finally {
      await workers.stop();
    }
  });

  it('is asked for once, however often a tenant is set up; what the set-up is silent about stays (VIO-01)', async () => {
    const salon = await openReminderSalon(world, { hoursBefore: [6] });
    const before = await salon.store.tenant.loadReminders();
    for (const _again of [1, 2]) {
      expect(await setUpTenant(world.deps, salon.definition)).toMatchObject({ kind: 'done', warnings: [] });
    }
    expect(await salon.store.tenant.loadReminders()).toEqual(before);
    const waiting = `select 1 from pgboss.job where name = 'plan' and singleton_key = '${salon.id}'`;
    expect(await ownerRows(world.databaseUrl, waiting)).toHaveLength(1);
  });

  it('is not asked for where the wishes cannot be (VIO-65)', async () => {
    const salon = await openReminderSalon(world);
    const before = await salon.store.tenant.loadReminders();
    const reminders = { enabled: true, agentId: 'agent_of_somebody_else', hoursBefore: [0] };
    expect(await setUpTenant(world.deps, { ...salon.definition, reminders })).toEqual({
      kind: 'refused',
      problems: [
        'reminders.from_number: is missing',
        'reminders.hours_before: must be whole hours from 1 to 168',
        'reminders.agent_id: must be one of the agents of the tenant',
      ],
    });
    expect(await salon.store.tenant.loadReminders()).toEqual(before);
  });
});
