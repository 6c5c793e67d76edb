import type { Drift } from '../../domain/drift.ts';
import type { OutsideService } from '../../domain/outside-service.ts';
import type { ReconcileCause } from '../../domain/reconcile-cause.ts';
import { asFault, Fault } from '../../platform/fault.ts';
import type { FaultCode } from '../../platform/fault.ts';
import type { Beginning, ReconcileRun } from '../../store/reconcile-queries.ts';
import type { Ctx } from '../context.ts';
import { withAlerts } from '../with-alerts.ts';

/**
 * What came of one run; `broken`: it did not get to its end. The next one goes on at `run.next`, and without it looks
 * at the same again.
 */
export interface ReconcileReport {
  run: ReconcileRun;
  broken?: FaultCode;
}

/** Whether a difference is mended, and which appointment was made of it. */
export type Repair = Pick<Drift, 'repaired' | 'appointmentId'>;

/** Where a run writes down what it sees. */
export interface Findings {
  /** One booking or call is compared; throws when the run has to end. */
  look(): void;
  /** A difference: written down and alerted before `repair` begins, which answers what became of it. */
  found(difference: Omit<Drift, 'repaired'>, repair: () => Promise<Repair>): Promise<void>;
}

export interface ReconcilePlan {
  source: OutsideService;
  cause: ReconcileCause;
  /** How far a run looks back beyond the beginning of the last one. */
  overlapMs: number;
  /** Looks further back than that, never less far. */
  since: Date | undefined;
  /** Answers where the next run goes on, if there is more than one run compares. */
  work: (findings: Findings, from: Beginning) => Promise<Beginning | undefined>;
}

const FIRST_RUN_MS = 7 * 24 * 3_600_000;
/** More are mended without being listed. */
const MOST_LISTED = 500;

/**
 * One comparison from its beginning to its end. A run that breaks off stays without an end, so the next one begins
 * where it began; one that has compared as much as it may stays without an end as well, and the next one goes on there.
 */
export async function runReconcile(ctx: Ctx, plan: ReconcilePlan): Promise<ReconcileReport> {
  const { source, cause } = plan;
  const startedAt = ctx.clock.now();
  const from = await beginningOf(ctx, plan, startedAt);
  const { since } = from;
  const run: ReconcileRun = {
    id: ctx.ids.next('rec'),
    source,
    cause,
    since,
    startedAt,
    looked: 0,
    drift: [],
  };
  await ctx.store.reconciles.begin({ id: run.id, source, cause, since, startedAt });
  const told = () => ({
    tenant: ctx.tenant.slug,
    source,
    cause,
    looked: run.looked,
    drift: run.drift.length,
    repaired: run.drift.filter(({ repaired }) => repaired).length,
  });
  try {
    const next = await plan.work(createFindings(ctx, run), from);
    if (next === undefined) run.finishedAt = ctx.clock.now();
    else run.next = next;
    await note(ctx, run);
    if (next === undefined) {
      ctx.log.info(told(), 'reconcile finished');
      return { run };
    }
    ctx.log.warn(told(), 'more to compare than one reconcile does, the next one goes on there');
    return { run, broken: 'budget_spent' };
  } catch (error) {
    const fault = asFault(error);
    delete run.finishedAt;
    delete run.next;
    ctx.log.warn({ ...told(), err: fault }, 'reconcile broke off, the next one looks at the same');
    return { run, broken: fault.code };
  }
}

async function beginningOf(ctx: Ctx, plan: ReconcilePlan, now: Date): Promise<Beginning> {
  const last = await ctx.store.reconciles.lastCounting(plan.source);
  const usual = usualBeginning(last, plan.overlapMs, now);
  const since = new Date(Math.min(usual.since.getTime(), plan.since?.getTime() ?? Infinity));
  return { ...usual, since };
}

function usualBeginning(last: ReconcileRun | undefined, overlapMs: number, now: Date): Beginning {
  if (last === undefined) return { since: new Date(now.getTime() - FIRST_RUN_MS) };
  return last.next ?? { since: changesLeftBy(last.startedAt, overlapMs) };
}

/** From when on changes are left to the next run by one that has compared all before it. */
export function changesLeftBy(startedAt: Date, overlapMs: number): Date {
  return new Date(startedAt.getTime() - overlapMs);
}

function createFindings(ctx: Ctx, run: ReconcileRun): Findings {
  return {
    look() {
      if (ctx.signal.aborted) throw new Fault('budget_spent', 'the process stops');
      run.looked += 1;
    },
    async found(difference, repair) {
      ctx.metrics.drift.inc({ source: run.source, what: difference.what });
      if (run.drift.length >= MOST_LISTED) {
        await repair();
        return;
      }
      const drift: Drift = { ...difference, repaired: false };
      run.drift.push(drift);
      await withAlerts(ctx, async (store, raise) => {
        await store.reconciles.note(run.id, run);
        await raise(alertOf(run, difference));
      });
      Object.assign(drift, await repair());
      await note(ctx, run);
    },
  };
}

/** One alert per run; what cannot be mended and is found again every night is alerted once. */
function alertOf(run: ReconcileRun, { what, appointmentId }: Omit<Drift, 'repaired'>) {
  const facts = { run: run.id, source: run.source };
  return what === 'vanished' && appointmentId !== undefined
    ? { kind: 'drift' as const, dedupeKey: `vanished ${appointmentId}`, appointmentId, facts }
    : { kind: 'drift' as const, dedupeKey: `drift ${run.id}`, facts };
}

async function note(ctx: Ctx, run: ReconcileRun): Promise<void> {
  await ctx.store.reconciles.note(run.id, run);
}
