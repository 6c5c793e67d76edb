import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openOwnerDoor } from '../support/owner-door.ts';
import type { OwnerDoor } from '../support/owner-door.ts';
import { plantCalls } from '../support/planted-calls.ts';
import type { PlantedCall } from '../support/planted-calls.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const POLICIES = { cancelHours: 24, rescheduleHours: 24, minNoticeMinutes: 15 };

let world: World;
let door: OwnerDoor;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  door = await openOwnerDoor(world);
});
afterAll(() => world.close());

const plant = (...calls: PlantedCall[]) => plantCalls(world, door.salon, calls);

async function flow(query = ''): Promise<Record<string, unknown>> {
  return (await door.as('reader', 'GET', `/reminders/figures/data-flow${query}`)).json;
}

describe('the data flow', () => {
  it('tells which events came by themselves and how soon, and what is missing (VIO-105)', async () => {
    await plant(
      { at: '2026-11-19T09:00:00Z', outcome: 'confirmed', seconds: 60, events: { call_ended: 500 } },
      // The first of both counts.
      {
        at: '2026-11-19T09:00:00Z',
        outcome: 'confirmed',
        seconds: 60,
        events: { call_ended: 9_000, call_analyzed: 3_500 },
      },
      { at: '2026-11-19T09:00:00Z', outcome: 'busy', events: { call_analyzed: 110_000 } },
      // Fetched, or as late as that.
      { at: '2026-11-19T09:00:00Z', outcome: 'voicemail', events: { call_ended: 120_000 } },
      { at: '2026-11-19T09:00:00Z', outcome: 'voicemail' },
      { at: '2026-11-19T09:00:00Z', state: 'ringing', outcomeDueAt: '2026-11-19T09:10:00Z' },
      // Nothing is to be expected of these.
      { at: '2026-11-20T08:59:00Z', state: 'ringing', outcomeDueAt: '2026-11-20T09:10:00Z' },
      { at: '2026-11-19T09:00:00Z', state: 'failed', placed: false },
      { at: '2026-11-13T09:00:00Z', outcome: 'voicemail' },
    );
    expect(await flow()).toMatchObject({
      from: '2026-11-13T23:00:00.000Z',
      expected: 6,
      delivered: 3,
      late: 1,
      missing: 2,
      prompt: 2,
      delivery_rate: 0.5,
      delay: {
        average_seconds: 38,
        fastest_seconds: 0.5,
        slowest_seconds: 110,
        distribution: [
          { from: 0, until: 1, count: 1 },
          { from: 1, until: 5, count: 1 },
          { from: 5, until: 15, count: 0 },
          { from: 15, until: 30, count: 0 },
          { from: 30, until: 60, count: 0 },
          { from: 60, until: 120, count: 1 },
          { from: 120, count: 1 },
        ],
      },
      // 80 x 3 / 6 and 20 x 2 / 3.
      health: { score: 53, word: 'unhealthy', sentence: { de: expect.stringContaining('Webhook') } },
    });
  });

  it('tells how many calls were made, how late they were and how long their ends took (VIO-75, VIO-79)', async () => {
    const at = '2026-11-19T09:00:00Z';
    await plant(
      { at, dueAt: '2026-11-19T08:59:58Z', outcome: 'confirmed', seconds: 60, processingMs: 100 },
      { at, dueAt: '2026-11-19T08:59:30Z', outcome: 'confirmed', seconds: 60, processingMs: 1_999 },
      { at, dueAt: '2026-11-19T08:59:00Z', outcome: 'no_answer', processingMs: 2_000 },
      { at, dueAt: '2026-11-19T08:58:00Z', outcome: 'no_answer', processingMs: 5_901 },
      // Its task was put off: when it was due is not known any more.
      { at, dueAt: '2026-11-19T09:05:00Z', state: 'failed', placed: false },
      { at, state: 'queued', placed: false },
    );
    expect(await flow()).toMatchObject({
      initiation: { requested: 5, placed: 4, rate: 0.8, goal: 0.95 },
      dialling: {
        calls: 4,
        rate_within_half_minute: 0.5,
        rate_within_minute: 0.75,
        average_seconds: 53,
        slowest_seconds: 120,
      },
      processing: {
        calls: 4,
        rate_within_two_seconds: 0.5,
        rate_within_five_seconds: 0.75,
        average_seconds: 2.5,
        slowest_seconds: 5.9,
      },
    });
  });

  it('is of as many days as are asked for, 30 at most (VIO-105)', async () => {
    await plant({ at: '2026-11-13T09:00:00Z', outcome: 'voicemail' });
    expect(await flow()).toMatchObject({ expected: 0 });
    expect(await flow('?days=8')).toMatchObject({ expected: 1, from: '2026-11-12T23:00:00.000Z' });
    expect(await flow('?days=31')).toEqual({ error: 'invalid', field: 'days' });
  });

  it("misses nothing that is kept no longer, and nothing of calls that are nobody's any more (VIO-105)", async () => {
    const brief = { ...POLICIES, retention: { transcriptDays: 3, personalDays: 730 } };
    door = await openOwnerDoor(world, { policies: brief });
    await plant(
      { at: '2026-11-17T08:59:00Z', outcome: 'voicemail' },
      { at: '2026-11-17T09:01:00Z', outcome: 'busy', events: { call_ended: 500 } },
      { at: '2026-11-19T09:00:00Z', outcome: 'voicemail', isNobodys: true },
    );
    expect(await flow('?days=30')).toMatchObject({
      expected: 1,
      delivered: 1,
      missing: 0,
      initiation: { requested: 3 },
      health: { word: 'healthy' },
    });
  });
});
