import type { TenantUnderTest } from './tenant-under-test.ts';
import { MAX } from './tenant-under-test.ts';

/** A function request as Retell writes it, for a test to change. */
export function functionBody(
  tenant: TenantUnderTest,
  name: string,
  args: unknown = {},
  call: Record<string, unknown> = {},
): { name: string; args: unknown; call: Record<string, unknown> } {
  return {
    name,
    args,
    call: {
      call_id: tenant.callId,
      call_type: 'phone_call',
      direction: 'inbound',
      agent_id: tenant.definition.agents[0],
      to_number: tenant.definition.phoneNumbers[0],
      from_number: MAX,
      call_status: 'ongoing',
      ...call,
    },
  };
}
