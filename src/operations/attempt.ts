import { asFault } from '../platform/fault.ts';
import type { Ctx } from './context.ts';

/** Does one part of repeated work, so that the others go on where it fails. Answers whether it got to its end. */
export async function attempt(ctx: Ctx, part: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    ctx.log.warn(
      { err: asFault(error), part, tenant: ctx.tenant.slug },
      'part of the work failed, the next run tries again',
    );
    return false;
  }
}
