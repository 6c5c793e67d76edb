import type { InboxEntry } from '../store/inbox-queries.ts';
import { attempt } from './attempt.ts';
import { matchClaims } from './clear-leftovers.ts';
import { compareWords } from './compare-words.ts';
import type { Ctx } from './context.ts';
import { afterHoldsFreed } from './release-offers.ts';
import { dialForgotten } from './reminders/dialling/dial-forgotten.ts';
import { sweepWaitlist } from './reminders/waitlist/sweep-waitlist.ts';
import { fetchOutcomes } from './reminders/outcomes/fetch-outcomes.ts';
import { takeCallOutcomeEvent } from './reminders/outcomes/take-call-outcome-event.ts';
import { settleOpenWrites } from './settle-write.ts';
import { takeCalendarEvent } from './take-calendar-event.ts';
import { withAlerts } from './with-alerts.ts';

/** A webhook whose alarm was lost is taken up by the sweep after this long. */
const FORGOTTEN_MS = 60_000;
/** One that could not be worked off for so long stands in the way of the others. */
const GIVEN_UP_MS = 24 * 3_600_000;

/** Calls that are compared in one sweep at most, and how old they may be: nobody is woken for an older one. */
const MOST_COMPARED = 20;
const COMPARED_WITHIN_MS = 7 * 24 * 3_600_000;

/** What a minute's sweep does for a tenant; each part goes on when another one fails. */
export async function sweepTenant(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  await attempt(ctx, 'lapsed holds', async () => {
    await afterHoldsFreed(ctx, await ctx.store.claims.releaseLapsed(now));
  });
  await attempt(ctx, 'expired records', () => ctx.store.once.deleteExpired(now));
  await attempt(ctx, 'open writes', () => settleOpenWrites(ctx));
  await attempt(ctx, 'claims of appointments', () => matchClaims(ctx));
  await attempt(ctx, 'waitlist', () => sweepWaitlist(ctx));
  await attempt(ctx, 'calls not compared yet', async () => {
    const since = new Date(now.getTime() - COMPARED_WITHIN_MS);
    for (const callId of await ctx.store.comparisons.listWaiting(since, MOST_COMPARED)) {
      await attempt(ctx, 'one call', () => compareWords(ctx, callId));
    }
  });
  await attempt(ctx, 'forgotten webhooks', async () => {
    for (const entry of await ctx.store.inbox.listWaiting()) {
      const ageMs = now.getTime() - entry.receivedAt.getTime();
      if (ageMs < FORGOTTEN_MS) continue;
      await attempt(ctx, 'one webhook', () => workOff(ctx, entry));
      if (ageMs >= GIVEN_UP_MS) await attempt(ctx, 'one webhook given up', () => giveUp(ctx, entry));
    }
  });
  // Last, since each of them may wait for a provider that takes its time.
  await attempt(ctx, 'forgotten reminders', () => dialForgotten(ctx));
  await attempt(ctx, 'outcomes that never came', () => fetchOutcomes(ctx));
}

async function workOff(ctx: Ctx, { id, source }: InboxEntry): Promise<void> {
  if (source === 'calcom') await takeCalendarEvent(ctx, id);
  else await takeCallOutcomeEvent(ctx, id);
}

/** A person is told, since it will not be worked off by itself any more. */
async function giveUp(ctx: Ctx, { id, event }: InboxEntry): Promise<void> {
  await withAlerts(ctx, async (store, raise) => {
    if (!(await store.inbox.giveUp(id, ctx.clock.now()))) return;
    await raise({ kind: 'unmatched_event', dedupeKey: id, facts: { event, result: 'failed' } });
  });
}
