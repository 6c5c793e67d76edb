import type { PgBoss } from 'pg-boss';
import { provenTenantId } from '../domain/tenant.ts';
import type { Deps } from '../operations/context.ts';
import { openCtx } from '../operations/open-ctx.ts';
import { sweepTenant } from '../operations/sweep.ts';
import { takeCalendarEvent } from '../operations/take-calendar-event.ts';
import { asFault } from '../platform/fault.ts';

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
/** Work that is not over by then is taken up again by the next process. */
const STOP_MS = 20_000;

/** Starts the workers behind the job queue: webhooks as they come, and a sweep every minute. */
export async function startWorkers(deps: Deps, boss: PgBoss): Promise<Workers> {
  const ending = new AbortController();

  await boss.work<JobData>(
    'calendar-event',
    // A new job wakes the workers; a job that is to be tried again does not.
    { batchSize: 1, localConcurrency: 4, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 },
    async (jobs) => {
      for (const job of jobs) {
        await logged(deps, 'calendar-event', async () => {
          // The job was made in a transaction of this tenant, so its id is proven.
          const ctx = await openCtx(deps, provenTenantId(job.data.tenantId), ending.signal, 'calendar');
          await takeCalendarEvent(ctx, job.data.id);
        });
      }
    },
  );
  await boss.work('sweep', { pollingIntervalSeconds: 5 }, () => sweepAll(deps, ending.signal));
  await boss.schedule('sweep', EVERY_MINUTE);
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
      await Promise.race([Promise.all([boss.offWork('calendar-event'), boss.offWork('sweep')]), limit]);
      clearTimeout(timer);
    },
  };
}

/** Sweeps every tenant, a few at a time: one whose calendar hangs holds up no more than its own lane. */
async function sweepAll(deps: Deps, signal: AbortSignal): Promise<void> {
  const waiting = [...deps.directory.allDoors()];
  const lane = async (): Promise<void> => {
    for (let door = waiting.pop(); door !== undefined && !signal.aborted; door = waiting.pop()) {
      try {
        await sweepTenant(await openCtx(deps, door.id, signal, 'system'));
      } catch (error) {
        // One tenant's trouble must not keep the sweep from the others.
        deps.log.warn({ err: asFault(error), tenant: door.slug }, 'tenant not swept, next sweep tries again');
      }
    }
  };
  await Promise.all(Array.from({ length: SWEEP_LANES }, lane));
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
