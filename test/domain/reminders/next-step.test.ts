import { describe, expect, it } from 'vitest';
import { RETELL_END_REASONS, classifyEnd } from '../../../src/domain/reminders/classify-end.ts';
import { judgeOutcome } from '../../../src/domain/reminders/judge-outcome.ts';
import { inHours, stepAfter } from '../../support/step-after.ts';

/** The rows of the table below, by what they stand for; all that a call can end with is in one of them. */
const REASONS: Record<string, string[]> = {
  talked: ['user_hangup', 'agent_hangup', 'inactivity', 'max_duration_reached', 'transfer_cancelled'],
  'handed over': ['call_transfer', 'call_take_over', 'transfer_bridged', 'no_concurrency_fallback'],
  stopped: ['manual_stopped'],
  machine: ['voicemail_reached', 'ivr_reached'],
  'no answer': ['dial_no_answer'],
  busy: ['dial_busy'],
  declined: ['user_declined'],
  'line failed': [
    'dial_failed',
    'telephony_provider_unavailable',
    'sip_routing_error',
    'registered_call_timeout',
    'error_user_not_joined',
  ],
  'platform failed': [
    'error_llm_websocket_open',
    'error_llm_websocket_lost_connection',
    'error_llm_websocket_runtime',
    'error_llm_websocket_corrupt_payload',
    'error_no_audio_received',
    'error_asr',
    'error_retell',
    'error_unknown',
  ],
  'bad number': ['invalid_destination'],
  'marked as spam': ['marked_as_spam'],
  'no free line': ['concurrency_limit_reached'],
  'account stopped': ['telephony_provider_permission_denied', 'no_valid_payment', 'scam_detected'],
  'reason unknown': ['dial_melted', '', 'constructor'],
};
const UNKNOWN = REASONS['reason unknown'] ?? [];
const HOURS_TO_GO = [2, 20, 30, 100];

/**
 * What is done after a call that ended so, where nobody said what they want: after so many retries, and with so much
 * time left to the appointment. `review` and `technical` are done by a person.
 */
const TABLE = `
                | retries | 2 h to go            | 20 h to go           | 30 h to go             | 100 h to go
talked          |       0 | review high close    | clarity +4h          | clarity +4h            | clarity +4h
                |       1 | review high close    | clarity +4h          | clarity +4h            | clarity +4h
                |       2 | review high close    | clarity +4h          | clarity +4h            | clarity +4h
                |       3 | review high used up  | review high used up  | review normal used up  | review low used up
handed over     |       0 | review low handed    | review low handed    | review low handed      | review low handed
                |       1 | review low handed    | review low handed    | review low handed      | review low handed
                |       2 | review low handed    | review low handed    | review low handed      | review low handed
                |       3 | review low handed    | review low handed    | review low handed      | review low handed
stopped         |       0 | review high stopped  | review high stopped  | review normal stopped  | review low stopped
                |       1 | review high stopped  | review high stopped  | review normal stopped  | review low stopped
                |       2 | review high stopped  | review high stopped  | review normal stopped  | review low stopped
                |       3 | review high stopped  | review high stopped  | review normal stopped  | review low stopped
machine         |       0 | review high close    | voicemail +8h        | voicemail +8h          | voicemail +8h
                |       1 | review high close    | review high close    | voicemail +24h         | voicemail +24h
                |       2 | review high close    | review high close    | voicemail +24h         | voicemail +24h
                |       3 | review high used up  | review high used up  | review normal used up  | review low used up
no answer       |       0 | review high close    | no_answer +2h        | no_answer +2h          | no_answer +2h
                |       1 | review high close    | no_answer +8h        | no_answer +8h          | no_answer +8h
                |       2 | review high close    | no_answer +8h        | no_answer +8h          | no_answer +8h
                |       3 | review high used up  | review high used up  | review normal used up  | review low used up
busy            |       0 | review high close    | busy +1h             | busy +1h               | busy +1h
                |       1 | review high close    | busy +2h             | busy +2h               | busy +2h
                |       2 | review high close    | busy +3h             | busy +3h               | busy +3h
                |       3 | review high used up  | review high used up  | review normal used up  | review low used up
declined        |       0 | review high close    | declined +4h         | declined +4h           | declined +4h
                |       1 | review high declined | review high declined | review normal declined | review low declined
                |       2 | review high declined | review high declined | review normal declined | review low declined
                |       3 | review high declined | review high declined | review normal declined | review low declined
line failed     |       0 | review high close    | failed +4h           | failed +4h             | failed +4h
                |       1 | review high close    | failed +12h          | failed +12h            | failed +12h
                |       2 | review high close    | failed +12h          | failed +12h            | failed +12h
                |       3 | technical used up    | technical used up    | technical used up      | technical used up
platform failed |       0 | review high close    | failed +4h           | failed +4h             | failed +4h
                |       1 | technical used up    | technical used up    | technical used up      | technical used up
                |       2 | technical used up    | technical used up    | technical used up      | technical used up
                |       3 | technical used up    | technical used up    | technical used up      | technical used up
bad number      |       0 | review high number   | review high number   | review normal number   | review low number
                |       1 | review high number   | review high number   | review normal number   | review low number
                |       2 | review high number   | review high number   | review normal number   | review low number
                |       3 | review high number   | review high number   | review normal number   | review low number
marked as spam  |       0 | pause reputation     | pause reputation     | pause reputation       | pause reputation
                |       1 | pause reputation     | pause reputation     | pause reputation       | pause reputation
                |       2 | pause reputation     | pause reputation     | pause reputation       | pause reputation
                |       3 | pause reputation     | pause reputation     | pause reputation       | pause reputation
no free line    |       0 | not counted +5min    | not counted +5min    | not counted +5min      | not counted +5min
                |       1 | not counted +5min    | not counted +5min    | not counted +5min      | not counted +5min
                |       2 | not counted +5min    | not counted +5min    | not counted +5min      | not counted +5min
                |       3 | not counted +5min    | not counted +5min    | not counted +5min      | not counted +5min
account stopped |       0 | pause account        | pause account        | pause account          | pause account
                |       1 | pause account        | pause account        | pause account          | pause account
                |       2 | pause account        | pause account        | pause account          | pause account
                |       3 | pause account        | pause account        | pause account          | pause account
reason unknown  |       0 | review high unknown  | review high unknown  | review normal unknown  | review low unknown
                |       1 | review high unknown  | review high unknown  | review normal unknown  | review low unknown
                |       2 | review high unknown  | review high unknown  | review normal unknown  | review low unknown
                |       3 | review high unknown  | review high unknown  | review normal unknown  | review low unknown
`;

interface Row {
  reason: string;
  retries: number;
  cells: string[];
}

function rowsOf(table: string): Row[] {
  const lines = table.trim().split('\n').slice(1);
  let name = '';
  return lines.flatMap((line) => {
    const [first = '', retries = '', ...cells] = line.split('|').map((cell) => cell.trim());
    name = first === '' ? name : first;
    return (REASONS[name] ?? []).map((reason) => ({ reason, retries: Number(retries), cells }));
  });
}

describe('the table of the next step', () => {
  it('has each of the 34 reasons in one row, and three that no table knows', () => {
    const known = Object.values(REASONS)
      .flat()
      .filter((reason) => !UNKNOWN.includes(reason));
    expect(known.toSorted()).toEqual([...RETELL_END_REASONS.keys()].toSorted());
    expect(known).toHaveLength(34);
    expect(UNKNOWN).toHaveLength(3);
    expect(rowsOf(TABLE)).toHaveLength((34 + 3) * 4);
  });

  it.each(rowsOf(TABLE))(
    'after "$reason" and $retries retries is as written (VIO-22, VIO-23, VIO-24, VIO-25, VIO-29, VIO-30, VIO-31, VIO-32, VIO-50, VIO-92)',
    ({ reason, retries, cells }) => {
      const end = classifyEnd(reason);
      const outcome = judgeOutcome({ end, deeds: {} });
      const steps = HOURS_TO_GO.map((hours) =>
        stepAfter({
          outcome,
          end,
          retryCount: retries,
          failedAttempts: retries + 1,
          startsAt: inHours(hours),
        }),
      );
      expect(steps).toEqual(cells);
    },
  );
});
