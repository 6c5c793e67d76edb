import type { EndClass } from './call-outcome.ts';

/** Every reason that Retell gives today (retell.md 3.6). */
export const RETELL_END_REASONS: ReadonlyMap<string, EndClass> = new Map<string, EndClass>([
  ['user_hangup', 'talked'],
  ['agent_hangup', 'talked'],
  ['inactivity', 'talked'],
  ['max_duration_reached', 'talked'],
  ['transfer_cancelled', 'talked'],
  ['call_transfer', 'handed_over'],
  ['call_take_over', 'handed_over'],
  ['transfer_bridged', 'handed_over'],
  ['no_concurrency_fallback', 'handed_over'],
  ['manual_stopped', 'stopped'],
  ['voicemail_reached', 'voicemail'],
  ['ivr_reached', 'voicemail'],
  ['dial_no_answer', 'no_answer'],
  ['dial_busy', 'busy'],
  ['user_declined', 'declined'],
  ['dial_failed', 'failed'],
  ['telephony_provider_unavailable', 'failed'],
  ['sip_routing_error', 'failed'],
  ['registered_call_timeout', 'failed'],
  ['error_user_not_joined', 'failed'],
  ['error_llm_websocket_open', 'platform_fault'],
  ['error_llm_websocket_lost_connection', 'platform_fault'],
  ['error_llm_websocket_runtime', 'platform_fault'],
  ['error_llm_websocket_corrupt_payload', 'platform_fault'],
  ['error_no_audio_received', 'platform_fault'],
  ['error_asr', 'platform_fault'],
  ['error_retell', 'platform_fault'],
  ['error_unknown', 'platform_fault'],
  ['invalid_destination', 'bad_number'],
  ['marked_as_spam', 'reputation'],
  ['concurrency_limit_reached', 'no_line'],
  ['telephony_provider_permission_denied', 'account'],
  ['no_valid_payment', 'account'],
  ['scam_detected', 'account'],
]);

/** Reasons of Retell's older documents. */
const OLDER_END_REASONS: ReadonlyMap<string, EndClass> = new Map<string, EndClass>([
  ['machine_detected', 'voicemail'],
  ['error_inbound_webhook', 'failed'],
  ['error_twilio', 'failed'],
  ['error_frontend_corrupted_payload', 'platform_fault'],
]);

/** What the end of a call tells, by its `disconnection_reason`; none, or one that no table has, is `unknown`. */
export function classifyEnd(disconnectionReason: string | undefined): EndClass {
  const reason = disconnectionReason ?? '';
  return RETELL_END_REASONS.get(reason) ?? OLDER_END_REASONS.get(reason) ?? 'unknown';
}
