import type { JobResult, PgBoss } from 'pg-boss';
import { RECONCILE_CAUSES } from '../domain/reconcile-cause.ts';
import type { ReconcileCause } from '../domain/reconcile-cause.ts';
import { provenTenantId } from '../domain/tenant.ts';
import { compareWords } from '../operations/compare-words.ts';
import type { Deps } from '../operations/context.ts';
import { openCtx } from '../operations/open-ctx.ts';
import { reconcileTenant } from '../operations/reconcile-tenant.ts';
import { sweepTenant } from '../operations/sweep.ts';
import { takeCalendarEvent } from '../operations/take-calendar-event.ts';
import { asFault, Fault } from '../platform/fault.ts';
import { everyTenant } from './every-tenant.ts';
import { startUpkeep } from './start-upkeep.ts';

export interface Workers {
  /** Takes no new work and ends what runs. */
  stop(): Promise<void>;
}

interface JobData {
  tenantId: string;
  id: string;
}

const EVERY_MINUTE = '* * * * *';
const RENEW_MS = 5_000;
const SWEEP_LANES = 4;
const RECONCILE_LANES = 2;
/** Work that is not over by then is taken up again by the next process. */
const STOP_MS = 20_000;

/** Starts the workers behind the job queue: webhooks as they come, and a sweep every minute. */
export async function startWorkers(deps: Deps, boss: PgBoss): Promise<Workers> {
  const ending = new AbortController();

  await boss.work<JobData>(
    'calendar-event',
    {
      // One that hangs holds up its batch, not its queue; a full batch is followed by the next one at once.
      batchSize: 4,
      localConcurrency: 2,
      perJobResults: true,
      burstWhenBatchFull: true,
      // A new job wakes the workers; a job that is to be tried again does not.
      pollingIntervalSeconds: 2,
      notifyPollingIntervalSeconds: 2,
    },
    (jobs) =>
      Promise.all(
        jobs.map(({ id, data }) =>
          judged(deps, 'calendar-event', id, async () => {
            // The job was made in a transaction of this tenant, so its id is proven.
            const ctx = await openCtx(deps, provenTenantId(data.tenantId), ending.signal, 'calendar');
            await takeCalendarEvent(ctx, data.id);
          }),
        ),
      ),
  );
  await boss.work<JobData>(
    'reconcile',
    { batchSize: 1, localConcurrency: RECONCILE_LANES, pollingIntervalSeconds: 5 },
    async (jobs) => {
      for (const job of jobs) {
        await logged(deps, 'reconcile', async () => {
          const ctx = await openCtx(deps, provenTenantId(job.data.tenantId), ending.signal, 'calendar');
          const reports = await reconcileTenant(ctx, causeOf(job.data.id));
          const broken = reports.find((report) => report.broken !== undefined)?.broken;
          if (broken !== undefined) throw new Fault(broken, 'a reconcile broke off');
        });
      }
    },
  );
  await boss.work<JobData>(
    'compare-call',
    { batchSize: 20, localConcurrency: 1, pollingIntervalSeconds: 5 },
    async (jobs) => {
      for (const job of jobs) {
        await logged(deps, 'compare-call', async () => {
          const ctx = await openCtx(deps, provenTenantId(job.data.tenantId), ending.signal, 'system');
          await compareWords(ctx, job.data.id);
        });
      }
    },
  );
  await boss.work('sweep', { pollingIntervalSeconds: 5 }, () =>
    everyTenant(deps, { name: 'sweep', lanes: SWEEP_LANES, signal: ending.signal }, sweepTenant),
  );
  await boss.schedule('sweep', EVERY_MINUTE);
  await startUpkeep(deps, boss, ending.signal);
  // A tenant that was just set up is known before its first call, not behind it.
  const renewal = setInterval(
    () => deps.background.add('renew tenant directory', deps.directory.renew()),
    RENEW_MS,
  );
  renewal.unref();
  return {
    stop: async () => {
      ending.abort();
      clearInterval(renewal);
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, STOP_MS);
      });
      const queues = ['calendar-event', 'compare-call', 'reconcile', 'sweep', 'import', 'night'];
      await Promise.race([Promise.all(queues.map((queue) => boss.offWork(queue))), limit]);
      clearTimeout(timer);
    },
  };
}

/** A job of another version may name a cause that this one does not know. */
function causeOf(text: string): ReconcileCause {
  return RECONCILE_CAUSES.find((cause) => cause === text) ?? 'on_demand';
}

/** Work of one job of a batch; never rejects, so that each job of the batch has its own end. */
async function judged(
  deps: Deps,
  worker: string,
  id: string,
  work: () => Promise<void>,
): Promise<JobResult<{ code: string }>> {
  try {
    await work();
    return { id, status: 'completed' };
  } catch (error) {
    const fault = asFault(error);
    deps.log.warn({ err: fault, worker }, 'job failed, it is tried again');
    return { id, status: 'failed', output: { code: fault.code } };
  }
}

/** pg-boss keeps what is thrown in its tables: a constant text is thrown on, the fault itself goes to the log. */
async function logged(deps: Deps, worker: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const fault = asFault(error);
    deps.log.warn({ err: fault, worker }, 'job failed, it is tried again');
    throw new Error(fault.code, { cause: undefined });
  }
}
