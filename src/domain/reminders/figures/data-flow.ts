import { rate } from './rate.ts';
import { DELAY_BOUNDS } from './spread.ts';

export type FlowHealth = 'healthy' | 'degraded' | 'unhealthy' | 'no_data';

/** What became of the events that calls were to end with. */
export interface FlowCounts {
  /** Calls that are over, or should be by now. */
  expected: number;
  /** Events that came within two minutes of the end: later ones may have been fetched. */
  delivered: number;
  late: number;
  /** Of the delivered ones, those within five seconds. */
  prompt: number;
}

/** Until then an event comes by itself; what has not come is asked for. */
export const DELIVERED_WITHIN_MS = (DELAY_BOUNDS.at(-1) ?? 0) * 1_000;
export const PROMPT_WITHIN_MS = 5_000;

const DELIVERY_WEIGHT = 80;
const PROMPTNESS_WEIGHT = 20;
const HEALTHY = 95;
const DEGRADED = 80;

/**
 * How the outcomes of calls reach us (VIO-105): of 100 points 80 are for the share that was delivered, 20 for the share of
 * those that came within five seconds.
 */
export function judgeFlow(counts: FlowCounts): {
  deliveryRate: number;
  missing: number;
  score: number;
  health: FlowHealth;
} {
  const { expected, delivered, late, prompt } = counts;
  if (expected === 0) return { deliveryRate: 0, missing: 0, score: 0, health: 'no_data' };
  const promptShare = delivered === 0 ? 0 : prompt / delivered;
  const score = Math.round((DELIVERY_WEIGHT * delivered) / expected + PROMPTNESS_WEIGHT * promptShare);
  return {
    deliveryRate: rate(delivered, expected),
    missing: expected - delivered - late,
    score,
    health: score >= HEALTHY ? 'healthy' : score >= DEGRADED ? 'degraded' : 'unhealthy',
  };
}
