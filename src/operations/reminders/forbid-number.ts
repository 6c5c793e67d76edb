import type { FollowUpTask } from '../../domain/reminders/follow-up-task.ts';
import type { Queries } from '../../store/tenant-store.ts';
import { auditDeed } from '../audit-deed.ts';
import type { Ctx } from '../context.ts';
import { dropCall } from './dialling/drop-call.ts';

/**
 * Puts a number (E.164) on the tenant's do-not-call list and ends every call that is planned to it (VIO-35), in the
 * running transaction. Calls that are being made are left to the dial gate, which looks at the list itself.
 * `callId`: the call it was said on. `false`: it is on the list already; planned calls end all the same.
 */
export async function forbidNumber(
  ctx: Ctx,
  store: Queries,
  number: string,
  source: 'owner' | 'customer',
  callId?: string,
): Promise<boolean> {
  const now = ctx.clock.now();
  const said = callId === undefined ? {} : { callId };
  const isNew = await store.doNotCall.add({ number, source, addedAt: now, ...said });
  const open: FollowUpTask[] = [];
  for (const customer of await store.customers.findByPhone(number)) {
    open.push(...(await store.followUpTasks.openOfCustomer(customer.id)));
  }
  for (const task of open.filter(isPlannedCall).toSorted(byAppointment)) {
    await dropCall(ctx, store, task, 'do_not_call');
  }
  if (isNew) await auditDeed(ctx, store, { deed: 'forbid_number', ...said });
  return isNew;
}

function isPlannedCall({ kind, status }: FollowUpTask): boolean {
  return kind === 'call' && status === 'pending';
}

/** One appointment after the other, as whoever plans them anew takes them. */
function byAppointment(one: FollowUpTask, other: FollowUpTask): number {
  const [first, second] = [one.appointmentId ?? '', other.appointmentId ?? ''];
  return first < second ? -1 : Number(first > second);
}
