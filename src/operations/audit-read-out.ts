import type { ProvenAppointment } from '../domain/proof.ts';
import { auditedState } from './audit-deed.ts';
import type { CallCtx } from './context.ts';

/**
 * Notes behind the answer that a caller hears of these appointments. `isNamed` is false while the call has no id
 * yet, since it has not been answered.
 */
export function auditReadOut(ctx: CallCtx, told: ProvenAppointment[], isNamed = true): void {
  if (told.length === 0) return;
  const entries = told.map(({ appointment, by }) => ({
    id: ctx.ids.next('aud'),
    at: ctx.clock.now(),
    doer: ctx.doer,
    deed: 'read_out' as const,
    proof: by,
    appointmentId: appointment.id,
    before: auditedState(appointment),
    ...(isNamed ? { callId: ctx.call.id } : {}),
  }));
  ctx.background.add('audit read-out', ctx.store.audit.add(entries));
}
