import type { Appointment } from '../domain/appointment.ts';
import type { AuditedState, Deed, Proof } from '../domain/audit.ts';
import type { Queries } from '../store/tenant-store.ts';
import type { Ctx } from './context.ts';

export interface AuditedDeed {
  deed: Deed;
  proof?: Proof;
  /** The call it was done for, where that is not the one that asks now. */
  callId?: string;
  appointmentId?: string;
  customerId?: string;
  accessKeyId?: string;
  before?: AuditedState;
  after?: AuditedState;
}

/** Writes the deed into the audit log of `store`: in the transaction that does the deed, so that none is without. */
export async function auditDeed(ctx: Ctx, store: Queries, deed: AuditedDeed): Promise<void> {
  const callId = deed.callId ?? ctx.call?.id;
  await store.audit.add([
    {
      ...deed,
      id: ctx.ids.next('aud'),
      at: ctx.clock.now(),
      doer: ctx.doer,
      ...(callId === undefined ? {} : { callId }),
    },
  ]);
}

/** What the audit keeps of an appointment. */
export function auditedState(of: Pick<Appointment, 'status' | 'startsAt' | 'endsAt'>): AuditedState {
  return { status: of.status, startsAt: of.startsAt.toISOString(), endsAt: of.endsAt.toISOString() };
}
