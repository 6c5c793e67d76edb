import type { Drift } from '../domain/drift.ts';
import type { ReconcileCause } from '../domain/reconcile-cause.ts';
import { asFault, Fault } from '../platform/fault.ts';
import type { FaultCode } from '../platform/fault.ts';
import type { ReconcileRun, ReconcileSource } from '../store/reconcile-queries.ts';
import type { Ctx } from './context.ts';
import { withAlerts } from './with-alerts.ts';

/** What came of one run; `broken`: it did not get to its end, and the next one looks at the same again. */
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
  source: ReconcileSource;
  cause: ReconcileCause;
  /** How far a run looks back beyond the beginning of the last one. */
  overlapMs: number;
  /** Looks further back than that, never less far. */
  since: Date | undefined;
  work: (findings: Findings, since: Date) => Promise<void>;
}

const FIRST_RUN_MS = 7 * 24 * 3_600_000;
/** More are mended without being listed. */
const MOST_LISTED = 500;

/**
 * One comparison from its beginning to its end. A run that breaks off stays without an end, so the next one looks at
 * everything since the last one that had one.
 */
export async function runReconcile(ctx: Ctx, plan: ReconcilePlan): Promise<ReconcileReport> {
  const { source, cause } = plan;
  const startedAt = ctx.clock.now();
  const since = await beginningOf(ctx, plan, startedAt);
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
    await plan.work(createFindings(ctx, run), since);
    run.finishedAt = ctx.clock.now();
    await note(ctx, run);
    ctx.log.info(told(), 'reconcile finished');
    return { run };
  } catch (error) {
    const fault = asFault(error);
    delete run.finishedAt;
    ctx.log.warn({ ...told(), err: fault }, 'reconcile broke off, the next one looks at the same');
    return { run, broken: fault.code };
  }
}

async function beginningOf(ctx: Ctx, plan: ReconcilePlan, now: Date): Promise<Date> {
  const last = await ctx.store.reconciles.lastFinished(plan.source);
  const usual = last === undefined ? now.getTime() - FIRST_RUN_MS : last.startedAt.getTime() - plan.overlapMs;
  return new Date(Math.min(usual, plan.since?.getTime() ?? usual));
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
