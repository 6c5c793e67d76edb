import type { CallOutcome, EndClass } from './call-outcome.ts';
import { isUnresponsive } from './is-unresponsive.ts';

/** One call to a customer that is over. */
export interface PastCall {
  callId?: string;
  outcome: CallOutcome;
  endClass?: EndClass;
  endedAt?: Date;
  durationMs?: number;
  sentiment?: string;
  qualityScore?: number;
}

/** What the calls to a customer have shown of them (VIO-47 to VIO-49, VIO-87, VIO-89). */
export interface ContactShown {
  lastContactAt?: Date;
  lastOutcome?: CallOutcome;
  lastCallId?: string;
  lastDurationMs?: number;
  /** Of a conversation: under 10 seconds, over 180, or between. */
  lastLength?: 'short' | 'normal' | 'long';
  lastSentiment?: string;
  lastQualityScore?: number;
  noAnswersInRow: number;
  /** Absent while nothing tells. */
  responsive?: boolean;
  prefersAlternativeContact: boolean;
  prefersVoiceCalls: boolean;
}

const SHORT_MS = 10_000;
const LONG_MS = 180_000;
const TALKED: ReadonlySet<EndClass | undefined> = new Set<EndClass>(['talked', 'handed_over']);

/** `calls`: the latest first. The last clear word of mood counts: who was annoyed once may be pleased the next time. */
export function contactShown(calls: readonly PastCall[]): ContactShown {
  const [last] = calls;
  const outcomes = calls.map(({ outcome }) => outcome);
  const rangOut = outcomes.findIndex((outcome) => outcome !== 'no_answer');
  const mood = calls.find(({ sentiment }) => sentiment === 'positive' || sentiment === 'negative')?.sentiment;
  const everTalked = calls.some(({ endClass }) => TALKED.has(endClass));
  const responsive = isUnresponsive(outcomes) ? false : everTalked ? true : undefined;
  const length = last === undefined ? undefined : lengthOf(last);
  return {
    noAnswersInRow: rangOut === -1 ? outcomes.length : rangOut,
    prefersAlternativeContact: mood === 'negative',
    prefersVoiceCalls: mood === 'positive',
    ...(responsive === undefined ? {} : { responsive }),
    ...(last === undefined ? {} : { lastOutcome: last.outcome }),
    ...(last?.endedAt === undefined ? {} : { lastContactAt: last.endedAt }),
    ...(last?.callId === undefined ? {} : { lastCallId: last.callId }),
    ...(last?.durationMs === undefined ? {} : { lastDurationMs: last.durationMs }),
    ...(length === undefined ? {} : { lastLength: length }),
    ...(last?.sentiment === undefined ? {} : { lastSentiment: last.sentiment }),
    ...(last?.qualityScore === undefined ? {} : { lastQualityScore: last.qualityScore }),
  };
}

function lengthOf({ endClass, durationMs }: PastCall): 'short' | 'normal' | 'long' | undefined {
  if (durationMs === undefined || !TALKED.has(endClass)) return undefined;
  if (durationMs < SHORT_MS) return 'short';
  return durationMs > LONG_MS ? 'long' : 'normal';
}
