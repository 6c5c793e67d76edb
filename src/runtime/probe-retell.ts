import type { Ctx, Deps } from '../operations/context.ts';
import { checkTelephony } from '../operations/reminders/check-telephony.ts';
import type { TelephonyState } from '../operations/reminders/check-telephony.ts';
import { withinBudget } from './within-budget.ts';

const BUDGET_MS = 5_000;
/** Retell limits how often it is asked; many who look share one answer. */
const REUSE_MS = 5_000;

export interface RetellStatus extends TelephonyState {
  ms: number;
  checkedAt: Date;
}

/** How Retell answers under the key of each tenant, in time, asked once in a few seconds. */
export function createRetellProbe({ machine }: Deps): (ctx: Ctx) => Promise<RetellStatus> {
  const last = new Map<string, { answer: Promise<RetellStatus>; atMs: number }>();
  const ask = async (ctx: Ctx): Promise<RetellStatus> => {
    const startedMs = machine.elapsedMs();
    const checkedAt = ctx.clock.now();
    // Whoever asked first may leave; the others still wait for the answer.
    const state = await withinBudget(BUDGET_MS, (signal) => checkTelephony({ ...ctx, signal }));
    return { ...state, ms: Math.round(machine.elapsedMs() - startedMs), checkedAt };
  };
  return (ctx) => {
    const nowMs = machine.elapsedMs();
    const known = last.get(ctx.tenant.id);
    if (known !== undefined && nowMs - known.atMs <= REUSE_MS) return known.answer;
    const answer = ask(ctx);
    last.set(ctx.tenant.id, { answer, atMs: nowMs });
    return answer;
  };
}
