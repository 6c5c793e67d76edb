import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInCallingHours } from '../../../src/domain/reminders/calling-hours.ts';
import {
  leavesBuffer,
  nextDialTime,
  planReminder,
  planReminders,
  reminderHours,
} from '../../../src/domain/reminders/plan-reminder.ts';
import type { CallingHours } from '../../../src/domain/reminders/reminder-settings.ts';

const SEED = 20_261_120;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const hours: CallingHours = { from: '08:00', until: '20:00', weekdays: [1, 2, 3, 4, 5], holidays: ['GB'] };
const zones = ['Europe/London'];
/** A Friday. */
const now = new Date('2026-11-20T09:15:00Z');

const plan = (startsAt: string, hoursBefore: number, at: Date = now) =>
  planReminder({ startsAt: new Date(startsAt), hoursBefore, zones, hours, now: at });

describe('the hours before an appointment', () => {
  it("are the customer's, else the service's, else the tenant's (VIO-14)", () => {
    expect(reminderHours({ customer: [2], service: [48], tenant: [24] })).toEqual([2]);
    expect(reminderHours({ service: [48], tenant: [24] })).toEqual([48]);
    expect(reminderHours({ tenant: [24] })).toEqual([24]);
  });

  it('may be none for a customer who wants no reminders (VIO-14)', () => {
    expect(reminderHours({ customer: [], tenant: [24] })).toEqual([]);
  });

  it('are each there once, the most first (VIO-13)', () => {
    expect(reminderHours({ tenant: [1, 24, 168, 24, 2, 48, 6] })).toEqual([168, 48, 24, 6, 2, 1]);
  });
});

describe('a reminder', () => {
  it.each([1, 2, 6, 24, 48, 168, 31])(
    'is planned %i hours before the appointment (VIO-12, VIO-13)',
    (before) => {
      const startsAt = new Date('2026-12-10T19:00:00Z');
      const free = { ...hours, weekdays: [1, 2, 3, 4, 5, 6, 7] };
      const at = new Date(startsAt.getTime() - before * HOUR_MS);
      expect(planReminder({ startsAt, hoursBefore: before, zones, hours: free, now })).toEqual({
        kind: 'planned',
        hoursBefore: before,
        wantedAt: at,
        scheduledAt: at,
        hoursBeforeActual: before,
      });
    },
  );

  it.each([
    [
      'before hours to their beginning',
      '2026-11-26T07:30:00Z',
      24,
      '2026-11-25T08:00:00Z',
      23.5,
      'before_hours',
    ],
    [
      'after hours to the next morning',
      '2026-11-26T22:20:00Z',
      24,
      '2026-11-26T08:00:00Z',
      14.3,
      'after_hours',
    ],
    [
      'at their very end to the next morning',
      '2026-11-26T20:00:00Z',
      24,
      '2026-11-26T08:00:00Z',
      12,
      'after_hours',
    ],
    ['from Sunday to Monday', '2026-11-30T13:00:00Z', 24, '2026-11-30T08:00:00Z', 5, 'weekend'],
    [
      'from Christmas to the day after the substitute day',
      '2026-12-29T12:00:00Z',
      24,
      '2026-12-29T08:00:00Z',
      4,
      'holiday',
    ],
    ['from Friday night to Monday', '2026-11-30T21:00:00Z', 72, '2026-11-30T08:00:00Z', 13, 'after_hours'],
  ])('is moved %s (VIO-33, VIO-34)', (_, startsAt, before, scheduledAt, actual, because) => {
    expect(plan(startsAt, before)).toEqual({
      kind: 'planned',
      hoursBefore: before,
      wantedAt: new Date(Date.parse(startsAt) - before * HOUR_MS),
      scheduledAt: new Date(scheduledAt),
      hoursBeforeActual: actual,
      movedBecause: because,
    });
  });

  it.each([
    ['the evening before', '2026-11-25T08:30:00Z', 1, '2026-11-24T19:00:00Z', 13.5, 'before_hours'],
    [
      'the evening before where later would be after it',
      '2026-11-25T07:00:00Z',
      2,
      '2026-11-24T19:00:00Z',
      12,
      'before_hours',
    ],
    ['Friday where it is on Monday', '2026-11-30T08:45:00Z', 24, '2026-11-27T19:00:00Z', 61.8, 'weekend'],
    ['Friday where it is on Sunday', '2026-11-29T10:00:00Z', 24, '2026-11-27T19:00:00Z', 39, 'weekend'],
    ['Christmas Eve', '2026-12-29T08:30:00Z', 2, '2026-12-24T19:00:00Z', 109.5, 'before_hours'],
  ])(
    'that would come within an hour of the appointment is moved back to %s (VIO-33, VIO-36)',
    (_, startsAt, before, scheduledAt, actual, because) => {
      expect(plan(startsAt, before)).toMatchObject({
        kind: 'planned',
        scheduledAt: new Date(scheduledAt),
        hoursBeforeActual: actual,
        movedBecause: because,
      });
    },
  );

  it('may begin exactly one hour before the appointment, and no minute later (VIO-36)', () => {
    expect(plan('2026-11-25T09:00:00Z', 2)).toMatchObject({ scheduledAt: new Date('2026-11-25T08:00:00Z') });
    expect(plan('2026-11-25T08:59:00Z', 2)).toMatchObject({ scheduledAt: new Date('2026-11-24T19:00:00Z') });
    expect(leavesBuffer(new Date('2026-11-25T08:00:00Z'), new Date('2026-11-25T09:00:00Z'))).toBe(true);
    expect(leavesBuffer(new Date('2026-11-25T08:00:00.001Z'), new Date('2026-11-25T09:00:00Z'))).toBe(false);
  });

  it('is moved back to the beginning of hours that are shorter than an hour (VIO-33)', () => {
    const short = { ...hours, from: '08:00', until: '08:30' };
    expect(
      planReminder({ startsAt: new Date('2026-11-25T08:30:00Z'), hoursBefore: 1, zones, hours: short, now }),
    ).toMatchObject({ scheduledAt: new Date('2026-11-24T08:00:00Z') });
  });

  it('is skipped when its time is over, and made when it is this very moment (VIO-16)', () => {
    expect(plan('2026-11-21T09:14:59Z', 24)).toEqual({ kind: 'skipped', hoursBefore: 24, why: 'past' });
    expect(plan('2026-11-19T12:00:00Z', 24)).toEqual({ kind: 'skipped', hoursBefore: 24, why: 'past' });
    expect(plan('2026-11-21T09:15:00Z', 24)).toMatchObject({ kind: 'planned', scheduledAt: now });
  });

  it('is skipped when neither later nor earlier is left (VIO-16, VIO-36)', () => {
    // Friday, 19:30: the last hour of this week has begun, and Monday is too late.
    const evening = new Date('2026-11-20T19:30:00Z');
    const skipped = { kind: 'skipped', hoursBefore: 1, why: 'too_close' };
    expect(plan('2026-11-23T08:30:00Z', 1, evening)).toEqual(skipped);
    expect(plan('2026-11-23T08:30:00Z', 1, new Date('2026-11-20T19:00:00Z'))).toEqual(skipped);
    expect(plan('2026-11-23T08:30:00Z', 1, new Date('2026-11-20T18:59:00Z')).kind).toBe('planned');
  });

  it('is skipped when there are no common hours (VIO-65)', () => {
    const apart = ['Europe/London', 'Pacific/Auckland'];
    const morning = { ...hours, until: '09:00' };
    const startsAt = new Date('2026-11-26T12:00:00Z');
    expect(planReminder({ startsAt, hoursBefore: 24, zones: apart, hours: morning, now })).toEqual({
      kind: 'skipped',
      hoursBefore: 24,
      why: 'no_common_hours',
    });
  });

  it('is skipped for an appointment whose time is missing or cannot be read (VIO-15)', () => {
    const skipped = { kind: 'skipped', hoursBefore: 24, why: 'no_time' };
    expect(planReminder({ startsAt: undefined, hoursBefore: 24, zones, hours, now })).toEqual(skipped);
    expect(plan('next Tuesday', 24)).toEqual(skipped);
  });

  it('is counted in hours that pass, also over a night when the clocks change (VIO-12, VIO-18)', () => {
    const daily = { ...hours, weekdays: [1, 2, 3, 4, 5, 6, 7] };
    // 14:30 on the day after the change: a day of 25 hours before it, 15:30 on the wall the day before.
    expect(
      planReminder({
        startsAt: new Date('2026-10-25T14:30:00Z'),
        hoursBefore: 24,
        zones,
        hours: daily,
        now: new Date('2026-10-20T09:15:00Z'),
      }),
    ).toMatchObject({ scheduledAt: new Date('2026-10-24T14:30:00Z'), hoursBeforeActual: 24 });
  });
});

describe('the reminders of an appointment', () => {
  const all = (startsAt: string | undefined, hoursBefore: number[], at: Date = now) =>
    planReminders({
      startsAt: startsAt === undefined ? undefined : new Date(startsAt),
      hoursBefore,
      zones,
      hours,
      now: at,
    });

  it('are all planned, the first to be dialled first (VIO-12, VIO-13)', () => {
    const { planned, skipped } = all('2026-12-03T14:30:00Z', [2, 168, 24]);
    expect(planned.map(({ hoursBefore, scheduledAt }) => [hoursBefore, scheduledAt.toISOString()])).toEqual([
      [168, '2026-11-26T14:30:00.000Z'],
      [24, '2026-12-02T14:30:00.000Z'],
      [2, '2026-12-03T12:30:00.000Z'],
    ]);
    expect(skipped).toEqual([]);
  });

  it('stand in the order of their calls, also where one was moved back before another (VIO-33)', () => {
    // Both are for Friday: 61 hours before is 19:30, and a day before is a Sunday.
    const { planned } = all('2026-11-30T08:30:00Z', [61, 24]);
    expect(planned.map(({ hoursBefore, scheduledAt }) => [hoursBefore, scheduledAt.toISOString()])).toEqual([
      [24, '2026-11-27T19:00:00.000Z'],
      [61, '2026-11-27T19:30:00.000Z'],
    ]);
  });

  it('that fall on one moment are one, the nearest (VIO-17)', () => {
    // Both are wanted at the weekend.
    const { planned, skipped } = all('2026-11-30T15:00:00Z', [48, 24, 1]);
    expect(planned.map(({ hoursBefore }) => hoursBefore)).toEqual([24, 1]);
    expect(skipped).toEqual([{ kind: 'skipped', hoursBefore: 48, why: 'same_moment' }]);
  });

  it('that are over are left out and said to be, the others stay (VIO-16)', () => {
    const { planned, skipped } = all('2026-11-20T14:00:00Z', [24, 2, 2]);
    expect(planned.map(({ hoursBefore }) => hoursBefore)).toEqual([2]);
    expect(skipped).toEqual([{ kind: 'skipped', hoursBefore: 24, why: 'past' }]);
  });

  it('are none for an appointment without a time, and that is said (VIO-15)', () => {
    expect(all(undefined, [24, 2])).toEqual({
      planned: [],
      skipped: [
        { kind: 'skipped', hoursBefore: 24, why: 'no_time' },
        { kind: 'skipped', hoursBefore: 2, why: 'no_time' },
      ],
    });
  });
});

describe('a retry', () => {
  const retry = (at: string, startsAt?: string) =>
    nextDialTime({
      at: new Date(at),
      ...(startsAt !== undefined && { startsAt: new Date(startsAt) }),
      zones,
      hours,
      now,
    });

  it.each([
    ['at its time inside the hours', '2026-11-20T11:15:00Z', { at: new Date('2026-11-20T11:15:00Z') }],
    [
      'the next working morning when its time is in the evening',
      '2026-11-20T21:15:00Z',
      { at: new Date('2026-11-23T08:00:00Z'), movedBecause: 'after_hours' },
    ],
    ['now when its time is over', '2026-11-20T07:00:00Z', { at: now }],
  ])('is dialled %s (VIO-26)', (_, at, expected) => {
    expect(retry(at, '2026-11-24T14:00:00Z')).toEqual(expected);
  });

  it('is not made within an hour of the appointment or after it (VIO-26, VIO-36)', () => {
    expect(retry('2026-11-20T13:00:00Z', '2026-11-20T14:00:00Z')).toEqual({
      at: new Date('2026-11-20T13:00:00Z'),
    });
    expect(retry('2026-11-20T13:01:00Z', '2026-11-20T14:00:00Z')).toBeUndefined();
    expect(retry('2026-11-20T15:00:00Z', '2026-11-20T14:00:00Z')).toBeUndefined();
    expect(retry('2026-11-20T19:00:00Z', '2026-11-20T19:30:00Z')).toBeUndefined();
    expect(retry('2026-11-20T20:00:00Z', '2026-11-23T08:30:00Z')).toBeUndefined();
    expect(retry('2026-11-20T11:00:00Z', 'soon')).toBeUndefined();
  });

  it('of a call about no certain time has no such hour (VIO-37)', () => {
    expect(retry('2026-11-20T20:00:00Z')).toEqual({
      at: new Date('2026-11-23T08:00:00Z'),
      movedBecause: 'after_hours',
    });
  });

  it('is not made where there are no hours (VIO-65)', () => {
    expect(nextDialTime({ at: now, zones, hours: { ...hours, weekdays: [] }, now })).toBeUndefined();
  });
});

describe('whatever the appointment, the zone and the moment', () => {
  it('no reminder is planned outside the hours, in the past or within an hour of the appointment (VIO-16, VIO-33, VIO-36)', () => {
    const situations = fc.record({
      now: fc
        .tuple(
          fc.constantFrom('2026-03-27', '2026-04-02', '2026-09-24', '2026-10-23', '2026-11-25', '2026-12-23'),
          fc.integer({ min: 0, max: 4 * DAY_MS }),
        )
        .map(([date, ms]) => new Date(Date.parse(date) + ms)),
      aheadMs: fc.integer({ min: -DAY_MS, max: 9 * DAY_MS }),
      hoursBefore: fc.uniqueArray(fc.constantFrom(1, 2, 6, 13, 24, 48, 168), { minLength: 1, maxLength: 4 }),
      zones: fc.uniqueArray(
        fc.constantFrom(
          'Pacific/Auckland',
          'Europe/Berlin',
          'Europe/London',
          'America/New_York',
          'Pacific/Honolulu',
        ),
        { minLength: 1, maxLength: 2 },
      ),
      holidays: fc.constantFrom('GB', 'DE', 'US'),
      office: fc.boolean(),
    });
    fc.assert(
      fc.property(situations, ({ now: moment, aheadMs, hoursBefore, zones: where, holidays, office }) => {
        const startsAt = new Date(moment.getTime() + aheadMs);
        const when: CallingHours = {
          ...hours,
          ...(office && { from: '09:00', until: '17:00' }),
          holidays: [holidays],
        };
        const { planned, skipped } = planReminders({
          startsAt,
          hoursBefore,
          zones: where,
          hours: when,
          now: moment,
        });
        expect(planned.length + skipped.length).toBe(hoursBefore.length);
        expect(new Set(planned.map(({ scheduledAt }) => scheduledAt.getTime())).size).toBe(planned.length);
        for (const one of planned) {
          expect(isInCallingHours(one.scheduledAt, where, when)).toBe(true);
          expect(one.scheduledAt.getTime()).toBeGreaterThanOrEqual(moment.getTime());
          expect(startsAt.getTime() - one.scheduledAt.getTime()).toBeGreaterThanOrEqual(HOUR_MS);
          expect(one.movedBecause === undefined).toBe(one.wantedAt.getTime() === one.scheduledAt.getTime());
          const dialled = nextDialTime({
            at: one.scheduledAt,
            startsAt,
            zones: where,
            hours: when,
            now: one.scheduledAt,
          });
          expect(dialled?.at).toEqual(one.scheduledAt);
        }
      }),
      { numRuns: 200, seed: SEED },
    );
  });
});
