import type { CallReport } from '../domain/call-report.ts';
import { readPhone } from '../domain/phone.ts';
import type { TenantProfile } from '../domain/tenant.ts';
import type { CallInfo } from './context.ts';

/** A call as our rows have it, for the tenant it belongs to. */
export function callInfoOf(
  report: CallReport,
  place: { country: TenantProfile['country']; branchId?: string; now: Date },
): CallInfo {
  const { branchId, now } = place;
  const from = e164(report.fromNumber, place.country);
  const to = e164(report.toNumber, place.country);
  const callerNumber = report.isOutbound ? to : from;
  const sessionId = report.isOutbound ? report.metadata?.['session_id'] : undefined;
  return {
    id: report.id,
    facts: {
      id: report.id,
      direction: report.isOutbound ? 'outbound' : report.isWeb ? 'web' : 'inbound',
      startedAt: report.startedAt ?? now,
      now,
      ...(branchId === undefined ? {} : { branchId }),
      ...(report.agentId === undefined ? {} : { agentId: report.agentId }),
      ...(report.agentVersion === undefined ? {} : { agentVersion: report.agentVersion }),
      ...(from === undefined ? {} : { fromNumber: from }),
      ...(to === undefined ? {} : { toNumber: to }),
    },
    ...(callerNumber === undefined ? {} : { callerNumber }),
    ...(sessionId === undefined ? {} : { sessionId }),
  };
}

/** The number in E.164, however it is written (ASK-76); nothing for withheld numbers and SIP addresses. */
function e164(number: string | undefined, country: TenantProfile['country']): string | undefined {
  if (number === undefined) return undefined;
  if (/^\+[1-9]\d{6,14}$/.test(number)) return number;
  const read = readPhone(number, country);
  return read.kind === 'ok' ? read.e164 : undefined;
}
