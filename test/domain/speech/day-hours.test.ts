import { describe, expect, it } from 'vitest';
import { USUAL_DAY_HOURS } from '../../../src/domain/speech/day-hours.ts';
import type { DayHours } from '../../../src/domain/speech/day-hours.ts';
import { readMoment } from '../../../src/domain/speech/read-moment.ts';

const now = new Date('2026-08-13T10:00:00+02:00');
const german = (text: string, hours?: Partial<DayHours>) => readIn('de-DE', text, hours);
const english = (text: string, hours?: Partial<DayHours>) => readIn('en-GB', text, hours);

function readIn(locale: string, text: string, hours: Partial<DayHours> = {}) {
  return readMoment(text, {
    now,
    zone: 'Europe/Berlin',
    locale,
    hours: { ...USUAL_DAY_HOURS, ...hours },
  });
}

const at = (time: string) => ({ status: 'resolved', reading: { kind: 'at', time } });
const window = (time: string, untilTime: string) => ({
  status: 'resolved',
  reading: { kind: 'between', time, untilTime },
});

describe('an hour said without half of the day (ASK-32)', () => {
  it('is the one at which the tenant is open', () => {
    const evenings = { open: { from: '17:00', until: '23:00' } };
    const mornings = { open: { from: '05:00', until: '11:00' } };
    expect(german('um acht', evenings)).toEqual(at('20:00'));
    expect(english('at eight', evenings)).toEqual(at('20:00'));
    expect(german('um sechs', mornings)).toEqual(at('06:00'));
    expect(english('quarter to six', mornings)).toEqual(at('05:45'));
  });

  it('counts the first and the last minute as open', () => {
    const open = { from: '08:00', until: '19:00' };
    expect(english('at eight', { open })).toEqual(at('08:00'));
    expect(english('at seven', { open })).toEqual(at('19:00'));
  });

  it('is never asked about from one to half past six, with the usual hours', () => {
    for (const hour of ['eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs'])
      for (const text of [`um ${hour}`, `halb ${hour}`, `viertel nach ${hour}`])
        expect([text, german(text).status]).toEqual([text, 'resolved']);
  });

  it('needs a question in English where the tenant is open at both, the morning first', () => {
    expect(english('at eight')).toEqual({
      status: 'ambiguous',
      candidates: [
        { kind: 'at', time: '08:00' },
        { kind: 'at', time: '20:00' },
      ],
    });
    expect(german('um acht')).toEqual(at('08:00'));
  });

  it('can be either where the tenant never closes, the waking one first', () => {
    const open = { from: '00:00', until: '23:59' };
    for (const [text, likely, other] of [
      ['um drei', '15:00', '03:00'],
      ['halb sieben', '18:30', '06:30'],
      ['4:15', '16:15', '04:15'],
    ])
      expect(german(text ?? '', { open })).toEqual({
        status: 'ambiguous',
        candidates: [
          { kind: 'at', time: likely },
          { kind: 'at', time: other },
        ],
      });
  });

  it('is not changed where it was said with its half of the day', () => {
    const open = { from: '08:00', until: '12:00' };
    expect(german('um drei nachmittags', { open })).toEqual(at('15:00'));
    expect(german('15 Uhr', { open })).toEqual(at('15:00'));
    expect(english('3 am', { open })).toEqual(at('03:00'));
  });
});

describe('a part of the day (ASK-32)', () => {
  it('stands for the hours of the tenant', () => {
    const hours = {
      open: { from: '09:00', until: '18:00' },
      midday: { from: '11:30', until: '13:30' },
      afternoon: { from: '13:00', until: '17:00' },
    };
    expect(german('mittags', hours)).toEqual(window('11:30', '13:30'));
    expect(english('in the afternoon', hours)).toEqual(window('13:00', '17:00'));
    expect(english('first thing', hours)).toEqual(window('09:00', '11:00'));
    expect(german('kurz vor Ladenschluss', hours)).toEqual(window('16:00', '18:00'));
    expect(english('until closing time', hours)).toEqual({
      status: 'resolved',
      reading: { kind: 'until', untilTime: '18:00' },
    });
  });

  it('has early and late hours of at least one each', () => {
    const forenoon = { from: '10:00', until: '11:30' };
    expect(german('am frühen Vormittag', { forenoon })).toEqual(window('10:00', '11:00'));
    expect(german('am späten Vormittag', { forenoon })).toEqual(window('10:30', '11:30'));
  });
});

describe('a stretch of hours from now (ASK-32)', () => {
  const berlin = (instant: string, text: string) =>
    readMoment(text, { now: new Date(instant), zone: 'Europe/Berlin', locale: 'de-DE' });

  it('begins at the next full hour and may run past midnight', () => {
    expect(berlin('2026-08-13T22:20:00+02:00', 'in den nächsten drei Stunden')).toEqual({
      status: 'resolved',
      reading: {
        kind: 'between',
        date: '2026-08-13',
        time: '23:00',
        untilDate: '2026-08-14',
        untilTime: '02:00',
      },
    });
  });

  it('counts hours as they pass on clock-change nights', () => {
    expect(berlin('2026-03-29T01:30:00+01:00', 'in zwei Stunden')).toEqual({
      status: 'resolved',
      reading: { kind: 'at', date: '2026-03-29', time: '04:30' },
    });
    expect(berlin('2026-10-25T01:30:00+02:00', 'innerhalb von zwei Stunden')).toEqual({
      status: 'resolved',
      reading: { kind: 'between', date: '2026-10-25', time: '01:30', untilTime: '02:30' },
    });
  });
});
