/** A request takes 30 seconds at most, and a look-up follows it; whoever takes the task after that looks first. */
export const DIAL_LEASE_MS = 90_000;
