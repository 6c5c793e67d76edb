import type { CallSession } from '../../../domain/reminders/call-session.ts';
import { classifyEnd } from '../../../domain/reminders/classify-end.ts';
import type { EndedCall } from '../../../domain/reminders/judge-outcome.ts';
import { readAnalysis } from '../../../domain/reminders/read-analysis.ts';
import type { CallEnd } from '../../../store/call-queries.ts';

/** A call of ours that is over, from what its events have told so far and what was done in it. */
export function endedCallOf(session: CallSession, end: CallEnd | undefined): EndedCall {
  return {
    end: session.endClass ?? classifyEnd(end?.disconnectionReason),
    deeds: session.deeds,
    ...(end?.analysis === undefined ? {} : { analysis: readAnalysis(end.analysis) }),
  };
}
