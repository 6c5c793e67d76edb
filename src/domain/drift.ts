/** One difference that a comparison with Cal.com or Retell has found; ids only. */
export interface Drift {
  what: 'missing' | 'moved' | 'cancelled' | 'status' | 'vanished' | 'call_missing' | 'call_unfinished';
  /** Ours, where there is one. */
  appointmentId?: string;
  callId?: string;
  repaired: boolean;
}
