/** What a request takes at most. */
export const REQUEST_MS = 30_000;
/** A look-up follows a request; whoever takes the task after that looks first. */
export const DIAL_LEASE_MS = 90_000;
