import { readPhone } from '../domain/phone.ts';
import { countryOf } from '../domain/country.ts';
import type { TenantDoor } from '../domain/tenant.ts';
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
  const isOutbound = call.direction === 'outbound';
  const country = countryOf(tenant.door.locale);
  const from = e164(present(call.from_number), country);
  const to = e164(present(call.to_number), country);
  const facts: CallInfo['facts'] = {
    id,
    direction: isOutbound ? 'outbound' : call.call_type === 'web_call' ? 'web' : 'inbound',
    startedAt: call.start_timestamp ?? now,
    now,
    ...given('branchId', tenant.branchId),
    ...given('agentId', present(call.agent_id)),
    ...given('agentVersion', call.agent_version),
    ...given('fromNumber', from),
    ...given('toNumber', to),
  };
  return { id, facts, ...given('callerNumber', isOutbound ? to : from) };
}

/** The number in E.164, however it is written (ASK-76); nothing for withheld numbers and SIP addresses. */
function e164(number: string | undefined, country: ReturnType<typeof countryOf>): string | undefined {
  if (number === undefined) return undefined;
  if (/^\+[1-9]\d{6,14}$/.test(number)) return number;
  const read = readPhone(number, country);
  return read.kind === 'ok' ? read.e164 : undefined;
}
