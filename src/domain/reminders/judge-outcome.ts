import type { CallOutcome, EndClass } from './call-outcome.ts';
import type { StructuredAnalysis } from './read-analysis.ts';

/** What our own voice functions did in the course of a call. */
export interface CallDeeds {
  confirmed?: boolean;
  cancelled?: boolean;
  moved?: boolean;
  optedOut?: boolean;
  callbackRequested?: boolean;
}

export interface EndedCall {
  end: EndClass;
  /** None before the provider has analysed the call. */
  analysis?: StructuredAnalysis | undefined;
  deeds: CallDeeds;
}

/** Ends of calls in which somebody may have said something: a platform may break down in the middle of a talk. */
const MAY_HAVE_TALKED: ReadonlySet<EndClass> = new Set([
  'talked',
  'handed_over',
  'stopped',
  'platform_fault',
  'unknown',
]);

/** What is left where nobody said what they want. Without a known reason nothing is known but that it did not work. */
const WITHOUT_WORDS: Record<EndClass, CallOutcome> = {
  talked: 'unclear',
  handed_over: 'handed_over',
  stopped: 'stopped',
  voicemail: 'voicemail',
  no_answer: 'no_answer',
  busy: 'busy',
  declined: 'declined',
  failed: 'failed',
  platform_fault: 'failed',
  bad_number: 'bad_number',
  reputation: 'failed',
  no_line: 'no_line',
  account: 'account',
  unknown: 'failed',
};

/**
 * What a call came to (VIO-46, VIO-83): what our functions did with the appointment, else what the analysis heard the
 * customer say, else what the end alone tells. The appointment's fate beats the wish for no more calls: ask
 * `wantsNoMoreCalls` for that, whatever the outcome is.
 *
 * Without a deed, `confirmed` and `cancelled` are the analysis's word and still have to be carried out; a new time
 * nobody booked is `wants_reschedule`. Words that contradict each other are none.
 */
export function judgeOutcome(call: EndedCall): CallOutcome {
  const fate = fateOf(call.deeds) ?? wishOf(wordsOf(call));
  if (fate !== undefined) return fate;
  if (wantsNoMoreCalls(call)) return 'opted_out';
  return MAY_HAVE_TALKED.has(call.end) && call.analysis?.inVoicemail === true
    ? 'voicemail'
    : WITHOUT_WORDS[call.end];
}

/**
 * Whether the analysis may still tell what the end and our functions do not. `wasConnected`: somebody, or something,
 * had picked up.
 */
export function awaitsAnalysis(call: EndedCall, wasConnected: boolean): boolean {
  if (!wasConnected || call.analysis !== undefined || fateOf(call.deeds) !== undefined) return false;
  return MAY_HAVE_TALKED.has(call.end);
}

/** Whether somebody asked to be called back by a person. */
export function wantsCallback(call: EndedCall): boolean {
  return call.deeds.callbackRequested === true || wordsOf(call)?.callbackRequested === true;
}

/** Whether the analysis says that somebody still has to do something about it. */
export function needsFollowUp(call: EndedCall): boolean {
  return wordsOf(call)?.followUpNeeded === true;
}

/** Whether the customer is never to be rung like this again. */
export function wantsNoMoreCalls(call: EndedCall): boolean {
  return call.deeds.optedOut === true || wordsOf(call)?.doNotCall === true;
}

function fateOf(deeds: CallDeeds): CallOutcome | undefined {
  if (deeds.cancelled === true) return 'cancelled';
  if (deeds.moved === true) return 'rescheduled';
  return deeds.confirmed === true ? 'confirmed' : undefined;
}

/** The analysis of what a customer said; a machine's words are nobody's. */
function wordsOf({ end, analysis }: EndedCall): StructuredAnalysis | undefined {
  return MAY_HAVE_TALKED.has(end) && analysis?.inVoicemail === false ? analysis : undefined;
}

function wishOf(words: StructuredAnalysis | undefined): CallOutcome | undefined {
  const wishes = new Set<CallOutcome>();
  for (const word of [words?.appointmentAction, words?.customerResponse]) {
    if (word === 'confirmed' || word === 'cancelled') wishes.add(word);
    if (word === 'rescheduled' || word === 'reschedule') wishes.add('wants_reschedule');
  }
  const [wish, another] = wishes;
  return another === undefined ? wish : undefined;
}
