import type { CallSession, SessionState } from '../domain/reminders/call-session.ts';
import type { FollowUpTask } from '../domain/reminders/follow-up-task.ts';
import { ringSeconds } from '../domain/reminders/ring-seconds.ts';
import { snakeCase } from './snake-case.ts';

const HOUR_MS = 3_600_000;

/** A task as owners read it: how many hours before were wanted, how many it came to, and what has moved it (VIO-33). */
export function taskJson(task: FollowUpTask): object {
  return {
    id: task.id,
    kind: task.kind,
    purpose: task.purpose,
    status: task.status,
    contact_id: task.customerId,
    appointment_id: task.appointmentId,
    appointment_at: task.appointmentAt,
    wanted_at: task.wantedAt,
    scheduled_at: task.scheduledAt,
    hours_before: wantedHours(task),
    hours_before_actual: task.hoursBeforeActual,
    moved_because: task.movedBecause,
    retry_count: task.retryCount,
    original_task_id: task.originalTaskId,
    retry_of: task.retryOf,
    urgency: task.urgency,
    why: task.why,
    outcome: task.outcome,
    action: task.action,
    closed_at: task.closedAt,
  };
}

/** Of a reminder that was planned by hand they are not in the settings; what waits for a person has none. */
function wantedHours({
  kind,
  purpose,
  hoursBefore,
  appointmentAt,
  wantedAt,
}: FollowUpTask): number | undefined {
  if (hoursBefore !== undefined || kind !== 'call' || purpose !== 'reminder' || appointmentAt === undefined) {
    return hoursBefore;
  }
  return (appointmentAt.getTime() - wantedAt.getTime()) / HOUR_MS;
}

/** A call as owners read it, without numbers; of what was said, what its analysis tells. */
export function callJson(session: CallSession, states: { state: SessionState; at: Date }[]): object {
  return {
    session_id: session.id,
    task_id: session.taskId,
    contact_id: session.customerId,
    appointment_id: session.appointmentId,
    appointment_at: session.appointmentAt,
    call_id: session.callId,
    purpose: session.purpose,
    attempt: session.attempt,
    state: session.state,
    states: states.map(({ state, at }) => ({ state, at })),
    outcome: session.outcome,
    next_step: session.nextStep,
    placement_error: session.placementError,
    disconnection_reason: session.disconnectionReason,
    requested_at: session.requestedAt,
    placed_at: session.placedAt,
    answered_at: session.answeredAt,
    ended_at: session.endedAt,
    ring_seconds: ringSeconds(session),
    duration_ms: session.durationMs,
    sentiment: session.sentiment,
    quality_score: session.qualityScore,
    analysis: session.analysis === undefined ? undefined : snakeCase(session.analysis),
  };
}
