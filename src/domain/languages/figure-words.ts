import type { FlowHealth } from '../reminders/figures/data-flow.ts';
import type { Advice, AdviceCode } from '../reminders/figures/quality-advice.ts';
import type { Trend } from '../reminders/figures/trend.ts';

/** What one language says on the screen where an owner sees the figures of their calls. */
export interface FigureWords {
  trend: Record<Trend, string>;
  health: Record<FlowHealth, string>;
  /** Whole sentences: what was seen, and what to do. */
  advice: Record<AdviceCode, (seen: Pick<Advice, 'measured' | 'threshold'>) => string>;
}
