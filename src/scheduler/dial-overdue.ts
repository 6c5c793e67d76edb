import type { Deps } from '../operations/context.ts';
import { dialForgotten } from '../operations/reminders/dialling/dial-forgotten.ts';
import { everyTenant } from './every-tenant.ts';

const LANES = 4;
/** Longer than a request to the provider takes. */
const LIMIT_MS = 60_000;

/**
 * At start: dials what came due while no process ran, and does not wait for the minute's sweep. `ending`: of the process.
 */
export async function dialOverdue(deps: Deps, ending: AbortSignal): Promise<void> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), LIMIT_MS);
  const signal = AbortSignal.any([ending, late.signal]);
  timer.unref();
  try {
    const round = everyTenant(deps, { name: 'overdue reminders', lanes: LANES });
    await round(signal, (ctx) => dialForgotten(ctx, 0));
  } finally {
    clearTimeout(timer);
  }
}
