import { metadataIn } from '../domain/call-report.ts';
import type { CallReport } from '../domain/call-report.ts';
import { countryOf } from '../domain/country.ts';
import type { TenantDoor } from '../domain/tenant.ts';
import { callInfoOf } from '../operations/call-info.ts';
import type { CallInfo } from '../operations/context.ts';
import { given, present } from './retell-body.ts';
import type { RetellCall } from './retell-body.ts';

/** Our number of a call: the one that was called, or the one that calls out (ASK-72). */
export function ourNumber(call: RetellCall): string | undefined {
  return present(call.direction === 'outbound' ? call.from_number : call.to_number);
}

/** What a request or an event says of its call, for the tenant it belongs to. `id` is Retell's call id. */
export function readCall(
  id: string,
  call: RetellCall,
  tenant: { door: TenantDoor; branchId?: string },
  now: Date,
): CallInfo {
  return callInfoOf(reportOf(id, call), {
    country: countryOf(tenant.door.locale),
    now,
    ...given('branchId', tenant.branchId),
  });
}

/** Everything that is read of a call, in our words. */
export function reportOf(id: string, call: RetellCall): CallReport {
  return {
    id,
    isOutbound: call.direction === 'outbound',
    isWeb: call.call_type === 'web_call',
    ...given('agentId', present(call.agent_id)),
    ...given('agentVersion', call.agent_version),
    ...given('fromNumber', present(call.from_number)),
    ...given('toNumber', present(call.to_number)),
    ...given('startedAt', call.start_timestamp),
    ...given('endedAt', call.end_timestamp),
    ...given('durationMs', call.duration_ms),
    ...given('disconnectionReason', present(call.disconnection_reason)),
    ...given('callSuccessful', call.call_analysis?.call_successful),
    ...given('costCents', call.call_cost?.combined_cost),
    ...given('transcript', present(call.transcript)),
    ...given('analysis', call.call_analysis),
    ...given('metadata', metadataIn(call.metadata)),
  };
}
