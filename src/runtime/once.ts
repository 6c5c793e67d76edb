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

interface OnceKey {
  callId: string;
  function: string;
  key: string;
}

/** A deed whose process has died can be taken over after this long. */
const LEASE_MS = 60_000;
const KEPT_MS = 24 * 3_600_000;
const POLL_MS = 60;

/**
 * Does a deed once per call and key: a repeat joins the running deed or gets the first answer. Refusals and faults
 * are not kept, so that the same words can succeed later; nor is what recognises its own repeats.
 */
export function once(ctx: CallCtx, deeds: Deeds, deed: Deed, run: () => Promise<Judged>): Promise<Judged> {
  const { fn, bound } = deed;
  const name = [ctx.tenant.id, ctx.call.id, fn.name, bound.onceKey].join('\n');
  return deeds.share(name, () => claimAndRun(ctx, deed, run));
}

async function claimAndRun(ctx: CallCtx, deed: Deed, run: () => Promise<Judged>): Promise<Judged> {
  const key: OnceKey = { callId: ctx.call.id, function: deed.fn.name, key: deed.bound.onceKey };
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
  // What became of the deed matters more than a record that cannot be written: its lease ends by itself.
  const orWarn = (work: Promise<void>) =>
    work.catch((cause: unknown) => {
      ctx.log.warn({ err: cause, function: deed.fn.name }, 'once-record not brought up to date');
    });
  try {
    const judged = await run();
    await orWarn(remember(ctx, key, deed.fn, judged));
    return judged;
  } catch (error) {
    await orWarn(ctx.store.once.forget(key));
    throw error;
  }
}

function remember(ctx: CallCtx, key: OnceKey, fn: VoiceFunction, judged: Judged): Promise<void> {
  if (judged.result !== 'done') return ctx.store.once.forget(key);
  return ctx.store.atomically(async (store) => {
    await (fn.recognisesRepeats ? store.once.forget(key) : store.once.finish(key, judged.answer));
    await store.once.forgetOthers(key, fn.undoes);
  });
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
