import type { CallSession } from '../domain/reminders/call-session.ts';
import { asRecord } from '../platform/as-record.ts';
import type { callSessions } from './schema/reminders.ts';

/** A row of a call as the domain has it. */
export function toCallSession(row: typeof callSessions.$inferSelect): CallSession {
  return {
    id: row.id,
    taskId: row.taskId,
    purpose: row.purpose,
    state: row.state,
    attempt: row.attempt,
    zones: row.zones,
    agentId: row.agentId,
    requestedAt: row.requestedAt,
    deeds: {
      confirmed: row.confirmedAt !== null,
      cancelled: row.cancelledAt !== null,
      moved: row.movedAt !== null,
      optedOut: row.optedOutAt !== null,
      callbackRequested: row.callbackAt !== null,
    },
    ...(row.customerId === null ? {} : { customerId: row.customerId }),
    ...(row.appointmentId === null ? {} : { appointmentId: row.appointmentId }),
    ...(row.appointmentAt === null ? {} : { appointmentAt: row.appointmentAt }),
    ...(row.callId === null ? {} : { callId: row.callId }),
    ...(row.fromNumber === null ? {} : { fromNumber: row.fromNumber }),
    ...(row.toNumber === null ? {} : { toNumber: row.toNumber }),
    ...(row.placedAt === null ? {} : { placedAt: row.placedAt }),
    ...(row.answeredAt === null ? {} : { answeredAt: row.answeredAt }),
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt }),
    ...(row.durationMs === null ? {} : { durationMs: row.durationMs }),
    ...(row.disconnectionReason === null ? {} : { disconnectionReason: row.disconnectionReason }),
    ...(row.endClass === null ? {} : { endClass: row.endClass }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    ...(row.analysis === null ? {} : { analysis: asRecord(row.analysis) }),
    ...(row.sentiment === null ? {} : { sentiment: row.sentiment }),
    ...(row.qualityScore === null ? {} : { qualityScore: row.qualityScore }),
    ...(row.placementError === null ? {} : { placementError: row.placementError }),
    ...(row.updates === null ? {} : { updates: row.updates }),
    ...(row.nextStep === null ? {} : { nextStep: row.nextStep }),
  };
}
