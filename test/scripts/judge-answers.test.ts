import { describe, expect, it } from 'vitest';
import { judgeAnswers, repeatsOf, timesOf } from '../../scripts/storm/judge-answers.ts';
import { openLine } from '../../scripts/storm/phone-line.ts';
import type { Heard, PhoneLine, RepeatedAnswer } from '../../scripts/storm/phone-line.ts';

function heard(change: Partial<Heard> = {}): Heard {
  return {
    function: 'confirm_booking',
    kind: 'done',
    status: 200,
    ms: 300,
    message: 'Gebucht.',
    answer: {},
    ...change,
  };
}

function lineWith(change: Partial<PhoneLine>): PhoneLine {
  const tenant = { number: '+4930123401', agent: 'agent', calcomKey: 'key' };
  const nobody = () => Promise.reject(new Error('nobody asks here'));
  return { ...openLine(tenant, [nobody]), ...change };
}

function broken(line: PhoneLine, gateways: 'stay_up' | 'are_killed' = 'stay_up'): string[] {
  return judgeAnswers(line, gateways).flatMap((finding) => finding.broken);
}

function repeated(how: RepeatedAnswer['how'], first: Heard, second: Heard): RepeatedAnswer {
  return { callId: 'call_1', how, first, second };
}

const TAKEN = heard({ kind: 'refused', message: 'Vergeben.', answer: { reason: 'slot_taken' } });

describe('the judge of answers', () => {
  it('finds every status but 200, and those that were cut off only where no gateway is killed', () => {
    const line = lineWith({
      heard: [heard(), heard({ status: 500 }), heard({ status: 0, kind: 'no_answer' })],
    });
    expect(broken(line)).toEqual(['confirm_booking: 500', 'confirm_booking: 0']);
    expect(broken(line, 'are_killed')).toEqual(['confirm_booking: 500']);
  });

  it('lets one answer in a thousand be late by more than 25 ms, and no more', () => {
    const onTime = Array.from({ length: 998 }, () => heard({ ms: 1_525 }));
    expect(broken(lineWith({ heard: [...onTime, heard(), heard({ ms: 1_526 })] }))).toEqual([]);
    const late = [heard({ ms: 1_526 }), heard({ function: 'start_booking', ms: 826 })];
    expect(broken(lineWith({ heard: [...onTime, ...late] }))).toEqual([
      'confirm_booking: 1526 ms',
      'start_booking: 826 ms',
    ]);
    expect(broken(lineWith({ heard: late }), 'are_killed')).toEqual([]);
  });

  it.each([
    ['two different successes', repeated('at_once', heard(), heard({ message: 'Auch gebucht.' })), true],
    ['a refusal behind a success', repeated('afterwards', heard(), TAKEN), true],
    ['a refusal beside a success that was asked for at once', repeated('at_once', heard(), TAKEN), false],
    ['a success behind a refusal', repeated('afterwards', TAKEN, heard()), false],
    ['the same sentence', repeated('afterwards', heard(), heard()), false],
    [
      'other free times a moment later',
      repeated(
        'afterwards',
        heard({ function: 'check_availability' }),
        heard({ function: 'check_availability', message: 'Um neun.' }),
      ),
      false,
    ],
  ])('of repeats: %s', (_what, pair, isBroken) => {
    expect(broken(lineWith({ repeated: [pair] }))).toHaveLength(isBroken ? 1 : 0);
  });

  it('finds call events that were not taken', () => {
    expect(broken(lineWith({ eventsRefused: [503] }))).toEqual(['503']);
  });

  it('counts times by function, and repeats by what was heard', () => {
    const answers = [heard({ ms: 10 }), heard({ ms: 20, kind: 'pending' }), heard({ ms: 1_600 })];
    expect(timesOf(answers)).toEqual([
      {
        function: 'confirm_booking',
        answers: 3,
        done: 2,
        refused: 0,
        pending: 1,
        failed: 0,
        p50: 20,
        p99: 1_600,
        max: 1_600,
        late: 1,
      },
    ]);
    expect(
      repeatsOf([repeated('at_once', heard(), heard()), repeated('afterwards', TAKEN, heard())]),
    ).toEqual({ 'the same': 1, 'confirm_booking, afterwards: refused, then done': 1 });
  });
});
