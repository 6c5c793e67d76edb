import type { CallSession } from './call-session.ts';
import type { DialVerdict } from './dial-verdict.ts';
import type { FollowUpTask } from './follow-up-task.ts';
import { mayHaveRung } from './may-have-rung.ts';

/**
 * Why nobody was rung, by the answer of the dial gate, as its owner reads it (VIO-78). As the pages and the problems of
 * settings, it is English alone: what is said to callers is in the languages.
 */
const BECAUSE: Record<DialVerdict, string> = {
  allowed: 'The call was allowed.',
  switched_off: 'Reminder calls are switched off.',
  appointment_gone: 'The appointment does not stand any more, or not at that time.',
  too_close_to_appointment: 'The appointment began in less than an hour.',
  do_not_call: "The number is on the business's do-not-call list.",
  globally_do_not_call: 'The number is on the do-not-call list of all businesses.',
  no_customer: 'There is no customer to call any more.',
  no_number: 'The customer has no phone number.',
  not_configured:
    "The agent, the number to call from or the API key is missing, or is not the business's any more.",
  no_common_hours:
    'No hour of the next 30 days is inside the calling hours of every zone the number may be in.',
  paused: 'All calls of the business are paused.',
  standing_unknown: 'The calendar did not answer whether the appointment still stands.',
  outside_hours: "It was outside the calling hours on the customer's clock.",
  weekend: "Calls are not made on that weekday on the customer's calendar.",
  holiday: "It was a public holiday on the customer's calendar.",
  quarter_hour_limit: 'As many calls as allowed were made within 15 minutes.',
  day_limit: 'As many calls as allowed were made within 24 hours.',
  at_once_limit: 'As many calls as allowed were going on at once.',
  number_called_lately: 'The number had been called too short a time before.',
  no_line: 'Retell had no free line.',
};

const NOT_KNOWN = 'Whether Retell made a call is not known yet.';
const LOOKED_UP = 'It is looked up before anybody is rung again.';
const AGAIN = 'It is tried again at its time.';

/**
 * How a task stands and, where nobody was rung, why: one or two sentences for the owner (VIO-78). `last`: the newest of
 * either; a verdict that is no yes came after any call.
 */
export function explainTask(
  task: FollowUpTask,
  last: { verdict?: DialVerdict; session?: CallSession },
  now: Date,
): string {
  const { verdict, session } = last;
  const because = verdict === undefined || verdict === 'allowed' ? undefined : BECAUSE[verdict];
  switch (task.status) {
    case 'pending':
      return because === undefined ? explainWaiting(task, session) : `${because} ${AGAIN}`;
    case 'processing':
      return explainDialling(task, session, now);
    case 'superseded_by_retry':
      return `The call was made (${session?.outcome ?? 'no outcome'}); a retry follows it.`;
    case 'cancelled':
      // What came later, a move or a cancellation, ended what the gate had only put off.
      return because !== undefined && task.action === verdict ? because : explainEnd(task, session);
    case 'failed':
      return because ?? explainEnd(task, session);
    case 'completed':
      return session === undefined
        ? `It is over (${task.action ?? 'done'}).`
        : `The call was made (${session.outcome ?? 'no outcome'}).`;
  }
}

function explainWaiting(task: FollowUpTask, session: CallSession | undefined): string {
  if (task.kind === 'manual_review' || task.kind === 'technical_review') return 'It waits for a person.';
  if (task.kind === 'wait_for_reschedule') return 'The customer wants another time, which is waited for.';
  if (session === undefined) return 'Its time has not come.';
  switch (fateOf(session)) {
    case 'not_made':
      return `${noCall(session)} ${AGAIN}`;
    case 'not_sent':
      return 'The call was broken off before Retell was asked for it. It will be taken up again.';
    case 'unknown':
      return `${NOT_KNOWN} ${LOOKED_UP}`;
    case 'made':
      return session.outcome === undefined
        ? 'A call was made, and what came of it is awaited.'
        : `A call was made (${session.outcome}). ${AGAIN}`;
  }
}

function explainDialling(task: FollowUpTask, session: CallSession | undefined, now: Date): string {
  const fate = session === undefined ? undefined : fateOf(session);
  // With its task's update behind it, the call is over, and this is another one.
  if (fate === 'made' && session?.updates?.['task'] !== true)
    return session?.outcome === undefined
      ? 'A call was made, and what came of it is awaited.'
      : `The call was made (${session.outcome}), and what follows from it is being done.`;
  if (task.claimedUntil === undefined || task.claimedUntil >= now) return 'It is being dialled.';
  if (fate === 'unknown') return `The dialling broke off. ${NOT_KNOWN} ${LOOKED_UP}`;
  return task.purpose === 'call_now'
    ? 'The dialling broke off. As such a call is made at once or not at all, it is about to be ended.'
    : 'The dialling broke off. It will be taken up again.';
}

function explainEnd(task: FollowUpTask, session: CallSession | undefined): string {
  const end = task.action ?? task.status;
  if (session === undefined) return `It was ended without a call (${end}).`;
  switch (fateOf(session)) {
    case 'not_sent':
      return `It was ended without a call (${end}).`;
    case 'not_made':
      return task.status === 'cancelled' ? `${noCall(session)} It was ended (${end}).` : noCall(session);
    case 'unknown':
      return `It was ended (${end}), and nobody knows whether Retell made a call.`;
    case 'made':
      if (task.action === 'outcome_missing') return 'The call was made, and nobody has told what came of it.';
      if (session.endClass === 'unknown')
        return `The call was made and has ended, the reason unknown to us (${end}).`;
      return `The call was made (${session.outcome ?? 'no outcome'}). It was ended (${end}).`;
  }
}

function noCall(session: CallSession): string {
  return mayHaveRung(session)
    ? `Retell was asked for a call and has told of none (${session.placementError}).`
    : `Retell made no call (${session.placementError}).`;
}

/** What is known of whether the provider made a call. */
function fateOf({
  placementError,
  callId,
  state,
}: CallSession): 'not_made' | 'not_sent' | 'unknown' | 'made' {
  if (placementError !== undefined) return 'not_made';
  if (state === 'queued') return 'not_sent';
  return callId === undefined && (state === 'processing' || state === 'initiating') ? 'unknown' : 'made';
}

/** Why the dial gate answered so. */
export function explainVerdict(verdict: DialVerdict): string {
  return BECAUSE[verdict];
}
