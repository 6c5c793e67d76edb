import type { CallReport } from '../domain/call-report.ts';
import type { AgentOverride } from '../domain/reminders/words/agent-override.ts';
import type { DialPermit } from '../domain/reminders/dial-permit.ts';

/**
 * A workspace of the telephony provider, in our words: what it tells of its calls, and the way to make one. A method
 * rejects with a `Fault`: `upstream_unavailable` (no usable answer), `upstream_unsent` (turned away or not reached),
 * `upstream_rejected` (refused for a reason of ours, such as the key). Only `placeCall` never does.
 */
export interface Telephony {
  /** One page of the calls that began at or after an instant, in the order they began; without transcripts. */
  listCalls(question: CallQuestion, options: TelephonyOptions): Promise<CallPage>;
  /** Everything about a call; `undefined` where the workspace has none of this id. */
  getCall(id: string, options: TelephonyOptions): Promise<FetchedCall | undefined>;
  /** Has somebody rung: one request, never repeated here (VIO-10). Each ending has its own next step. */
  placeCall(permit: DialPermit, request: DialRequest, options: TelephonyOptions): Promise<PlacedCall>;
  /**
   * The newest call whose metadata has this value, whether it has begun or not. None found does not prove that none
   * was made: when a new call can first be found is not known (retell.md 11).
   */
  findCallByMetadata(key: string, value: string, options: TelephonyOptions): Promise<ListedCall | undefined>;
  /** `undefined` where the workspace has no such agent. */
  getAgent(agentId: string, options: TelephonyOptions): Promise<VoiceAgent | undefined>;
  /** How many calls the workspace has going on, and how many it may have. */
  getConcurrency(options: TelephonyOptions): Promise<Concurrency>;
  /** Whether the key is taken; the cheapest question there is. */
  checkKey(options: TelephonyOptions): Promise<void>;
}

export interface TelephonyOptions {
  /** Ends the wait. */
  signal: AbortSignal;
}

export interface CallQuestion {
  startedFrom: Date;
  /** `next` of the page before. */
  after?: string;
}

export interface CallPage {
  calls: ListedCall[];
  /** Absent on the last page. */
  next?: string;
}

export interface ListedCall {
  report: CallReport;
  /** `waiting`: made, and not connected yet. */
  phase: 'waiting' | 'ongoing' | 'over';
}

export interface FetchedCall extends ListedCall {
  /** The call object as the provider's events carry it. */
  payload: Record<string, unknown>;
}

/** A call to be made. Numbers are E.164. */
export interface DialRequest {
  fromNumber: string;
  toNumber: string;
  agentId: string;
  /** What the agent may say; every value is text (VIO-63). */
  variables: Record<string, string>;
  /** Comes back with every event and function request of the call (VIO-82). */
  metadata: Record<string, string>;
  override?: AgentOverride;
}

export type PlacedCall =
  /** Taken on, which is not answered. */
  | { kind: 'placed'; callId: string }
  /** Not dialled, for a reason that another try would meet again: 4xx. */
  | { kind: 'refused'; status: number }
  /** Not dialled: too much at once, or no connection was made. */
  | { kind: 'turned_away'; retryAfterSeconds?: number }
  /** Dialled or not: to be looked up by its metadata before anything else. `status`: of a failed answer, if one came. */
  | { kind: 'unknown'; status?: number };

export interface VoiceAgent {
  id: string;
  isPublished?: boolean;
}

export interface Concurrency {
  current: number;
  limit: number;
  /** Of the limit, what calls that go out may not use. */
  reservedInbound: number;
}

/** All workspaces; `open` is cheap. */
export interface Telephonies {
  open(apiKey: string): Telephony;
}
