import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openOwnerDoor } from '../support/owner-door.ts';
import type { OwnerDoor } from '../support/owner-door.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { plantCalls, times } from '../support/planted-calls.ts';
import type { PlantedCall } from '../support/planted-calls.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const FIGURES = ['live', 'trends', 'outcomes', 'retries', 'quality', 'analytics', 'data-flow'];

let world: World;
let door: OwnerDoor;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  door = await openOwnerDoor(world);
});
afterAll(() => world.close());

/** What the figures say at this moment. */
async function see(path: string, of: OwnerDoor = door): Promise<Record<string, unknown>> {
  const { status, json } = await of.as('reader', 'GET', `/reminders/figures/${path}`);
  expect({ path, status }).toEqual({ path, status: 200 });
  return json;
}

const plant = (...calls: PlantedCall[]) => plantCalls(world, door.salon, calls);
const hourOf = (hour: number, calls: number, successful: number, rate: number) => ({
  hour,
  calls,
  successful,
  success_rate: rate,
});

describe('the live figures', () => {
  it('tell who is on the phone, how today went and what waits, of today alone (VIO-67)', async () => {
    await plant(
      { at: '2026-11-20T07:00:00Z', outcome: 'confirmed', seconds: 60 },
      { at: '2026-11-20T07:10:00Z', outcome: 'unclear', seconds: 30 },
      { at: '2026-11-20T07:20:00Z', outcome: 'no_answer' },
      { at: '2026-11-20T07:30:00Z', outcome: 'account' },
      // The last moment of yesterday in Berlin.
      { at: '2026-11-19T22:59:59Z', outcome: 'cancelled', seconds: 900 },
      { at: '2026-11-20T08:59:50Z', state: 'ringing' },
      { at: '2026-11-20T08:59:30Z', state: 'answered' },
    );
    await plantTasks(['2026-11-20T08:59:00Z', '2026-11-20T09:00:00Z', '2026-11-20T09:00:01Z']);
    expect(await see('live')).toEqual({
      at: '2026-11-20T09:00:00.000Z',
      active_calls: 2,
      today: { calls: 3, successful: 1, success_rate: 0.33, average_seconds: 45 },
      queue: { due: 2, pending: 3, counted_up_to: 10_000 },
      overdue: [],
    });
  });

  it('show a call that is longer in its state than expected, and none that is over (VIO-42)', async () => {
    const [ringing, , , answered] = await plant(
      { at: '2026-11-20T08:58:59Z', state: 'ringing' },
      { at: '2026-11-20T08:59:00Z', state: 'ringing' },
      { at: '2026-11-20T08:57:00Z', state: 'answered' },
      { at: '2026-11-20T08:56:59Z', state: 'answered' },
      { at: '2026-11-20T08:50:00Z', state: 'answered', outcome: 'confirmed' },
      { at: '2026-11-20T08:00:00Z', outcome: 'no_answer' },
    );
    const live = await see('live');
    expect(live).toMatchObject({ active_calls: 4 });
    expect(live['overdue']).toEqual([
      {
        session_id: answered,
        state: 'answered',
        since: '2026-11-20T08:56:59.000Z',
        seconds: 181,
        expected_seconds: 180,
      },
      {
        session_id: ringing,
        state: 'ringing',
        since: '2026-11-20T08:58:59.000Z',
        seconds: 61,
        expected_seconds: 60,
      },
    ]);
  });

  async function plantTasks(due: string[]): Promise<void> {
    const rows = due.map(
      (at, n) =>
        `('${door.salon.id}', 'due_${n}', 'call', 'reminder', 'pending', 'due_${n}', '${at}', '${at}', true, '${at}')`,
    );
    await ownerRows(
      world.databaseUrl,
      `insert into follow_up_tasks (tenant_id, id, kind, purpose, status, idempotency_key, scheduled_at, wanted_at, auto_execution, updated_at) values ${rows.join(', ')},
       ('${door.salon.id}', 'review', 'manual_review', 'reminder', 'pending', 'review', '${due[0]}', '${due[0]}', false, '${due[0]}')`,
    );
  }
});

describe('the trends', () => {
  it('count eight local days, the one of the clock change with its 25 hours (VIO-68)', async () => {
    world.clock.set('2026-10-28T12:00:00Z');
    await plant(
      { at: '2026-10-20T22:00:00Z', outcome: 'confirmed', seconds: 50 },
      { at: '2026-10-20T21:59:59Z', outcome: 'confirmed', seconds: 50 },
      // Both ends of the long Sunday.
      { at: '2026-10-24T22:00:00Z', outcome: 'confirmed', seconds: 50 },
      { at: '2026-10-25T22:59:59Z', outcome: 'voicemail' },
      { at: '2026-10-25T23:00:00Z', outcome: 'busy' },
      { at: '2026-10-28T11:59:59Z', outcome: 'rescheduled', seconds: 50 },
    );
    expect((await see('trends'))['days']).toEqual([
      { date: '2026-10-21', calls: 1, successful: 1, success_rate: 1 },
      { date: '2026-10-22', calls: 0, successful: 0, success_rate: 0 },
      { date: '2026-10-23', calls: 0, successful: 0, success_rate: 0 },
      { date: '2026-10-24', calls: 0, successful: 0, success_rate: 0 },
      { date: '2026-10-25', calls: 2, successful: 1, success_rate: 0.5 },
      { date: '2026-10-26', calls: 1, successful: 0, success_rate: 0 },
      { date: '2026-10-27', calls: 0, successful: 0, success_rate: 0 },
      { date: '2026-10-28', calls: 1, successful: 1, success_rate: 1 },
    ]);
  });

  it('compare this week with last week so far, and each month with the one before, in words (VIO-68)', async () => {
    // Friday, 20 November, 10:00 in Berlin.
    await plant(
      ...times(2, { at: '2026-11-16T10:00:00Z', outcome: 'confirmed', seconds: 50 }),
      { at: '2026-11-13T08:59:59Z', outcome: 'confirmed', seconds: 50 },
      { at: '2026-11-10T10:00:00Z', outcome: 'no_answer' },
      ...times(3, { at: '2026-11-13T09:00:01Z', outcome: 'voicemail' }),
      ...times(4, { at: '2026-10-10T10:00:00Z', outcome: 'cancelled', seconds: 50 }),
      ...times(2, { at: '2026-08-31T21:59:59Z', outcome: 'failed' }),
    );
    const trends = await see('trends');
    expect(trends).toMatchObject({
      this_week: { calls: 2, successful: 2, success_rate: 1 },
      last_week: { calls: 5, successful: 1, success_rate: 0.2 },
      last_week_by_now: { calls: 2, successful: 1, success_rate: 0.5 },
      week_trend: { word: 'rising', sentence: { en: 'More calls succeed than before.' } },
      months: [
        { month: '2026-09', calls: 0, trend: { word: 'no_data' } },
        { month: '2026-10', calls: 4, success_rate: 1, trend: { word: 'no_data' } },
        { month: '2026-11', calls: 7, success_rate: 0.43, trend: { word: 'falling' } },
      ],
    });
  });
});

describe('the outcomes', () => {
  it('are told in eight classes and per cent of the days asked for (VIO-69)', async () => {
    await plant(
      ...times(3, { at: '2026-11-20T08:00:00Z', outcome: 'confirmed', seconds: 50 }),
      { at: '2026-11-20T08:00:00Z', outcome: 'wants_reschedule', seconds: 50 },
      { at: '2026-11-19T08:00:00Z', outcome: 'declined' },
      { at: '2026-11-19T08:00:00Z', outcome: 'bad_number' },
      { at: '2026-11-18T08:00:00Z', outcome: 'busy' },
    );
    expect(await see('outcomes?days=2')).toEqual({
      from: '2026-11-18T23:00:00.000Z',
      until: '2026-11-20T09:00:00.000Z',
      calls: 6,
      outcomes: [
        { outcome: 'confirmed', calls: 3, percent: 50 },
        { outcome: 'cancelled', calls: 0, percent: 0 },
        { outcome: 'rescheduled', calls: 1, percent: 16.67 },
        { outcome: 'unclear', calls: 0, percent: 0 },
        { outcome: 'no_answer', calls: 1, percent: 16.67 },
        { outcome: 'voicemail', calls: 0, percent: 0 },
        { outcome: 'busy', calls: 0, percent: 0 },
        { outcome: 'failed', calls: 1, percent: 16.67 },
      ],
    });
    expect(await see('outcomes')).toMatchObject({ calls: 7, from: '2026-10-21T22:00:00.000Z' });
  });
});

describe('the retries', () => {
  it('are told by attempt, with the hour of the called party at which they work best (VIO-70, VIO-79)', async () => {
    await plant(
      { at: '2026-11-19T08:00:00Z', outcome: 'confirmed', seconds: 50 },
      ...times(3, { at: '2026-11-19T08:00:00Z', outcome: 'no_answer' }),
      // 16:00 in London, 17:00 in Berlin.
      ...times(3, {
        at: '2026-11-19T16:00:00Z',
        outcome: 'confirmed',
        seconds: 50,
        attempt: 2,
        zone: 'Europe/London',
      }),
      ...times(3, { at: '2026-11-19T16:00:00Z', outcome: 'voicemail', attempt: 2 }),
      { at: '2026-11-19T16:30:00Z', outcome: 'cancelled', seconds: 50, attempt: 3 },
      { at: '2026-11-19T16:30:00Z', outcome: 'no_answer', attempt: 5 },
    );
    expect(await see('retries')).toMatchObject({
      first_attempt: { calls: 4, successful: 1, success_rate: 0.25 },
      second_attempt: { calls: 6, successful: 3, success_rate: 0.5 },
      later_attempts: { calls: 2, successful: 1, success_rate: 0.5 },
      retries: { calls: 8, successful: 4, success_rate: 0.5, goal: { from: 0.65, until: 0.8 } },
      best_retry_hour: hourOf(16, 3, 3, 1),
    });
  });
});

describe('the quality report', () => {
  it('tells hours, lengths, flags and what to improve (VIO-39, VIO-71)', async () => {
    const [shortId, longId] = await plant(
      { at: '2026-11-19T09:01:00Z', outcome: 'unclear', seconds: 9.9 },
      { at: '2026-11-19T09:00:00Z', outcome: 'confirmed', seconds: 301, sentiment: 'negative' },
      { at: '2026-11-19T09:00:00Z', outcome: 'confirmed', seconds: 10 },
      { at: '2026-11-19T10:00:00Z', outcome: 'confirmed', seconds: 300 },
      { at: '2026-11-19T10:00:00Z', outcome: 'voicemail', seconds: 5 },
      ...times(6, { at: '2026-11-19T10:30:00Z', outcome: 'failed' }),
    );
    expect(await see('quality')).toMatchObject({
      calls: 11,
      successful: 3,
      success_rate: 0.27,
      average_seconds: 155.2,
      hours: [hourOf(10, 3, 2, 0.67), hourOf(11, 8, 1, 0.13)],
      best_hour: hourOf(10, 3, 2, 0.67),
      durations: [
        { from: 0, until: 10, count: 1 },
        { from: 10, until: 30, count: 1 },
        { from: 30, until: 60, count: 0 },
        { from: 60, until: 120, count: 0 },
        { from: 120, until: 180, count: 0 },
        { from: 180, until: 300, count: 0 },
        { from: 300, count: 2 },
      ],
      flags: {
        calls: 11,
        failed: 6,
        failure_share: 0.55,
        talked: 4,
        short: 1,
        long: 1,
        short_share: 0.25,
        exceeded: ['failures'],
      },
      flagged: [
        { session_id: shortId, flag: 'short', seconds: 9.9, requested_at: '2026-11-19T09:01:00.000Z' },
        { session_id: longId, flag: 'long', seconds: 301, requested_at: '2026-11-19T09:00:00.000Z' },
      ],
      recommendations: [
        {
          code: 'low_success',
          measured: 0.27,
          threshold: 0.7,
          unit: 'share',
          calls: 11,
          sentence: { de: expect.stringContaining('27 %'), en: expect.stringContaining('less than 70 %') },
        },
      ],
    });
  });
});

describe('the analytics', () => {
  it('tell totals, confirmation and satisfaction, each by itself (VIO-97, VIO-98)', async () => {
    await plant(
      ...times(2, { at: '2026-11-19T09:00:00Z', outcome: 'confirmed', seconds: 40, sentiment: 'positive' }),
      { at: '2026-11-19T09:00:00Z', outcome: 'cancelled', seconds: 70, sentiment: 'neutral' },
      { at: '2026-11-19T09:00:00Z', outcome: 'unclear', seconds: 20, sentiment: 'negative' },
      { at: '2026-11-19T09:00:00Z', outcome: 'no_answer' },
      { at: '2026-11-19T09:00:00Z', state: 'ringing' },
      { at: '2026-11-19T09:00:00Z', outcome: 'no_line', placed: false },
    );
    expect(await see('analytics')).toMatchObject({
      calls: {
        total: 5,
        successful: 3,
        confirmed: 2,
        cancelled: 1,
        rescheduled: 0,
        talked: 4,
        success_rate: 0.6,
        total_seconds: 170,
        average_seconds: 42.5,
      },
      confirmation: { confirmed: 2, successful: 3, rate: 0.67 },
      satisfaction: { positive: 2, neutral: 1, negative: 1, unknown: 1, rate: 0.4 },
    });
  });
});

describe('the figures', () => {
  it('are all there, and nothing but noughts, without a single call (VIO-67 to VIO-71, VIO-97, VIO-105)', async () => {
    const texts: string[] = [];
    for (const path of FIGURES) texts.push(JSON.stringify(await see(path)));
    expect(texts.join(' ')).not.toMatch(/NaN|Infinity/);
    expect(await see('quality')).toMatchObject({
      calls: 0,
      success_rate: 0,
      recommendations: [],
      best_hour: null,
    });
    expect(await see('data-flow')).toMatchObject({ delivery_rate: 0, health: { score: 0, word: 'no_data' } });
    expect(await see('retries')).toMatchObject({ best_retry_hour: null, retries: { success_rate: 0 } });
  });

  it('of one tenant know nothing of the calls of another (VIO-67, VIO-97)', async () => {
    const other = await openOwnerDoor(world);
    const before = new Map<string, unknown>();
    for (const path of FIGURES) before.set(path, await see(path, other));
    await plant(
      { at: '2026-11-20T08:59:00Z', outcome: 'confirmed', seconds: 60, events: { call_ended: 500 } },
      { at: '2026-11-20T08:58:00Z', state: 'ringing' },
    );
    for (const path of FIGURES) expect(await see(path, other)).toEqual(before.get(path));
  });

  it.each([
    ['outcomes', 30],
    ['retries', 30],
    ['quality', 30],
    ['analytics', 30],
    ['data-flow', 7],
  ])(
    'tell under %s of %i days where nothing is asked for (VIO-70, VIO-71, VIO-97, VIO-105)',
    async (path, days) => {
      const told = await see(path);
      expect(told).toEqual(await see(`${path}?days=${days}`));
      expect(told).not.toEqual(await see(`${path}?days=${days - 1}`));
    },
  );

  it.each(['0', '91', '1.5', '-1', 'x', ''])('refuse %o days, naming the field (VIO-71)', async (days) => {
    const { status, json } = await door.as('reader', 'GET', `/reminders/figures/quality?days=${days}`);
    expect({ status, json }).toEqual({ status: 400, json: { error: 'invalid', field: 'days' } });
  });

  it('refuse what they do not know, and a visitor without a key (VIO-67)', async () => {
    const asked = await door.as('reader', 'GET', '/reminders/figures/live?days=3');
    expect(asked).toEqual({ status: 400, json: { error: 'invalid', field: 'days' } });
    expect((await door.request('GET', '/reminders/figures/live', null)).status).toBe(401);
  });
});
