import type { CallReport } from '../domain/call-report.ts';
import { sameName } from '../domain/person-name.ts';
import { asRecord } from '../platform/as-record.ts';
import type { CallEnding } from '../store/call-queries.ts';
import type { Queries } from '../store/tenant-store.ts';
import { callInfoOf } from './call-info.ts';
import type { CallInfo, Ctx } from './context.ts';
import { peopleOfCall } from './people-of-call.ts';
import { takeNobodysCall } from './reminders/take-nobodys-call.ts';
import { voidOffers } from './release-offers.ts';

/** An event of Retell: posted by it, or made up for one that never came. `payload` is kept as it is. */
export interface CallEvent {
  event: string;
  /** Retell's id of the call or the chat it is about. */
  subject: string;
  /** Tells apart several events of one name and subject. */
  detail?: string;
  /** Absent for events of chats: no call's row is made of them. */
  call?: { report: CallReport; branchId?: string };
  payload: unknown;
}

/** `waiting`: the stored event where it may be about a call that we made, and that was not worked off yet. */
export interface TakenEvent {
  /** `not_kept`: nothing may be kept of this call any more. */
  kind: 'new' | 'repeated' | 'not_kept';
  waiting?: string;
}

const CALL_EVENTS: ReadonlySet<string> = new Set(['call_started', 'call_ended', 'call_analyzed']);

/**
 * Stores the event and brings the call's row up to date (ASK-45, ASK-48, ASK-49), in any order and any number of
 * times. The end of a call links it to its customer and frees what it still holds. Nothing is taken of a call whose
 * words were deleted for good, or whose customer was erased. What came of a call that we made is worked off behind it.
 */
export async function takeCallEvent(ctx: Ctx, event: CallEvent): Promise<TakenEvent> {
  const { call, subject } = event;
  const now = ctx.clock.now();
  const { country } = ctx.tenant;
  const id = ctx.ids.next('evt');
  const info = call === undefined ? undefined : callInfoOf(call.report, { ...call, country, now });
  const ending = call === undefined ? undefined : endingOf(event.event, call.report);
  const dedupeKey = [event.event, subject, ...(event.detail === undefined ? [] : [event.detail])].join(' ');
  const taken = await ctx.store.atomically(async (store): Promise<TakenEvent> => {
    if (info !== undefined && call !== undefined && (await takeNobodysCall(ctx, store, call.report, info))) {
      return { kind: 'not_kept' };
    }
    const known = call === undefined ? undefined : await store.calls.find(subject);
    if (known?.purgedAt !== undefined) return { kind: 'not_kept' };
    const isOurs = CALL_EVENTS.has(event.event) && (await mayBeOurs(ctx, store, call?.report));
    const added = await store.inbox.add(
      {
        id,
        source: 'retell',
        event: event.event,
        dedupeKey,
        payload: withoutToken(event.payload),
        receivedAt: now,
        keepsLatest: event.event === 'transcript_updated',
      },
      isOurs ? 'outcome' : undefined,
    );
    if (info !== undefined && ending !== undefined) {
      await store.calls.save(info.facts, ending);
      const isOver = ending.status !== 'ongoing';
      if (isOver && known?.customerId === undefined) await linkCustomer(ctx, store, info, ending.analysis);
      if (added && ending.transcript !== undefined) await store.comparisons.request(subject);
    }
    const kind = added ? 'new' : 'repeated';
    if (isOurs) {
      const waiting = added ? id : await store.inbox.findWaiting('retell', dedupeKey);
      return { kind, ...(waiting === undefined ? {} : { waiting }) };
    }
    if (added) await store.inbox.finish(id, CALL_EVENTS.has(event.event) ? 'done' : 'kept', now);
    return { kind };
  });
  if (ending !== undefined && ending.status !== 'ongoing') {
    ctx.background.add('free holds of an ended call', voidOffers(ctx, subject));
  }
  return taken;
}

/** Whether a call may be one that we dialled: it says so, or went out while we dial. Costs nothing on others. */
async function mayBeOurs(ctx: Ctx, store: Queries, report: CallReport | undefined): Promise<boolean> {
  if (report?.metadata?.['session_id'] !== undefined) return true;
  if (report?.isOutbound !== true) return false;
  if (ctx.tenant.reminders !== undefined) return true;
  return (await store.callSessions.findByCall(report.id)) !== undefined;
}

function endingOf(event: string, report: CallReport): CallEnding {
  const isOver = event === 'call_ended' || event === 'call_analyzed';
  const { transcript, ...told } = report;
  return {
    ...told,
    status: event === 'call_analyzed' ? 'analyzed' : isOver ? 'ended' : 'ongoing',
    // While the call goes on, it is not what was said but what has been said so far.
    ...(isOver && transcript !== undefined ? { transcript } : {}),
  };
}

/**
 * Links a call to the one customer who has its number (ASK-49), where no function call has done so. Of several who
 * share it, the one is meant whom we have rung, else whose name the analysis gives.
 */
async function linkCustomer(
  { clock }: Ctx,
  store: Queries,
  call: CallInfo,
  analysis: unknown,
): Promise<void> {
  const { customers: sharing } = await peopleOfCall({ call, clock }, store);
  const name = nameIn(analysis);
  const meant = sharing.length === 1 ? sharing : sharing.filter((one) => sameName(one.name, name));
  const [only, ...others] = meant;
  if (only !== undefined && others.length === 0) await store.calls.linkCustomer(call.id, only.id);
}

function nameIn(analysis: unknown): string {
  const { customer_name: name } = asRecord(asRecord(analysis)['custom_analysis_data']);
  return typeof name === 'string' ? name : '';
}

/** The event without a web call's token: it would let its holder join the call. */
function withoutToken(payload: unknown): unknown {
  const body = asRecord(payload);
  if (!('access_token' in asRecord(body['call']))) return payload;
  const { access_token: _token, ...call } = asRecord(body['call']);
  return { ...body, call };
}
