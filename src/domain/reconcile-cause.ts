/**
 * Why our rows are compared with what Cal.com and Retell have: every night; since the calendar answers again after it
 * did not; since the gateway starts, and webhooks may have been lost while it was down; since somebody asked.
 */
export const RECONCILE_CAUSES = ['nightly', 'outage', 'start', 'on_demand'] as const;

export type ReconcileCause = (typeof RECONCILE_CAUSES)[number];
