import { foldText } from '../fold-text.ts';

/** What the customer wants of the appointment, in their own words. */
export type CustomerResponse = 'confirmed' | 'cancelled' | 'reschedule' | 'unclear';
/** What came of the appointment, as the analysis tells it; what our functions did is known without it. */
export type AppointmentAction = 'confirmed' | 'cancelled' | 'rescheduled' | 'none';
export type Sentiment = 'positive' | 'neutral' | 'negative';
export type Engagement = 'high' | 'medium' | 'low';

/** The provider's analysis of a call, as far as it said anything (VIO-83). */
export interface StructuredAnalysis {
  customerResponse?: CustomerResponse | undefined;
  appointmentAction?: AppointmentAction | undefined;
  sentiment?: Sentiment | undefined;
  engagement?: Engagement | undefined;
  /** 0 to 1. */
  qualityScore?: number | undefined;
  questions: string[];
  concerns: string[];
  callbackRequested: boolean;
  followUpNeeded: boolean;
  /** No more such calls are wanted. */
  doNotCall: boolean;
  /** How often one spoke while the other did. */
  interruptions?: number | undefined;
  inVoicemail: boolean;
  isSuccessful?: boolean | undefined;
  summary?: string | undefined;
}

const CONFIRMED = ['confirmed', 'confirm', 'yes', 'bestaetigt', 'bestaetigen', 'zugesagt', 'zusage', 'ja'];
const CANCELLED = ['cancelled', 'canceled', 'cancel', 'abgesagt', 'absage', 'absagen', 'storniert'];
const MOVED = [
  'rescheduled',
  'reschedule',
  'moved',
  'wants to reschedule',
  'verschoben',
  'verschieben',
  'verlegt',
  'umgebucht',
  'anderer termin',
];
const OPEN = ['unclear', 'unknown', 'undecided', 'no response', 'unklar', 'unbekannt', 'unentschieden'];
const NO_ACTION = ['none', 'no action', 'unchanged', 'keine', 'nichts', 'unveraendert'];
const YES = new Set(['yes', 'true', 'ja', 'wahr']);

const RESPONSES = meanings<CustomerResponse>([
  ['confirmed', CONFIRMED],
  ['cancelled', CANCELLED],
  ['reschedule', MOVED],
  ['unclear', OPEN],
]);
const ACTIONS = meanings<AppointmentAction>([
  ['confirmed', CONFIRMED],
  ['cancelled', CANCELLED],
  ['rescheduled', MOVED],
  ['none', NO_ACTION],
]);
const SENTIMENTS = meanings<Sentiment>([
  ['positive', ['positive', 'positiv']],
  ['neutral', ['neutral']],
  ['negative', ['negative', 'negativ']],
]);
const ENGAGEMENTS = meanings<Engagement>([
  ['high', ['high', 'hoch']],
  ['medium', ['medium', 'mittel']],
  ['low', ['low', 'niedrig', 'gering']],
]);
/** What a word of praise or blame is worth where the analysis gives no score. */
const WORTH = { positive: 1, neutral: 0.5, negative: 0, high: 1, medium: 0.5, low: 0 };

const MOST_POINTS = 20;
const MOST_POINT_LENGTH = 300;
const MOST_SUMMARY_LENGTH = 2_000;

/**
 * Reads Retell's `call_analysis` (retell.md 3.5). Of `custom_analysis_data` it knows the names that the agent's
 * `post_call_analysis_data` has to give its fields:
 *
 * - `appointment_action`: confirmed, cancelled, rescheduled, none
 * - `customer_response`: confirmed, cancelled, reschedule, unclear
 * - `engagement`: high, medium, low
 * - `quality_score`: 0 to 1
 * - `questions`, `concerns`: texts, several of them parted by semicolons or lines
 * - `callback_requested`, `follow_up_needed`, `do_not_call` (or `opt_out`): booleans
 * - `interruptions`: a whole number
 *
 * The words may be German or English. What is missing, of a wrong type or a word unknown here counts as not said.
 * How long it rang is not in it: that is the time between two states of the session.
 */
export function readAnalysis(analysis: unknown): StructuredAnalysis {
  const preset = fieldsOf(analysis);
  const custom = fieldsOf(preset['custom_analysis_data']);
  const said = {
    customerResponse: wordOf(custom['customer_response'], RESPONSES),
    appointmentAction: wordOf(custom['appointment_action'], ACTIONS),
    sentiment: wordOf(preset['user_sentiment'], SENTIMENTS),
    engagement: wordOf(custom['engagement'], ENGAGEMENTS),
    interruptions: countOf(custom['interruptions']),
    isSuccessful: booleanOf(preset['call_successful']),
    summary: textOf(preset['call_summary'], MOST_SUMMARY_LENGTH),
  };
  const inVoicemail = preset['in_voicemail'] === true;
  const qualityScore = shareOf(custom['quality_score']) ?? (inVoicemail ? undefined : derivedScore(said));
  return {
    ...said,
    qualityScore,
    questions: pointsOf(custom['questions']),
    concerns: pointsOf(custom['concerns']),
    callbackRequested: isYes(custom['callback_requested']),
    followUpNeeded: isYes(custom['follow_up_needed']),
    doNotCall: isYes(custom['do_not_call']) || isYes(custom['opt_out']),
    inVoicemail,
  };
}

/** The mean of what success (1 or 0), sentiment and engagement (1, 0.5 or 0 each) are worth, as far as they are known. */
function derivedScore(
  said: Pick<StructuredAnalysis, 'isSuccessful' | 'sentiment' | 'engagement'>,
): number | undefined {
  const worths = [
    ...(said.isSuccessful === undefined ? [] : [Number(said.isSuccessful)]),
    ...(said.sentiment === undefined ? [] : [WORTH[said.sentiment]]),
    ...(said.engagement === undefined ? [] : [WORTH[said.engagement]]),
  ];
  if (worths.length === 0) return undefined;
  return Math.round((worths.reduce((sum, worth) => sum + worth, 0) / worths.length) * 100) / 100;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function wordOf<T>(value: unknown, words: ReadonlyMap<string, T>): T | undefined {
  return typeof value === 'string' ? words.get(foldText(value)) : undefined;
}

function booleanOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function isYes(value: unknown): boolean {
  return value === true || (typeof value === 'string' && YES.has(foldText(value)));
}

function shareOf(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined;
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function textOf(value: unknown, most: number): string | undefined {
  const text = typeof value === 'string' ? value.trim().slice(0, most).toWellFormed() : '';
  return text === '' ? undefined : text;
}

/** A list, or one text with several points in it: a provider's field is a text (retell.md 3.5). */
function pointsOf(value: unknown): string[] {
  const parts: unknown[] =
    typeof value === 'string' ? value.split(/[;\n]/) : Array.isArray(value) ? value : [];
  return parts
    .map((part) => textOf(part, MOST_POINT_LENGTH))
    .filter((part) => part !== undefined)
    .slice(0, MOST_POINTS);
}

function meanings<T>(rows: [T, string[]][]): ReadonlyMap<string, T> {
  return new Map(rows.flatMap(([meaning, words]) => words.map((word) => [word, meaning] as const)));
}
