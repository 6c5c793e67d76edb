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
          const ctx = await openCtx(deps, provenTenantId(job.data.tenantId), ending.signal);
          await takeCalendarEvent(ctx, job.data.id);
        });
      }
    },
  );
  await boss.work('sweep', { pollingIntervalSeconds: 5 }, async () => {
    for (const door of deps.directory.allDoors()) {
      if (ending.signal.aborted || door.calcom === undefined) continue;
      try {
        await sweepTenant(await openCtx(deps, door.id, ending.signal));
      } catch (error) {
        // One tenant's trouble must not keep the sweep from the others.
        deps.log.warn({ err: asFault(error), tenant: door.slug }, 'tenant not swept, next sweep tries again');
      }
    }
  });
  await boss.schedule('sweep', EVERY_MINUTE);
  return {
    stop: async () => {
      ending.abort();
      await Promise.all([boss.offWork('calendar-event'), boss.offWork('sweep')]);
    },
  };
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
