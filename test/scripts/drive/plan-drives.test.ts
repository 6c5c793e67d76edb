import { describe, expect, it } from 'vitest';
import { planDrives } from '../../../scripts/drive/plan-drives.ts';
import type { Trace, Wish } from '../../../scripts/drive/trace-file.ts';

const DAYS = { today: '2019-03-01', tomorrow: '2019-03-02' };
const WISH: Wish = { provider: 'Lakeside Cuts', date: '2019-03-11', time: '16:00' };

function trace(id: string, changes: Partial<Trace> = {}): Trace {
  return { id, steps: [{ kind: 'book', wish: WISH, isFree: true }], rejected: 0, final: WISH, ...changes };
}

describe('planDrives', () => {
  it('keeps dialogues with the same provider apart, since their calendars contradict each other', () => {
    const { businesses, modes } = planDrives(
      [
        trace('free'),
        { id: 'taken', steps: [{ kind: 'book', wish: WISH, isFree: false }], rejected: 0 },
        trace('other', {
          steps: [{ kind: 'book', wish: { ...WISH, provider: 'Corner Barbers' }, isFree: true }],
          final: { ...WISH, provider: 'Corner Barbers' },
        }),
      ],
      ['plain'],
      DAYS,
    );
    const places = modes[0]?.rounds[0]?.drives.map(({ business }) => business.place);
    expect(places).toEqual([0, 1, 0]);
    expect(businesses.map(({ taken }) => taken.length)).toEqual([0, 1]);
  });

  it('rejects other times than the wished ones before the first book step', () => {
    const { modes } = planDrives([trace('changes', { rejected: 2 })], ['plain'], DAYS);
    const steps = modes[0]?.rounds[0]?.drives[0]?.steps.map((step) =>
      step.kind === 'look' ? step.kind : `${step.kind} ${step.slot.time}`,
    );
    expect(steps).toEqual(['drop 16:15', 'drop 15:45', 'book 16:00']);
  });

  it('gives fifty dialogues at once one day of one provider, each its own time', () => {
    const traces = Array.from({ length: 51 }, (_, index) => trace(`${index}`, { rejected: 1 }));
    const { businesses, modes } = planDrives(traces, ['together'], DAYS);
    const rounds = modes[0]?.rounds ?? [];
    expect(rounds.map(({ drives, atOnce }) => [drives.length, atOnce])).toEqual([
      [50, 50],
      [1, 50],
    ]);
    expect(businesses.map(({ services }) => services.size)).toEqual([1, 1]);
    const slots = (rounds[0]?.drives ?? []).flatMap(({ steps }) =>
      steps.flatMap((step) => (step.kind === 'look' ? [] : [`${step.slot.date} ${step.slot.time}`])),
    );
    expect(new Set(slots).size).toBe(100);
    expect(slots.every((slot) => slot.startsWith(WISH.date))).toBe(true);
    expect(rounds[0]?.drives[0]?.final).toMatchObject({ time: '16:00' });
  });
});
