import type { Appointment } from '../domain/appointment.ts';
import type { AuditedState } from '../domain/audit.ts';
import type { AuditEntry } from '../store/audit-queries.ts';
import type { Queries } from '../store/tenant-store.ts';
import type { Ctx } from './context.ts';

/**
 * Writes the deed into the audit log of `store`: in the transaction that does the deed, so that none is without.
 * `callId`: the call it was done for, where that is not the one that asks now.
 */
export async function auditDeed(
  ctx: Ctx,
  store: Queries,
  deed: Omit<AuditEntry, 'id' | 'at' | 'doer' | 'accessKeyId'>,
): Promise<void> {
  const callId = deed.callId ?? ctx.call?.id;
  await store.audit.add([
    {
      ...deed,
      id: ctx.ids.next('aud'),
      at: ctx.clock.now(),
      doer: ctx.doer,
      ...(callId === undefined ? {} : { callId }),
      ...(ctx.accessKeyId === undefined ? {} : { accessKeyId: ctx.accessKeyId }),
    },
  ]);
}

/** What the audit keeps of an appointment. */
export function auditedState(of: Pick<Appointment, 'status' | 'startsAt' | 'endsAt'>): AuditedState {
  return { status: of.status, startsAt: of.startsAt.toISOString(), endsAt: of.endsAt.toISOString() };
}
