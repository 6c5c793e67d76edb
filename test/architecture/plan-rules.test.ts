import { describe, expect, it } from 'vitest';
import { planViolations } from './plan-rules.ts';
import { readSources } from './source-file.ts';

const FILE = 'src/operations/follow-booking.ts';

describe('whoever changes an appointment', () => {
  it('plans its reminders anew (VIO-12)', () => {
    expect(planViolations(readSources())).toEqual([]);
  });

  it.each([
    'await store.appointments.add({ id });',
    'await store.appointments.moveTo(known.id, to);',
    "await ctx.store.appointments\n  .setStatus(id, 'cancelled', now);",
    "import { planAppointmentReminders } from './plan.ts';\nawait store.appointments.moveTo(id, to);",
    'await store.appointments.moveTo(id, to); // planAppointmentReminders(ctx, store, id) comes later',
  ])('is reported where it does not: %s', (text) => {
    expect(planViolations([{ path: FILE, text }])).toEqual([expect.stringContaining(FILE)]);
  });

  it.each([
    [FILE, 'await store.appointments.moveTo(id, to);\nawait planAppointmentReminders(ctx, store, id);'],
    [FILE, 'const made = await store.appointments.find(id);'],
    ['src/operations/clear-leftovers.ts', 'await store.appointments.moveTo(id, to);'],
    ['src/store/appointment-queries.ts', 'return appointments.add(made);'],
  ])('is let alone where it does, or need not: %s', (path, text) => {
    expect(planViolations([{ path, text }])).toEqual([]);
  });
});
