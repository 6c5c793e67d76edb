import { describe, expect, it } from 'vitest';
import {
  lastDays,
  lastMonths,
  periodOfDays,
  weekEdges,
} from '../../../../src/domain/reminders/figures/figure-periods.ts';

const HOUR_MS = 3_600_000;
const hours = ({ from, until }: { from: Date; until: Date }) => (until.getTime() - from.getTime()) / HOUR_MS;
const iso = (instants: Date[]) => instants.map((instant) => instant.toISOString());

describe('the days of the figures', () => {
  it.each([
    ['2026-10-27T12:00:00Z', 'Europe/Berlin', [24, 25, 24, 13]],
    ['2026-03-30T12:00:00Z', 'Europe/Berlin', [24, 24, 23, 14]],
    ['2026-11-03T12:00:00Z', 'America/New_York', [24, 25, 24, 7]],
    ['2026-11-03T12:00:00Z', 'Pacific/Auckland', [24, 24, 24, 1]],
  ])('are those of the zone, however long, until %s in %s (VIO-68)', (now, zone, lengths) => {
    expect(lastDays(new Date(now), zone, 4).map(hours)).toEqual(lengths);
  });

  it('end with today, and follow each other without a gap (VIO-68)', () => {
    const days = lastDays(new Date('2026-10-27T12:00:00Z'), 'Europe/Berlin', 8);
    expect(days.map(({ date }) => date)).toEqual([
      '2026-10-20',
      '2026-10-21',
      '2026-10-22',
      '2026-10-23',
      '2026-10-24',
      '2026-10-25',
      '2026-10-26',
      '2026-10-27',
    ]);
    expect(iso(days.slice(1).map(({ from }) => from))).toEqual(
      iso(days.slice(0, -1).map(({ until }) => until)),
    );
    expect(periodOfDays(new Date('2026-10-27T12:00:00Z'), 'Europe/Berlin', 8).from).toEqual(days[0]?.from);
  });

  it('make weeks from Monday, and compare with last week at the same time of the same weekday (VIO-68)', () => {
    // Wednesday 13:00 in Berlin, behind the night the clocks were put back.
    expect(iso(weekEdges(new Date('2026-10-28T12:00:00Z'), 'Europe/Berlin'))).toEqual([
      '2026-10-18T22:00:00.000Z',
      '2026-10-21T11:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
      '2026-10-28T12:00:00.000Z',
    ]);
  });

  it('make calendar months, across a new year too (VIO-68)', () => {
    const months = lastMonths(new Date('2027-01-15T12:00:00Z'), 'Europe/Berlin', 3);
    expect(months.map(({ date }) => date)).toEqual(['2026-11-01', '2026-12-01', '2027-01-01']);
    expect(iso(months.map(({ until }) => until))).toEqual([
      '2026-11-30T23:00:00.000Z',
      '2026-12-31T23:00:00.000Z',
      '2027-01-15T12:00:00.000Z',
    ]);
  });
});
