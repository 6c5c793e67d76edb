/** How long a tenant keeps what, in days. */
export interface Retention {
  /** Transcripts, analyses, webhooks as they came, and what function calls were asked and answered. */
  transcriptDays: number;
  /** A customer of whom nothing was heard any more, and every other name and number. */
  personalDays: number;
}

export const USUAL_RETENTION: Retention = { transcriptDays: 90, personalDays: 730 };
