/**
 * What a reminder is made once by (VIO-17): the same customer, appointment and wanted instant are the same call, whether it
 * was planned by itself or by hand.
 */
export function initialCallKey(customerId: string, appointmentId: string, wantedAt: Date): string {
  return `initial_call_${customerId}_${appointmentId}_${wantedAt.toISOString()}`;
}
