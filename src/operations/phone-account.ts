import type { CallReport } from '../domain/call-report.ts';
import type { TenantId } from '../domain/tenant.ts';
import type { Telephony } from '../upstream/telephony.ts';
import type { Deps } from './context.ts';

/** The workspace of the telephony provider that a tenant's calls are in; several tenants may share it. */
export interface PhoneAccount {
  telephony: Telephony;
  /** Where a call of the workspace belongs, or nothing where it is not this tenant's. */
  placeOf(call: CallReport): { branchId?: string } | undefined;
}

/** A tenant's workspace, with the process's key where the tenant has none of its own. */
export function openPhoneAccount(deps: Deps, tenantId: TenantId): PhoneAccount | undefined {
  const key = deps.directory.retellKey(tenantId);
  if (key === undefined) return undefined;
  return {
    telephony: deps.telephonies.open(key),
    placeOf: (call) => {
      const ourNumber = call.isOutbound ? call.fromNumber : call.toNumber;
      const found = deps.directory.findByCall({
        key,
        ...(ourNumber === undefined ? {} : { ourNumber }),
        ...(call.agentId === undefined ? {} : { agentId: call.agentId }),
      });
      if (found.kind !== 'found' || found.door.id !== tenantId) return undefined;
      return found.branchId === undefined ? {} : { branchId: found.branchId };
    },
  };
}
