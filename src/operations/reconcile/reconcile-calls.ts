import type { Ctx } from '../context.ts';
import type { PhoneAccount } from '../phone-account.ts';
import type { Drift } from '../../domain/drift.ts';
import type { ReconcileCause } from '../../domain/reconcile-cause.ts';
import type { Beginning, KnownCall } from '../../store/reconcile-queries.ts';
import type { ListedCall } from '../../upstream/telephony.ts';
import { changesLeftBy, runReconcile } from './run-reconcile.ts';
import type { Findings, ReconcileReport } from './run-reconcile.ts';
import { takeMissedEvents } from './take-missed-events.ts';

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
    await findings.found({ what, callId }, async () => {
      const fetched = await phone.telephony.getCall(callId, { signal: ctx.signal });
      return { repaired: fetched !== undefined && (await takeMissedEvents(ctx, phone, fetched)) };
    });
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
