import type { PgBoss, WorkOptions } from 'pg-boss';
import { provenTenantId } from '../domain/tenant.ts';
import type { Doer } from '../domain/audit.ts';
import type { JobData } from '../domain/job-data.ts';
import type { Ctx, Deps } from '../operations/context.ts';
import { openCtx } from '../operations/open-ctx.ts';
import { asFault } from '../platform/fault.ts';

/** Takes on the workers of a process. What they are given ends with the process, and a job's with its time. */
export interface WorkerCrew {
  /** Works off one tenant's jobs, each with an end of its own: one that fails is tried again by itself. */
  workJobs(queue: string, plan: JobPlan): Promise<void>;
  /** Does one round after the other, on the minutes that `cron` names. */
  workRounds(queue: string, cron: string, round: (signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Takes no new work and waits for what runs. */
  leave(): Promise<void>;
}

export interface JobPlan {
  doer: Doer;
  options: WorkOptions;
  /** `id`: the row the job names. */
  work(ctx: Ctx, id: string): Promise<void>;
}

const POLLING = { pollingIntervalSeconds: 5 };

export function openCrew(deps: Deps, boss: PgBoss): WorkerCrew {
  const ending = new AbortController();
  const queues: string[] = [];
  return {
    async workJobs(queue, { doer, options, work }) {
      queues.push(queue);
      await boss.work<JobData>(queue, { ...options, perJobResults: true }, (jobs) =>
        Promise.all(
          jobs.map(async ({ id, data, signal }) => {
            try {
              await untilOverdue(ending.signal, signal, async (limit) => {
                // The job was made in a transaction of this tenant, so its id is proven.
                await work(await openCtx(deps, provenTenantId(data.tenantId), limit, doer), data.id);
              });
              return { id, status: 'completed' };
            } catch (error) {
              const fault = asFault(error);
              deps.log.warn({ err: fault, worker: queue }, 'job failed, it is tried again');
              // Kept in the tables of the queue, where no text of a fault may stand.
              return { id, status: 'failed', output: { code: fault.code } };
            }
          }),
        ),
      );
    },

    async workRounds(queue, cron, round) {
      queues.push(queue);
      await boss.work(queue, POLLING, async (jobs) => {
        for (const { signal } of jobs) await untilOverdue(ending.signal, signal, round);
      });
      await boss.schedule(queue, cron);
    },

    async leave() {
      ending.abort();
      await Promise.all(queues.map((queue) => boss.offWork(queue)));
    },
  };
}

/**
 * Gives work a signal that ends it with the process or when its job is overdue, since the job is then given to
 * somebody else. The signal of a job also ends with every job that is done, and what the work has left to the
 * background must not end with it.
 */
async function untilOverdue(
  ending: AbortSignal,
  job: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const overdue = new AbortController();
  const end = () => overdue.abort();
  job.addEventListener('abort', end);
  if (job.aborted) end();
  try {
    await work(AbortSignal.any([ending, overdue.signal]));
  } finally {
    job.removeEventListener('abort', end);
  }
}
