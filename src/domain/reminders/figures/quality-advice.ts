import type { CallFigures } from './call-figures.ts';
import { averageSeconds } from './call-figures.ts';
import { rate } from './rate.ts';

export type AdviceCode = 'low_success' | 'short_calls' | 'long_calls' | 'weak_retries' | 'negative_mood';

/** Something to improve, and what it was seen by. Shares are 0 to 1. */
export interface Advice {
  code: AdviceCode;
  measured: number;
  threshold: number;
  unit: 'share' | 'seconds';
  /** The calls it was measured of. */
  calls: number;
}

const LEAST_SUCCESS = 0.7;
const LEAST_SECONDS = 30;
const MOST_SECONDS = 120;
const LEAST_RETRY_SUCCESS = 0.3;
const MOST_NEGATIVE = 0.2;
/** What is bad above its threshold; the others are bad below it. */
const TOO_MUCH: readonly AdviceCode[] = ['long_calls', 'negative_mood'];

/**
 * What to improve (VIO-71), the most telling first. What is measured of fewer than `leastCalls` calls tells nothing;
 * moods are measured of the calls in which one was heard.
 */
export function qualityAdvice(
  figures: CallFigures,
  retries: { calls: number; successful: number },
  leastCalls: number,
): Advice[] {
  const { total, successful, positive, neutral, negative } = figures;
  const heard = positive + neutral + negative;
  const talks = { measured: averageSeconds(figures), calls: figures.timed, unit: 'seconds' as const };
  const shareOf = (part: number, calls: number) => ({
    measured: rate(part, calls),
    calls,
    unit: 'share' as const,
  });
  const retried = shareOf(retries.successful, retries.calls);
  const found: Advice[] = [
    { code: 'low_success', ...shareOf(successful, total), threshold: LEAST_SUCCESS },
    { code: 'short_calls', ...talks, threshold: LEAST_SECONDS },
    { code: 'long_calls', ...talks, threshold: MOST_SECONDS },
    { code: 'weak_retries', ...retried, threshold: LEAST_RETRY_SUCCESS },
    { code: 'negative_mood', ...shareOf(negative, heard), threshold: MOST_NEGATIVE },
  ];
  return found.filter(
    ({ code, measured, threshold, calls }) =>
      calls > 0 &&
      calls >= leastCalls &&
      (TOO_MUCH.includes(code) ? measured > threshold : measured < threshold),
  );
}
