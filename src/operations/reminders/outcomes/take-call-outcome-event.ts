import { metadataIn } from '../../../domain/call-report.ts';
import type { CallSession } from '../../../domain/reminders/call-session.ts';
import { asRecord } from '../../../platform/as-record.ts';
import type { InboxEntry } from '../../../store/inbox-queries.ts';
import type { Ctx } from '../../context.ts';
import { withAlerts } from '../../with-alerts.ts';
import { callsItMayBe, matchCall } from './match-call.ts';
import type { TaleOfCall } from './match-call.ts';
import { takeOutcome } from './take-outcome.ts';
import type { CallNews } from './take-outcome.ts';

/**
 * What came of an event. `gone`: it is worked off already, or its call was deleted for good. `unmatched`: its call looks
 * like ours and is none; `foreign`: somebody else made it on the tenant's account.
 */
export type EventTaken = { kind: 'taken'; session: CallSession } | { kind: 'unmatched' | 'foreign' | 'gone' };

/** What only we give to calls when they are dialled (VIO-82). */
const OUR_KEYS = ['session_id', 'slotline_tenant'];

/**
 * Works off one stored event of a call that may be one of ours (VIO-81). One of a call that we never made waits for a
 * person (VIO-102): nobody is dialled for it. Throws to be called again later.
 */
export async function takeCallOutcomeEvent(ctx: Ctx, inboxId: string): Promise<EventTaken> {
  const entry = await ctx.store.inbox.claim(inboxId);
  if (entry === undefined) return { kind: 'gone' };
  const told = asRecord(asRecord(entry.payload)['call']);
  const callId = typeof told['call_id'] === 'string' ? told['call_id'].trim() : '';
  const end = await ctx.store.calls.findEnd(callId);
  const event = eventOf(entry);
  if (end === undefined || event === undefined) {
    await ctx.store.inbox.finish(entry.id, 'kept', ctx.clock.now());
    return { kind: 'gone' };
  }
  const tale: TaleOfCall = {
    callId,
    isOutbound: end.direction === 'outbound',
    metadata: metadataIn(told['metadata']) ?? {},
    at: end.startedAt,
    ...(end.agentId === undefined ? {} : { agentId: end.agentId }),
    ...(end.fromNumber === undefined ? {} : { fromNumber: end.fromNumber }),
    ...(end.toNumber === undefined ? {} : { toNumber: end.toNumber }),
  };
  const match = await matchCall(ctx, tale);
  if (match === undefined) {
    if (await looksOurs(ctx, tale)) {
      await keepOrphan(ctx, entry, callId);
      return { kind: 'unmatched' };
    }
    await ctx.store.inbox.finish(entry.id, 'kept', ctx.clock.now());
    return { kind: 'foreign' };
  }
  const heardAt = entry.receivedAt;
  const session = await takeOutcome(ctx, match.id, { callId, event, heardAt, payload: told });
  await ctx.store.inbox.finish(entry.id, 'done', ctx.clock.now());
  return { kind: 'taken', session: session ?? match };
}

async function looksOurs(ctx: Ctx, tale: TaleOfCall): Promise<boolean> {
  if (OUR_KEYS.some((key) => key in tale.metadata)) return true;
  const { agentId } = tale;
  if (agentId !== undefined && agentId === ctx.tenant.reminders?.agentId) return true;
  return (await callsItMayBe(ctx, tale)).length > 0;
}

/** Of the events of one call its end waits for a person; the others are kept beside it. */
async function keepOrphan(ctx: Ctx, entry: InboxEntry, callId: string): Promise<void> {
  const isEnd = entry.event === 'call_ended';
  await withAlerts(ctx, async (store, raise) => {
    if (isEnd) {
      await raise({ kind: 'unmatched_event', dedupeKey: entry.id, callId, facts: { event: entry.event } });
    }
    await store.inbox.finish(entry.id, isEnd ? 'unmatched' : 'kept', ctx.clock.now());
  });
}

const EVENTS: readonly CallNews['event'][] = ['call_started', 'call_ended', 'call_analyzed'];

function eventOf({ event }: InboxEntry): CallNews['event'] | undefined {
  return EVENTS.find((one) => one === event);
}
