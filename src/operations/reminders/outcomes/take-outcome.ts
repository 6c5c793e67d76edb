import { analysisWithoutWords } from '../../../domain/reminders/analysis-without-words.ts';
import type { CallOutcome } from '../../../domain/reminders/call-outcome.ts';
import type { CallSession } from '../../../domain/reminders/call-session.ts';
import {
  awaitsAnalysis,
  judgeOutcome,
  needsFollowUp,
  wantsCallback,
  wantsNoMoreCalls,
} from '../../../domain/reminders/judge-outcome.ts';
import type { EndedCall } from '../../../domain/reminders/judge-outcome.ts';
import { payloadWithoutWords } from '../../../domain/reminders/payload-without-words.ts';
import { stateOfOutcome } from '../../../domain/reminders/session-states.ts';
import type { CallEnd } from '../../../store/call-queries.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';
import { withAlerts } from '../../with-alerts.ts';
import { askForCallback } from './ask-for-callback.ts';
import { askForFollowUp } from './ask-for-follow-up.ts';
import { endedCallOf } from './ended-call.ts';
import { forbidNumber } from '../forbid-number.ts';
import type { Raise } from './raise-review.ts';
import { runOutcomeUpdates } from './run-outcome-updates.ts';

/** That something was heard of a call. What it is stands in the call's row, which all its events have made. */
export interface CallNews {
  /** Retell's. */
  callId: string;
  /** `fetched`: asked of the provider, so that nothing more can be waited for. */
  event: 'call_started' | 'call_ended' | 'call_analyzed' | 'fetched';
  heardAt: Date;
  /** The provider's call as it was told. */
  payload?: Record<string, unknown>;
}

/** Until the work behind an end is looked after by the sweep, if its process died. */
const REPEAT_MS = 60_000;

/**
 * Takes what was heard of one of our calls: that it was answered, how it ended, what came of it. In any order, any
 * number of times, the end is the same, and what follows from it is done once. Answers the call as it stands then.
 *
 * A call that rang in vain is over with its end; of a conversation that nothing of ours has settled, the analysis is
 * waited for.
 */
export async function takeOutcome(
  ctx: Ctx,
  sessionId: string,
  news: CallNews,
): Promise<CallSession | undefined> {
  const outcome = await withAlerts(ctx, (store, raise) => recordNews(ctx, store, raise, sessionId, news));
  if (outcome !== undefined) await runOutcomeUpdates(ctx, sessionId, news.heardAt);
  return ctx.store.callSessions.find(sessionId);
}

/** Answers what came of the call, once that is known. */
async function recordNews(
  ctx: Ctx,
  store: Queries,
  raise: Raise,
  sessionId: string,
  news: CallNews,
): Promise<CallOutcome | undefined> {
  // In the order in which everybody takes them: the appointment first.
  const appointmentId = (await store.callSessions.find(sessionId))?.appointmentId;
  if (appointmentId !== undefined) await store.appointments.lock(appointmentId);
  const session = await lockHeardOf(store, sessionId, news.callId, ctx.clock.now());
  // Read behind the lock: whoever comes second sees what the first one's event has told.
  const end = await store.calls.findEnd(news.callId);
  if (session === undefined || end === undefined) return undefined;
  const now = ctx.clock.now();
  if (end.status === 'ongoing') {
    if (news.event === 'call_started') {
      await store.callSessions.markAnswered(session.id, news.callId, end.startedAt, now);
    }
    return undefined;
  }
  const call = endedCallOf(session, end);
  if (wantsNoMoreCalls(call) && session.toNumber !== undefined) {
    await forbidNumber(ctx, store, session.toNumber, 'customer', news.callId);
  }
  const outcome = session.outcome ?? outcomeOf(session, end, call, news);
  await recordEnd(ctx, store, session, { end, call, news, outcome });
  if (outcome === undefined) return undefined;
  await store.callSessions.markUpdate(session.id, 'call');
  if (wantsCallback(call)) await askForCallback(ctx, store, raise, { ...session, outcome });
  // The analysis of a call whose task is over may be told later.
  if (session.nextStep === 'none' && needsFollowUp(call)) {
    const task = await store.followUpTasks.find(session.taskId);
    if (task !== undefined) await askForFollowUp(ctx, store, raise, task, outcome);
  }
  return outcome;
}

/** One that was given up is not, now that its call is heard of. */
async function lockHeardOf(
  store: Queries,
  sessionId: string,
  callId: string,
  now: Date,
): Promise<CallSession | undefined> {
  const session = await store.callSessions.lock(sessionId);
  if (session?.placementError === undefined) return session;
  if (!(await store.callSessions.linkCall(sessionId, callId, now))) return undefined;
  return store.callSessions.lock(sessionId);
}

function outcomeOf(
  session: CallSession,
  end: CallEnd,
  call: EndedCall,
  news: CallNews,
): CallOutcome | undefined {
  const isLast = news.event === 'fetched' || end.status === 'analyzed';
  return !isLast && awaitsAnalysis(call, wasConnected(session, end)) ? undefined : judgeOutcome(call);
}

function wasConnected(session: CallSession, end: CallEnd): boolean {
  return session.answeredAt !== undefined || (end.durationMs ?? 0) > 0;
}

async function recordEnd(
  ctx: Ctx,
  store: Queries,
  session: CallSession,
  {
    end,
    call,
    news,
    outcome,
  }: { end: CallEnd; call: EndedCall; news: CallNews; outcome: CallOutcome | undefined },
): Promise<void> {
  const now = ctx.clock.now();
  const { analysis } = call;
  const isPrivate = ctx.tenant.reminders?.privacy.enabled !== false;
  const answeredAt = session.answeredAt ?? (wasConnected(session, end) ? end.startedAt : undefined);
  // What came earlier may be worked off later, and tells less.
  const tellsMost = news.event === 'call_ended' ? end.status !== 'analyzed' : news.event !== 'call_started';
  const state = outcome === undefined ? 'answered' : stateOfOutcome(outcome);
  await store.callSessions.recordEnd(
    session.id,
    news.callId,
    {
      state,
      endClass: call.end,
      endedAt: end.endedAt ?? session.endedAt ?? news.heardAt,
      ...(outcome === undefined ? {} : { outcome, outcomeDueAt: new Date(now.getTime() + REPEAT_MS) }),
      ...(answeredAt === undefined ? {} : { answeredAt }),
      ...(end.durationMs === undefined ? {} : { durationMs: end.durationMs }),
      ...(end.disconnectionReason === undefined ? {} : { disconnectionReason: end.disconnectionReason }),
      ...(analysis === undefined ? {} : { analysis: isPrivate ? analysisWithoutWords(analysis) : analysis }),
      ...(analysis?.sentiment === undefined ? {} : { sentiment: analysis.sentiment }),
      ...(analysis?.qualityScore === undefined ? {} : { qualityScore: analysis.qualityScore }),
      ...(news.payload === undefined || !tellsMost
        ? {}
        : { payload: payloadWithoutWords(news.payload, { isPrivate }) }),
    },
    now,
  );
}
