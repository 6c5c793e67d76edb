import type { CallCtx } from '../operations/context.ts';
import type { SingleFlight } from '../operations/single-flight.ts';
import { Fault } from '../platform/fault.ts';
import type { Answer, Judged } from './answer.ts';
import type { Bound, VoiceFunction } from './define-function.ts';

/** Deeds under way in this process, so that a repeat joins the one that runs. */
export type Deeds = SingleFlight<Judged>;

export interface Deed {
  fn: VoiceFunction;
  bound: Bound;
  toolCallId?: string;
}

/** A deed whose process has died can be taken over after this long. */
const LEASE_MS = 60_000;
const KEPT_MS = 24 * 3_600_000;
const POLL_MS = 60;

/**
 * Does a deed once per call and key: a repeat joins the running deed or gets the first answer. Refusals and faults
 * are not kept, so that the same words can succeed later.
 */
export function once(ctx: CallCtx, deeds: Deeds, deed: Deed, run: () => Promise<Judged>): Promise<Judged> {
  const { fn, bound } = deed;
  const name = [ctx.tenant.id, ctx.call.id, fn.name, bound.onceKey].join('\n');
  return deeds.share(name, () => claimAndRun(ctx, deed, run));
}

async function claimAndRun(ctx: CallCtx, deed: Deed, run: () => Promise<Judged>): Promise<Judged> {
  const key = { callId: ctx.call.id, function: deed.fn.name, key: deed.bound.onceKey };
  const now = ctx.clock.now();
  const record = {
    arguments: deed.bound.canonical,
    now,
    leaseUntil: new Date(now.getTime() + LEASE_MS),
    expiresAt: new Date(now.getTime() + KEPT_MS),
    ...(deed.toolCallId === undefined ? {} : { toolCallId: deed.toolCallId }),
  };
  let claim = await ctx.store.once.claim(key, record);
  while (claim.kind === 'running') {
    // Another process is at it; this answer is given up by its budget, never by this loop alone.
    if (ctx.signal.aborted) throw new Fault('outcome_unknown', 'the same deed runs in another process');
    await pause(POLL_MS);
    claim = await ctx.store.once.claim(key, record);
  }
  if (claim.kind === 'done') return readJudged(claim.outcome);
  try {
    const judged = await run();
    if (judged.result === 'done') {
      await ctx.store.once.finish(key, judged.answer);
      await ctx.store.once.forgetOthers(key, deed.fn.undoes);
    } else {
      await ctx.store.once.forget(key);
    }
    return judged;
  } catch (error) {
    // What broke the deed matters more than a record that could not be taken back: its lease ends by itself.
    await ctx.store.once.forget(key).catch((cause: unknown) => {
      ctx.log.warn({ err: cause, function: deed.fn.name }, 'once-record not taken back');
    });
    throw error;
  }
}

function readJudged(stored: unknown): Judged {
  if (!isAnswer(stored)) throw new Fault('internal', 'a once-record holds no answer');
  return { answer: stored, result: 'done' };
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'success' in value && 'message' in value;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
