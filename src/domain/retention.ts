import { TREND_MONTHS } from './reminders/figures/trend.ts';

/** How long a tenant keeps what, in days. */
export interface Retention {
  /** Transcripts, analyses, webhooks as they came, and what function calls were asked and answered. */
  transcriptDays: number;
  /** A customer of whom nothing was heard any more, and every other name and number. */
  personalDays: number;
}

/** So long calls stay for their figures, as nobody's: the months of the trend and the one before them (VIO-68). */
export const FIGURE_DAYS = (TREND_MONTHS + 1) * 31;

export const USUAL_RETENTION: Retention = { transcriptDays: 90, personalDays: 730 };
