import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss } from 'pg-boss';
import type { JobData } from '../domain/job-data.ts';
import type { Log } from '../platform/log.ts';
import type { Tx } from './database.ts';
import { JOB_SCHEMA } from './job-queues.ts';
import type { JobName } from './job-queues.ts';

export interface AlarmOptions {
  /** In a queue that keeps one of a kind, none is set while another one of this kind waits. */
  kind?: string;
  afterSeconds?: number;
}

export interface JobQueue {
  /** Sets an alarm in the transaction that makes the work necessary. */
  enqueue(tx: Tx, name: JobName, data: JobData, options?: AlarmOptions): Promise<void>;
}

export interface RunningJobQueue extends JobQueue {
  boss: PgBoss;
  stop(): Promise<void>;
}

/** Starts pg-boss on a migrated database as the application role. */
export async function startJobQueue(
  url: string,
  options: { log: Log; connections: number },
): Promise<RunningJobQueue> {
  const boss = new PgBoss({
    connectionString: asRole(url),
    schema: JOB_SCHEMA,
    migrate: false,
    createSchema: false,
    max: options.connections,
    useListenNotify: true,
  });
  boss.on('error', (error) => options.log.error({ err: error }, 'job queue failed'));
  await boss.start();
  return {
    boss,
    enqueue: async (tx, name, data, { kind, afterSeconds } = {}) => {
      const once = kind === undefined ? {} : { singletonKey: kind };
      await boss.send(name, data, { db: fromDrizzle(tx, sql), startAfter: afterSeconds ?? 0, ...once });
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

function asRole(url: string): string {
  const parsed = new URL(url);
  parsed.searchParams.set('options', '-c role=slotline_app');
  return parsed.toString();
}
