/** A service that tells us of its changes by webhook, and that our rows are compared with. */
export type OutsideService = 'calcom' | 'retell';
