import type { DialDelay } from './dial-verdict.ts';
import { BUFFER_MINUTES } from './reminder-settings.ts';
import type { DialLimits } from './reminder-settings.ts';
import { DAY_MS } from '../../platform/day-ms.ts';

export interface Waiting {
  verdict: DialDelay;
  /** When the next line may be free. */
  retryAt: Date;
  /** How many wait for a line since earlier. */
  before: number;
  limits: Pick<DialLimits, 'perQuarterHour' | 'perDay' | 'atOnce'>;
  /** Of the appointment the call is about. */
  startsAt?: Date | undefined;
}

const MINUTE_MS = 60_000;
/** A call of the usual length. */
const CALL_MS = MINUTE_MS;
const QUARTER_MS = 15 * MINUTE_MS;
const MOST_MS = 60 * MINUTE_MS;

/**
 * When a call that waits for a limit asks again (VIO-38): after as many before it as the limit lets through have had
 * their turn, so that of many not all ask about each line. Never an hour later than the next line may be free, nor so
 * late that less than half of the time before its appointment is left.
 */
export function waitInTurn({ verdict, retryAt, before, limits, startsAt }: Waiting): Date {
  const ownTurnMs = before * msOfOne(verdict, limits);
  const leftMs =
    startsAt === undefined
      ? Infinity
      : Math.max(0, startsAt.getTime() - BUFFER_MINUTES * MINUTE_MS - retryAt.getTime());
  return new Date(retryAt.getTime() + Math.round(Math.min(ownTurnMs, MOST_MS, leftMs / 2)));
}

/** In which time the limit lets one through. */
function msOfOne(verdict: DialDelay, limits: Waiting['limits']): number {
  if (verdict === 'at_once_limit') return CALL_MS / limits.atOnce;
  if (verdict === 'quarter_hour_limit') return QUARTER_MS / limits.perQuarterHour;
  if (verdict === 'day_limit') return DAY_MS / limits.perDay;
  return 0;
}
