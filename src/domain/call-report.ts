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
  /** What was given to the call when it was made (VIO-82), as far as it is text. */
  metadata?: Record<string, string>;
}

/** The texts of a call's metadata; `undefined` where it has none. */
export function metadataIn(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const texts = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return texts.length === 0 ? undefined : Object.fromEntries(texts);
}
