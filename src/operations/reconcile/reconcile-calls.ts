import type { Ctx } from '../context.ts';
import type { PhoneAccount } from '../phone-account.ts';
import { takeCallEvent } from '../take-call-event.ts';
import type { Drift } from '../../domain/drift.ts';
import type { ReconcileCause } from '../../domain/reconcile-cause.ts';
import type { Beginning, KnownCall } from '../../store/reconcile-queries.ts';
import type { FetchedCall, ListedCall } from '../../upstream/telephony.ts';
import { changesLeftBy, runReconcile } from './run-reconcile.ts';
import type { Findings, ReconcileReport, Repair } from './run-reconcile.ts';

/** The longest call Retell allows takes two hours, its analysis some minutes more. */
const OVERLAP_MS = 3 * 3_600_000;
/** The events of what has just happened may still be on their way; the next run looks at it again. */
const ON_THEIR_WAY_MS = 2 * 60_000;
/** Of one run; the next one goes on behind them. */
const MOST_PAGES = 100;

/**
 * Compares our calls with the workspace's: of a call that we lack, or that is further along there, the events that
 * never came are made up from what Retell has of it. A late delivery of the same event is a repeat.
 */
export async function reconcileCalls(
  ctx: Ctx,
  cause: ReconcileCause,
  since?: Date,
): Promise<ReconcileReport> {
  return runReconcile(ctx, {
    source: 'retell',
    cause,
    overlapMs: OVERLAP_MS,
    since,
    work: (findings, { since: startedFrom }) => compareFrom(ctx, findings, startedFrom),
  });
}

/** Answers where to go on where the workspace has more calls than one run compares. */
async function compareFrom(ctx: Ctx, findings: Findings, startedFrom: Date): Promise<Beginning | undefined> {
  const { phone } = ctx;
  if (phone === undefined) return undefined;
  // What is not over yet when it is looked at has begun after this.
  const overSince = changesLeftBy(ctx.clock.now(), OVERLAP_MS);
  let reached = startedFrom;
  let after: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const question = { startedFrom, ...(after === undefined ? {} : { after }) };
    const page = await phone.telephony.listCalls(question, { signal: ctx.signal });
    await comparePage(ctx, phone, findings, page.calls);
    if (page.next === undefined) return undefined;
    after = page.next;
    reached = page.calls.at(-1)?.report.startedAt ?? reached;
  }
  return { since: reached < overSince ? reached : overSince };
}

async function comparePage(
  ctx: Ctx,
  phone: PhoneAccount,
  findings: Findings,
  listed: ListedCall[],
): Promise<void> {
  const ours = listed.filter(({ report }) => phone.placeOf(report) !== undefined);
  const known = await ctx.store.reconciles.knownCalls(ours.map(({ report }) => report.id));
  const byId = new Map(known.map((call) => [call.id, call]));
  for (const call of ours) {
    findings.look();
    const what = differenceOf(call, byId.get(call.report.id));
    if (what === undefined || happenedAt(call) > ctx.clock.now().getTime() - ON_THEIR_WAY_MS) continue;
    const callId = call.report.id;
    await findings.found({ what, callId }, () => takeMissedEvents(ctx, phone, callId));
  }
}

function differenceOf(there: ListedCall, here: KnownCall | undefined): Drift['what'] | undefined {
  if (there.phase === 'waiting' || here?.isPurged === true) return undefined;
  if (here === undefined) return 'call_missing';
  if (there.phase === 'ongoing' || here.status === 'analyzed') return undefined;
  const isAnalyzed = there.report.analysis !== undefined;
  return here.status === 'ongoing' || isAnalyzed ? 'call_unfinished' : undefined;
}

function happenedAt({ report }: ListedCall): number {
  return (report.endedAt ?? report.startedAt)?.getTime() ?? 0;
}

/** Takes the events of a call that its delivery would have brought; those that did come are only repeated. */
async function takeMissedEvents(ctx: Ctx, phone: PhoneAccount, callId: string): Promise<Repair> {
  const call = await phone.telephony.getCall(callId, { signal: ctx.signal });
  const place = call === undefined ? undefined : phone.placeOf(call.report);
  if (call === undefined || place === undefined) return { repaired: false };
  for (const event of eventsOf(call)) {
    const isAnalysis = event === 'call_analyzed';
    const { analysis: _analysis, callSuccessful: _verdict, ...report } = call.report;
    const { call_analysis: _told, ...payload } = call.payload;
    await takeCallEvent(ctx, {
      event,
      subject: callId,
      call: { report: isAnalysis ? call.report : report, ...place },
      payload: { event, call: isAnalysis ? call.payload : payload },
    });
  }
  return { repaired: true };
}

function eventsOf({ phase, report }: FetchedCall): string[] {
  if (phase !== 'over') return phase === 'ongoing' ? ['call_started'] : [];
  return report.analysis === undefined ? ['call_ended'] : ['call_ended', 'call_analyzed'];
}
