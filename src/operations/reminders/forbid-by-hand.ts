import type { Ctx } from '../context.ts';
import { forbidNumber } from './forbid-number.ts';

/** The owner puts a number (E.164) on the do-not-call list. `false`: it is on it already. */
export function forbidByHand(ctx: Ctx, number: string): Promise<boolean> {
  return ctx.store.atomically((store) => forbidNumber(ctx, store, number, 'owner'));
}
