import type { Queries } from '../store/tenant-store.ts';
import { auditDeed } from './audit-deed.ts';
import type { Ctx } from './context.ts';

/** Everything held about one customer: who they are, appointments, calls with transcripts, offers, callbacks, audit. */
export type CustomerExport = Awaited<ReturnType<Queries['personalData']['read']>>;

/** `undefined` where the tenant has no such customer. Holds no key and no id of the calendar. */
export async function exportCustomer(ctx: Ctx, customerId: string): Promise<CustomerExport | undefined> {
  return ctx.store.atomically(async (store) => {
    const footprint = await store.personalData.find(customerId);
    if (footprint === undefined) return undefined;
    await auditDeed(ctx, store, { deed: 'export_customer', customerId });
    return store.personalData.read(footprint);
  });
}
