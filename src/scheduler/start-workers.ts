import type { PgBoss } from 'pg-boss';
import { RECONCILE_CAUSES } from '../domain/reconcile-cause.ts';
import type { ReconcileCause } from '../domain/reconcile-cause.ts';
import { compareWords } from '../operations/compare-words.ts';
import type { Deps } from '../operations/context.ts';
import { reconcileTenant } from '../operations/reconcile/reconcile-tenant.ts';
import { dialTask } from '../operations/reminders/dialling/dial-task.ts';
import { offerFreedTime } from '../operations/reminders/waitlist/offer-freed-time.ts';
import { planAllReminders } from '../operations/reminders/planning/plan-all-reminders.ts';
import { takeCallOutcomeEvent } from '../operations/reminders/outcomes/take-call-outcome-event.ts';
import { sweepTenant } from '../operations/sweep.ts';
import { takeCalendarEvent } from '../operations/take-calendar-event.ts';
import { Fault } from '../platform/fault.ts';
import { everyTenant } from './every-tenant.ts';
import { startUpkeep } from './start-upkeep.ts';
import { openCrew } from './worker-crew.ts';
import type { WorkerCrew } from './worker-crew.ts';

export interface Workers {
  /** Takes no new work and ends what runs. */
  stop(): Promise<void>;
}

const EVERY_MINUTE = '* * * * *';
const RENEW_MS = 5_000;
const SWEEP_LANES = 4;
const RECONCILE_LANES = 2;
/** Work that is not over by then is taken up again by the next process. */
const STOP_MS = 20_000;

/** Starts the workers behind the job queue: webhooks and calls as they come, and a sweep every minute. */
export async function startWorkers(deps: Deps, boss: PgBoss): Promise<Workers> {
  const crew = openCrew(deps, boss);
  await takeCalendarEvents(crew);
  await reconcileOnDemand(crew);
  await compareCalls(crew);
  await dialTasks(crew);
  await takeOutcomes(crew);
  await offerFreedTimes(crew);
  await planReminders(crew);
  const sweep = everyTenant(deps, { name: 'sweep', lanes: SWEEP_LANES });
  await crew.workRounds('sweep', EVERY_MINUTE, (signal) => sweep(signal, sweepTenant));
  await startUpkeep(deps, crew);
  // A tenant that was just set up is known before its first call, not behind it.
  const renewal = setInterval(
    () => deps.background.add('renew tenant directory', deps.directory.renew()),
    RENEW_MS,
  );
  renewal.unref();
  return {
    stop: async () => {
      clearInterval(renewal);
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, STOP_MS);
      });
      await Promise.race([crew.leave(), limit]);
      clearTimeout(timer);
    },
  };
}

function takeCalendarEvents(crew: WorkerCrew): Promise<void> {
  return crew.workJobs('calendar-event', {
    doer: 'calendar',
    options: {
      // One that hangs holds up its batch, not its queue; a full batch is followed by the next one at once.
      batchSize: 4,
      localConcurrency: 2,
      burstWhenBatchFull: true,
      // A new job wakes the workers; a job that is to be tried again does not.
      pollingIntervalSeconds: 2,
      notifyPollingIntervalSeconds: 2,
    },
    work: takeCalendarEvent,
  });
}

function reconcileOnDemand(crew: WorkerCrew): Promise<void> {
  return crew.workJobs('reconcile', {
    doer: 'calendar',
    options: { batchSize: 1, localConcurrency: RECONCILE_LANES, pollingIntervalSeconds: 5 },
    async work(ctx, cause) {
      const reports = await reconcileTenant(ctx, causeOf(cause));
      const broken = reports.find((report) => report.broken !== undefined)?.broken;
      if (broken !== undefined) throw new Fault(broken, 'a reconcile broke off');
    },
  });
}

function compareCalls(crew: WorkerCrew): Promise<void> {
  return crew.workJobs('compare-call', {
    doer: 'system',
    options: { batchSize: 4, localConcurrency: 1, burstWhenBatchFull: true, pollingIntervalSeconds: 5 },
    work: compareWords,
  });
}

function dialTasks(crew: WorkerCrew): Promise<void> {
  return crew.workJobs('dial', {
    doer: 'system',
    options: {
      // A provider that takes its time holds up its batch, not its queue (VIO-19). All together they leave half of the
      // process's connections to those who are on the phone.
      batchSize: 2,
      localConcurrency: 5,
      burstWhenBatchFull: true,
      // Nobody is told when an alarm rings that was set for later: it is looked for.
      pollingIntervalSeconds: 1,
      notifyPollingIntervalSeconds: 1,
    },
    async work(ctx, taskId) {
      await dialTask(ctx, taskId);
    },
  });
}

function planReminders(crew: WorkerCrew): Promise<void> {
  return crew.workJobs('plan', {
    doer: 'system',
    options: { batchSize: 1, localConcurrency: 2, pollingIntervalSeconds: 5 },
    work: planAllReminders,
  });
}

function offerFreedTimes(crew: WorkerCrew): Promise<void> {
  return crew.workJobs('freed', {
    doer: 'system',
    options: { batchSize: 1, localConcurrency: 1, pollingIntervalSeconds: 2 },
    work: offerFreedTime,
  });
}

function takeOutcomes(crew: WorkerCrew): Promise<void> {
  return crew.workJobs('outcome', {
    doer: 'system',
    options: {
      batchSize: 10,
      localConcurrency: 2,
      burstWhenBatchFull: true,
      pollingIntervalSeconds: 2,
      notifyPollingIntervalSeconds: 2,
    },
    async work(ctx, id) {
      await takeCallOutcomeEvent(ctx, id);
    },
  });
}

/** A job of another version may name a cause that this one does not know. */
function causeOf(text: string): ReconcileCause {
  return RECONCILE_CAUSES.find((cause) => cause === text) ?? 'on_demand';
}
