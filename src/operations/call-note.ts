import type { CallNote } from '../store/slot-cache.ts';
import type { Ctx } from './context.ts';

/** What the call has in hand; empty where the cache has lost it, which only means asking again. */
export async function readCallNote(ctx: Ctx, callId: string): Promise<CallNote> {
  return (await ctx.cache.readCall(callId)) ?? {};
}

export async function amendCallNote(
  ctx: Ctx,
  callId: string,
  change: (note: CallNote) => CallNote,
): Promise<void> {
  await ctx.cache.writeCall(callId, change(await readCallNote(ctx, callId)));
}
