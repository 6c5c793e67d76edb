import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReminderWishes } from '../../../../src/domain/reminders/reminder-settings.ts';
import type { Ctx } from '../../../../src/operations/context.ts';
import { openCtx } from '../../../../src/operations/open-ctx.ts';
import { checkCallQuality } from '../../../../src/operations/reminders/outcomes/check-call-quality.ts';
import { pauseReminders, resumeReminders } from '../../../../src/operations/reminders/pause-reminders.ts';
import { runOutcomeUpdates } from '../../../../src/operations/reminders/outcomes/run-outcome-updates.ts';
import { plantCalls, times } from '../../../support/planted-calls.ts';
import type { PlantedCall } from '../../../support/planted-calls.ts';
import { openReminderSalon } from '../../../support/reminder-salon.ts';
import type { ReminderSalon } from '../../../support/reminder-salon.ts';
import { createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

const AT = '2026-11-20T08:00:00Z';
const FAILED: PlantedCall = { at: AT, outcome: 'failed' };
const MISSED: PlantedCall = { at: AT, outcome: 'no_answer' };
const BRIEF: PlantedCall = { at: AT, outcome: 'unclear', seconds: 9 };
const GOOD: PlantedCall = { at: AT, outcome: 'confirmed', seconds: 60 };
/** The call after which it is checked. */
const ENDED = { outcome: 'failed' } as const;
/** More than two of five. */
const TOO_MANY = [...times(5, FAILED), ...times(5, MISSED)];

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function salonWith(
  calls: PlantedCall[],
  quality: ReminderWishes['quality'] = {},
): Promise<ReminderSalon> {
  const salon = await openReminderSalon(world, { quality });
  await plantCalls(world, salon, calls);
  return salon;
}

/** What a check of the tenant's calls leaves behind. */
async function check(salon: ReminderSalon) {
  await checkCallQuality(await salon.ctx(), ENDED);
  const alerts = await salon.store.alerts.listUnseen();
  return { pause: await salon.store.reminderPauses.current(), alerts: alerts.map(({ kind }) => kind) };
}

describe('the check of call quality', () => {
  it('stops the calls of a tenant when too many fail, alerts once, and says by what (VIO-39, VIO-40)', async () => {
    const salon = await salonWith(TOO_MANY);
    const { pause, alerts } = await check(salon);
    expect(pause).toMatchObject({
      cause: 'quality',
      facts: { calls: 10, failed: 5, failureShare: 0.5, talked: 0, short: 0, shortShare: 0 },
    });
    expect(alerts).toEqual(['reminders_paused']);
    expect(await check(salon)).toEqual({ pause, alerts });
  });

  it.each<[string, PlantedCall[], boolean]>([
    ['7 of 10 talks were short', [...times(7, BRIEF), ...times(3, GOOD)], true],
    ['calls of more than a day ago failed', times(20, { ...FAILED, at: '2026-11-19T08:59:59Z' }), false],
    ['calls of the last day failed', times(20, { ...FAILED, at: '2026-11-19T09:00:00Z' }), true],
  ])('goes by the thresholds: %s (VIO-39)', async (_what, calls, stops) => {
    const { pause } = await check(await salonWith(calls));
    expect(pause?.cause).toBe(stops ? 'quality' : undefined);
  });

  it('goes by the thresholds of the tenant (VIO-39)', async () => {
    const { pause } = await check(await salonWith(times(3, FAILED), { leastCalls: 3, failureShare: 0.9 }));
    expect(pause).toMatchObject({ cause: 'quality', facts: { failureShare: 1 } });
  });

  it('stops them also where a talk counts as long that none can be (VIO-39)', async () => {
    const { pause } = await check(await salonWith(TOO_MANY, { longSeconds: 2_147_484 }));
    expect(pause?.cause).toBe('quality');
  });

  it('asks for a review once a day where the owner wants no pause, and the calls go on (VIO-39, VIO-40)', async () => {
    const salon = await salonWith(TOO_MANY, { autoPause: false });
    const asked = { pause: undefined, alerts: ['reminder_review'] };
    expect(await check(salon)).toEqual(asked);
    expect(await check(salon)).toEqual(asked);
    const [alert] = await salon.store.alerts.listUnseen();
    expect(alert?.facts).toMatchObject({ exceeded: ['failures'], failureShare: 0.5 });
    world.clock.set('2026-11-21T07:00:00Z');
    expect((await check(salon)).alerts).toEqual(['reminder_review', 'reminder_review']);
  });

  it('does not hold the calls from before a pause against who was let go on, only new ones (VIO-40)', async () => {
    const salon = await salonWith(TOO_MANY);
    await check(salon);
    await resumeReminders(await salon.ctx());
    expect((await check(salon)).pause).toBeUndefined();
    world.clock.advance({ minutes: 30 });
    await plantCalls(world, salon, times(9, { ...FAILED, at: '2026-11-20T09:10:00Z' }));
    expect((await check(salon)).pause).toBeUndefined();
    await plantCalls(world, salon, [{ ...FAILED, at: '2026-11-20T09:20:00Z' }]);
    expect((await check(salon)).pause?.facts).toMatchObject({ calls: 10, failed: 10 });
  });

  it('leaves a tenant alone whose calls are stopped already, or that makes none (VIO-40)', async () => {
    const salon = await salonWith(TOO_MANY);
    await pauseReminders(await salon.ctx(), 'owner');
    expect(await check(salon)).toMatchObject({ pause: { cause: 'owner' }, alerts: [] });
    const plain = await world.tenant();
    await plantCalls(world, plain, TOO_MANY);
    await checkCallQuality(
      await openCtx(world.deps, plain.id, new AbortController().signal, 'system'),
      ENDED,
    );
    expect(await plain.store.reminderPauses.current()).toBeUndefined();
  });

  it('looks only behind a call that makes it worse (VIO-39)', async () => {
    const salon = await salonWith(TOO_MANY);
    const ctx = await salon.ctx();
    await checkCallQuality(ctx, { outcome: 'confirmed', durationMs: 10_000 });
    await checkCallQuality(ctx, { outcome: 'confirmed' });
    await checkCallQuality(ctx, { outcome: 'voicemail', durationMs: 2_000 });
    await checkCallQuality(ctx, { outcome: 'no_line' });
    expect(await salon.store.reminderPauses.current()).toBeUndefined();
    await checkCallQuality(ctx, { outcome: 'unclear', durationMs: 9_999 });
    expect(await salon.store.reminderPauses.current()).toBeDefined();
  });

  it('stops nobody else (VIO-40)', async () => {
    const good = await salonWith(times(10, GOOD));
    const bad = await salonWith(TOO_MANY);
    expect((await check(bad)).pause).toBeDefined();
    expect(await check(good)).toEqual({ pause: undefined, alerts: [] });
  });

  it('stops and tells or does neither: a repeat does both (VIO-40)', async () => {
    const salon = await salonWith(TOO_MANY);
    const ctx = await salon.ctx();
    const next = (kind: Parameters<Ctx['ids']['next']>[0]): string => {
      if (kind === 'alr') throw new Error('no more ids');
      return ctx.ids.next(kind);
    };
    await expect(checkCallQuality({ ...ctx, ids: { ...ctx.ids, next } }, ENDED)).rejects.toThrow(
      'unexpected error in the store',
    );
    expect(await salon.store.reminderPauses.current()).toBeUndefined();
    expect(await check(salon)).toMatchObject({ pause: { cause: 'quality' }, alerts: ['reminders_paused'] });
  });

  it('is made behind each call that is worked off (VIO-40)', async () => {
    const salon = await salonWith(times(8, FAILED));
    const [good = '', bad = ''] = await plantCalls(world, salon, [GOOD, FAILED]);
    await runOutcomeUpdates(await salon.ctx(), good);
    expect(await salon.store.reminderPauses.current()).toBeUndefined();
    await runOutcomeUpdates(await salon.ctx(), bad);
    expect(await salon.store.reminderPauses.current()).toMatchObject({
      cause: 'quality',
      facts: { calls: 10 },
    });
  });
});
