import type { PgBoss } from 'pg-boss';
import type { JobData } from '../../../src/domain/job-data.ts';
import type { TenantStore } from '../../../src/store/tenant-store.ts';

/** Median milliseconds of what a worker asks of the database before it dials. */
export interface ClaimTimes {
  /** Ten alarms that ring now. */
  fetchMs: number;
  /** The same question where none rings. */
  idleMs: number;
  /** One task. */
  claimMs: number;
  /** The minute's look for what was forgotten. */
  sweepMs: number;
}

const BATCH = 10;
const IDLE_TRIES = 20;
const SWEEPS = 40;
const LEASE_MS = 90_000;

export const PROBES = 100;

/**
 * Times fetches, claims and sweeps on due probes (`PROBES` of them, and nothing else that is due) among whatever waits.
 * Leaves the probes claimed.
 */
export async function timeClaims(
  boss: PgBoss,
  storeOf: (tenantId: string) => TenantStore,
  now: Date,
): Promise<ClaimTimes> {
  const fetches: number[] = [];
  const claims: number[] = [];
  const tenants = new Set<string>();
  for (;;) {
    const fetched = await timed(() => boss.fetch<JobData>('dial', { batchSize: BATCH }));
    if (fetched.answer.length === 0) break;
    fetches.push(fetched.ms);
    for (const { data } of fetched.answer) {
      tenants.add(data.tenantId);
      const { followUpTasks } = storeOf(data.tenantId);
      const until = new Date(now.getTime() + LEASE_MS);
      const claimed = await timed(() => followUpTasks.claim(data.id, now, until));
      if (claimed.answer === undefined) throw new Error('a probe could not be claimed');
      claims.push(claimed.ms);
    }
  }
  if (claims.length !== PROBES) throw new Error(`${claims.length} probes were fetched, not ${PROBES}`);
  const idle: number[] = [];
  for (let tries = 0; tries < IDLE_TRIES; tries += 1) {
    idle.push((await timed(() => boss.fetch<JobData>('dial', { batchSize: BATCH }))).ms);
  }
  const sweeps: number[] = [];
  for (let place = 0; place < SWEEPS; place += 1) {
    const tenant = [...tenants][place % tenants.size];
    if (tenant === undefined) break;
    const { followUpTasks } = storeOf(tenant);
    sweeps.push((await timed(() => followUpTasks.listForgotten(now, now, 50))).ms);
  }
  return {
    fetchMs: median(fetches),
    idleMs: median(idle),
    claimMs: median(claims),
    sweepMs: median(sweeps),
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ answer: T; ms: number }> {
  const began = performance.now();
  const answer = await work();
  return { answer, ms: performance.now() - began };
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
