import type { CallFigures } from './call-figures.ts';
import { rate } from './rate.ts';
import type { QualityRules } from '../reminder-settings.ts';

export interface CallQuality {
  calls: number;
  failed: number;
  /** Of all calls. */
  failureShare: number;
  talked: number;
  short: number;
  long: number;
  /** Short ones of the calls in which somebody talked. */
  shortShare: number;
  /** What the tenant's thresholds are exceeded by. */
  exceeded: ('failures' | 'short_calls')[];
}

/** Whether calls fail too often or are over too soon (VIO-39). Of fewer calls than the rules want no share is judged. */
export function judgeCallQuality(figures: CallFigures, rules: QualityRules): CallQuality {
  const { total, talked, timed, short, long } = figures;
  const { failed } = figures.byClass;
  return {
    calls: total,
    failed,
    failureShare: rate(failed, total),
    talked,
    short,
    long,
    shortShare: rate(short, timed),
    exceeded: [
      ...(total >= rules.leastCalls && failed > rules.failureShare * total ? ['failures' as const] : []),
      ...(timed >= rules.leastCalls && short > rules.shortShare * timed ? ['short_calls' as const] : []),
    ],
  };
}
