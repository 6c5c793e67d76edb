import type { CallReport } from '../domain/call-report.ts';

/**
 * What a workspace of the telephony provider tells of its calls, in our words. A method rejects with a `Fault`:
 * `upstream_unavailable` (no usable answer), `upstream_unsent` (turned away or not reached), `upstream_rejected`
 * (refused for a reason of ours, such as the key).
 */
export interface Telephony {
  /** One page of the calls that began at or after an instant, in the order they began; without transcripts. */
  listCalls(question: CallQuestion, options: TelephonyOptions): Promise<CallPage>;
  /** Everything about a call; `undefined` where the workspace has none of this id. */
  getCall(id: string, options: TelephonyOptions): Promise<FetchedCall | undefined>;
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

/** All workspaces; `open` is cheap. */
export interface Telephonies {
  open(apiKey: string): Telephony;
}
