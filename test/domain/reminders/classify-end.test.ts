import { describe, expect, it } from 'vitest';
import { RETELL_END_REASONS, classifyEnd } from '../../../src/domain/reminders/classify-end.ts';

describe('the end of a call', () => {
  it('is known by each of the 34 reasons', () => {
    expect(RETELL_END_REASONS.size).toBe(34);
    const unknown = [...RETELL_END_REASONS.keys()].filter((reason) => classifyEnd(reason) === 'unknown');
    expect(unknown).toEqual([]);
  });

  it.each([
    ['user_hangup', 'talked'],
    ['voicemail_reached', 'voicemail'],
    ['ivr_reached', 'voicemail'],
    ['invalid_destination', 'bad_number'],
    ['marked_as_spam', 'reputation'],
    ['scam_detected', 'account'],
    ['concurrency_limit_reached', 'no_line'],
    ['error_asr', 'platform_fault'],
  ])('by "%s" is "%s"', (reason, end) => {
    expect(classifyEnd(reason)).toBe(end);
  });

  it.each([
    ['machine_detected', 'voicemail'],
    ['error_inbound_webhook', 'failed'],
    ['error_twilio', 'failed'],
    ['error_frontend_corrupted_payload', 'platform_fault'],
  ])('by the older "%s" is "%s"', (reason, end) => {
    expect(classifyEnd(reason)).toBe(end);
  });

  it.each([undefined, '', 'answered', 'USER_HANGUP', 'constructor', '__proto__'])(
    'by %s is unknown, never a talk',
    (reason) => {
      expect(classifyEnd(reason)).toBe('unknown');
    },
  );
});
