import { auditDeed } from './audit-deed.ts';
import type { Ctx } from './context.ts';
import { eraseCustomer } from './erase-customer.ts';

const DAY_MS = 86_400_000;
/** What one night takes away at most, in batches of the store; the rest goes in the next nights. */
const MOST_BATCHES = 40;

/** Takes away what the tenant keeps no longer, as its policy says; leaves the figures. Safe to repeat. */
export async function purgeOldData(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  const { transcriptDays, personalDays } = ctx.tenant.policies.retention;
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const { retention } = ctx.store;
  let count = 0;
  count += await inBatches(() => retention.clearTranscripts(daysAgo(transcriptDays), now));
  count += await inBatches(() => retention.clearFunctionCalls(daysAgo(transcriptDays)));
  count += await inBatches(() => retention.deleteWebhooks(daysAgo(transcriptDays)));
  for (const customerId of await retention.forgottenCustomers(daysAgo(personalDays))) {
    const { kind } = await eraseCustomer(ctx, customerId);
    if (kind === 'erased') count += 1;
  }
  count += await retention.clearStrangers(daysAgo(personalDays));
  if (count > 0) await auditDeed(ctx, ctx.store, { deed: 'purge', after: { count } });
}

/** Repeats until a batch finds nothing. */
async function inBatches(work: () => Promise<number>): Promise<number> {
  let count = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const changed = await work();
    if (changed === 0) break;
    count += changed;
  }
  return count;
}
