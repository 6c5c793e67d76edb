import { describe, expect, it } from 'vitest';
import { namedAcrossDays, spread } from '../../src/domain/name-times.ts';
import { rankTimes } from '../../src/domain/rank-times.ts';

const at = (text: string) => ({ date: text.slice(0, 10), time: text.slice(11) });
const walls = (times: { date: string; time: string }[]) => times.map(({ date, time }) => `${date} ${time}`);
const ALL = 20;
const rising = [
  '2026-08-16 11:00',
  '2026-08-17 09:00',
  '2026-08-17 13:00',
  '2026-08-17 16:00',
  '2026-08-18 10:00',
  '2026-08-18 14:00',
  '2026-08-19 14:00',
].map(at);

describe('alternatives', () => {
  it('rank the same day, the same time, the next days, then anything, at most as many as asked for (ASK-13)', () => {
    const wish = { date: '2026-08-17', time: '14:00' };
    const all = [
      '2026-08-17 13:00',
      '2026-08-17 16:00',
      '2026-08-17 09:00',
      '2026-08-18 14:00',
      '2026-08-19 14:00',
      '2026-08-18 10:00',
      '2026-08-16 11:00',
    ];
    expect(walls(rankTimes(rising, wish, ALL))).toEqual(all);
    expect(walls(rankTimes(rising, wish, 5))).toEqual(all.slice(0, 5));
  });

  it('leave out the wanted moment and need no wish (ASK-13)', () => {
    expect(walls(rankTimes(rising, { date: '2026-08-17', time: '13:00' }, 1))).toEqual(['2026-08-17 16:00']);
    expect(walls(rankTimes(rising, {}, 2))).toEqual(['2026-08-16 11:00', '2026-08-17 09:00']);
    expect(walls(rankTimes(rising, { time: '14:00' }, 2))).toEqual(['2026-08-18 14:00', '2026-08-19 14:00']);
  });

  it('begin with the nearest on either side of the wanted time (ASK-13)', () => {
    const early = ['2026-08-17 13:15', '2026-08-17 13:30', '2026-08-17 13:45', '2026-08-17 15:45'].map(at);
    expect(walls(rankTimes(early, { date: '2026-08-17', time: '14:30' }, 3))).toEqual([
      '2026-08-17 13:45',
      '2026-08-17 15:45',
      '2026-08-17 13:30',
    ]);
  });

  it('are near to a part of the day where no time was named (ASK-13)', () => {
    const wish = { date: '2026-08-17', earliest: '14:00', latest: '15:00' };
    expect(walls(rankTimes(rising, wish, 2))).toEqual(['2026-08-17 13:00', '2026-08-17 16:00']);
  });
});

describe('times to say', () => {
  it('are all of three, and of more one early, one in the middle and one late (ASK-08)', () => {
    expect(spread([])).toEqual([]);
    expect(spread(['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
    expect(spread(['a', 'b', 'c', 'd', 'e', 'f'])).toEqual(['a', 'c', 'f']);
  });

  it('are on the first days that have any (ASK-08)', () => {
    expect(walls(namedAcrossDays(rising))).toEqual([
      '2026-08-16 11:00',
      '2026-08-17 13:00',
      '2026-08-18 14:00',
    ]);
    expect(walls(namedAcrossDays(rising.slice(1, 6)))).toEqual([
      '2026-08-17 09:00',
      '2026-08-17 16:00',
      '2026-08-18 10:00',
    ]);
    expect(walls(namedAcrossDays(rising.slice(3, 6)))).toEqual([
      '2026-08-17 16:00',
      '2026-08-18 10:00',
      '2026-08-18 14:00',
    ]);
    expect(walls(namedAcrossDays(rising.slice(1, 4)))).toEqual([
      '2026-08-17 09:00',
      '2026-08-17 13:00',
      '2026-08-17 16:00',
    ]);
    expect(namedAcrossDays([])).toEqual([]);
  });
});
