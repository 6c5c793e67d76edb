import type { CallSession } from './call-session.ts';

/**
 * How long it rang (VIO-83): from when the provider took the call until somebody picked up, or until it was over.
 * Absent where one of them is not known; the clocks of two may differ by a moment.
 */
export function ringSeconds({
  placedAt,
  answeredAt,
  endedAt,
  outcome,
}: Pick<CallSession, 'placedAt' | 'answeredAt' | 'endedAt' | 'outcome'>): number | undefined {
  const until = answeredAt ?? (outcome === undefined ? undefined : endedAt);
  if (placedAt === undefined || until === undefined) return undefined;
  return Math.max(0, Math.round((until.getTime() - placedAt.getTime()) / 1_000));
}
