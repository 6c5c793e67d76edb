import { FIGURE_DAYS } from '../domain/retention.ts';
import { DAY_MS } from '../platform/day-ms.ts';
import { Fault } from '../platform/fault.ts';
import { attempt } from './attempt.ts';
import { auditDeed } from './audit-deed.ts';
import type { Ctx } from './context.ts';
import { eraseCustomer } from './erase-customer.ts';
import { inBatches } from './in-batches.ts';

/**
 * Takes away what the tenant keeps no longer, as its policy says; leaves the figures. Safe to repeat. What cannot be
 * taken away now holds up nothing else; it rejects when all the rest is done.
 */
export async function purgeOldData(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  const { transcriptDays, personalDays } = ctx.tenant.policies.retention;
  const words = new Date(now.getTime() - transcriptDays * DAY_MS);
  const persons = new Date(now.getTime() - personalDays * DAY_MS);
  const figures = new Date(now.getTime() - Math.max(personalDays, FIGURE_DAYS) * DAY_MS);
  const { retention, reminderRetention } = ctx.store;
  let count = 0;
  const add = (changed: number) => {
    count += changed;
  };
  const clear = (what: string, batch: () => Promise<number>) =>
    attempt(ctx, what, () => inBatches(batch, add));
  const ends = [
    await clear('transcripts', () => retention.clearTranscripts(words, now)),
    await clear('function calls', () => retention.clearFunctionCalls(words)),
    await clear('webhooks', () => retention.deleteWebhooks(words)),
    await clear('payloads of our calls', () => retention.clearCallPayloads(words)),
    await clear('decisions about calls', () => reminderRetention.deleteDecisions(words)),
    await clear('states of calls', () => reminderRetention.deleteStates(words)),
    await attempt(ctx, 'forgotten customers', () => eraseForgotten(ctx, persons, add)),
    await clear('stray callbacks', () => retention.deleteStrayCallbacks(persons)),
    await clear('numbers', () => retention.clearNumbers(persons)),
    await clear('numbers we called', () => retention.clearCalledNumbers(persons)),
    await clear('follow-up tasks', () => reminderRetention.deleteTasks(figures)),
    await clear('persons of calls', () => reminderRetention.clearPersons(persons)),
    await clear('freed times', () => reminderRetention.deleteFreed(persons)),
    await clear('the waitlist', () => reminderRetention.deleteEntries(persons)),
    await clear('offers', () => retention.clearOffers(persons)),
    await clear('notes', () => retention.clearNotes(persons)),
    await clear('reasons', () => retention.clearReasons(persons)),
  ];
  if (count > 0) await auditDeed(ctx, ctx.store, { deed: 'purge', after: { count } });
  if (!ends.every((done) => done)) throw new Fault('internal', 'something old could not be taken away');
}

/** One who cannot be erased now holds up no other. */
async function eraseForgotten(ctx: Ctx, before: Date, tell: (changed: number) => void): Promise<void> {
  const { transcriptDays, personalDays } = ctx.tenant.policies.retention;
  const webhooks = personalDays >= transcriptDays ? 'gone' : 'kept';
  let failed = 0;
  for (const customerId of await ctx.store.retention.forgottenCustomers(before)) {
    const done = await attempt(ctx, 'a forgotten customer', async () => {
      const { kind } = await eraseCustomer(ctx, customerId, webhooks);
      if (kind === 'erased') tell(1);
    });
    if (!done) failed += 1;
  }
  if (failed > 0) throw new Fault('internal', 'forgotten customers could not be erased');
}
