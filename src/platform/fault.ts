/**
 * What can break. Each code has a sentence per language in `src/runtime/sentences.ts`;
 * `Fault.message` and `cause` are for the log and never leave the process.
 */
export type FaultCode =
  /** The outside service did not answer or failed: what was asked may or may not have happened. */
  | 'upstream_unavailable'
  /** The outside service answered that it failed: what was asked is over, whether it happened can be looked up. */
  | 'upstream_failed'
  /** The outside service refused for a reason of ours (key, configuration, malformed request): it did not happen. */
  | 'upstream_rejected'
  /** The request was never sent, or turned away unread: circuit open, rate budget used up, or no connection made:
   * it did not happen. */
  | 'upstream_unsent'
  /** A write to an outside service ended unknown; a sweeper settles it. */
  | 'outcome_unknown'
  /** PostgreSQL did not answer or refused. */
  | 'store_unavailable'
  /** The time for the answer was used up. */
  | 'budget_spent'
  /** Signed, but the body could not be read. */
  | 'unreadable_request'
  /** Signed, but no such function exists. */
  | 'unknown_function'
  /** Signed, but number and agent lead to no tenant, or to two. */
  | 'unknown_tenant'
  /** A defect of ours. */
  | 'internal';

export class Fault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'Fault';
    this.code = code;
  }
}

/** The fault itself, or an `internal` one that carries whatever was thrown as its cause. */
export function asFault(thrown: unknown): Fault {
  return thrown instanceof Fault ? thrown : new Fault('internal', 'unexpected error', { cause: thrown });
}
