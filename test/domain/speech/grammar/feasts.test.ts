import { describe, expect, it } from 'vitest';
import { feastOfYear, lastFeast, nextFeast } from '../../../../src/domain/speech/grammar/feasts.ts';

const zone = 'Europe/Berlin';
const today = '2026-11-20';

describe('feasts', () => {
  it.each([
    ['E12-24', 2026, '2026-12-24'],
    ['X-2', 2027, '2027-03-26'],
    ['X60', 2038, '2038-06-24'],
    ['A0', 2026, '2026-12-20'],
    ['A0', 2023, '2023-12-24'],
    ['A-21', 2022, '2022-11-27'],
    ['A-32', 2026, '2026-11-18'],
    ['N11-4-4', 2027, '2027-11-25'],
    ['N11-4-4+1', 2027, '2027-11-26'],
    ['N5-1--1', 2027, '2027-05-31'],
    ['N11-1-1+1', 2028, '2028-11-07'],
    ['Q1', 2027, '2027-03-20'],
    ['Q3', 2021, '2021-09-22'],
    ['Q4', 2026, '2026-12-21'],
    ['Kc1-1', 2026, '2026-02-17'],
    ['Kc1-1', 2027, '2027-02-06'],
    ['KhTishri-1', 2026, '2026-09-12'],
    ['KhNisan-15', 2027, '2027-04-22'],
    ['KhAdar-14,KhAdar_II-14', 2027, '2027-03-23'],
    ['Ki10-1', 2026, '2026-03-20'],
    ['Kd', 2026, '2026-11-08'],
    ['Z+', 2027, '2027-03-28'],
    ['Z-', 2027, '2027-10-31'],
  ])('finds %s in %i (ASK-33)', (feast, year, date) => {
    expect(feastOfYear(feast, year, zone)).toEqual({ date });
  });

  it('changes clocks as the zone does', () => {
    expect(nextFeast('Z', today, 'America/New_York')).toEqual({ date: '2027-03-14' });
    expect(nextFeast('Z', today, 'Asia/Kolkata')).toBeUndefined();
  });

  it('takes the next one, today included, and the last one before', () => {
    expect(nextFeast('E11-20', today, zone)).toEqual({ date: today });
    expect(nextFeast('E11-19', today, zone)).toEqual({ date: '2027-11-19' });
    expect(nextFeast('E2-29', today, zone)).toEqual({ date: '2028-02-29' });
    expect(lastFeast('E12-25', today, zone)).toEqual({ date: '2025-12-25' });
    expect(nextFeast('Z+,Z-', '2027-04-01', zone)).toEqual({ date: '2027-10-31' });
  });

  it('begins a stretch that is under way today, across the turn of the year too', () => {
    expect(nextFeast('E12-31..E1-1', '2027-01-01', zone)).toEqual({
      date: '2027-01-01',
      untilDate: '2027-01-01',
    });
    expect(nextFeast('S4', '2027-01-10', zone)).toEqual({ date: '2027-01-10', untilDate: '2027-03-19' });
    expect(nextFeast('X-2..X1', '2027-03-27', zone)).toEqual({ date: '2027-03-27', untilDate: '2027-03-29' });
  });

  it('has two Ramadans in 2030 and takes the second once the first is over', () => {
    expect(nextFeast('Ki9-1', '2030-01-01', zone)).toEqual({ date: '2030-01-05' });
    expect(nextFeast('Ki9-1', '2030-02-01', zone)).toEqual({ date: '2030-12-26' });
  });
});
