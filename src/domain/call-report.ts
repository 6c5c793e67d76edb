/** What Retell tells of one call, in our words, numbers as they are written; all but the id may be missing. */
export interface CallReport {
  /** Retell's call id. */
  id: string;
  isOutbound: boolean;
  isWeb: boolean;
  agentId?: string;
  agentVersion?: number;
  fromNumber?: string;
  toNumber?: string;
  startedAt?: Date;
  endedAt?: Date;
  durationMs?: number;
  disconnectionReason?: string;
  callSuccessful?: boolean;
  /** Possibly fractional. */
  costCents?: number;
  transcript?: string;
  analysis?: unknown;
}
