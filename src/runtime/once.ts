import type { CallCtx } from '../operations/context.ts';
import type { SingleFlight } from '../operations/single-flight.ts';
import { Fault } from '../platform/fault.ts';
import { pause } from '../platform/pause.ts';
import type { Answer, Judged } from './answer.ts';
import type { Bound, VoiceFunction } from './define-function.ts';

/** Deeds under way in this process, so that a repeat joins the one that runs. */
export type Deeds = SingleFlight<Judged>;

export interface Deed {
  fn: VoiceFunction;
  bound: Bound;
  toolCallId?: string;
}

type OnceKey = Parameters<CallCtx['store']['once']['claim']>[0];

/**
 * A deed whose process has died can be taken over after this long. One that runs longer is safe all the same: what it
 * sends to the calendar is an intent first, which whoever takes over finds.
 */
const LEASE_MS = 10_000;
const KEPT_MS = 24 * 3_600_000;
const POLL_MS = 60;

/**
 * Does a deed once per call and key: a repeat joins the running deed or gets the first answer. Refusals and faults
 * are not kept, so that the same words can succeed later; nor is what recognises its own repeats. The very same
 * invocation (Retell's `tool_call_id`, retell.md 1.3) gets its first answer, a refusal too, whatever was done or undone
 * since: a question that was answered with another one must not become a deed by being repeated.
 */
export function once(ctx: CallCtx, deeds: Deeds, deed: Deed, run: () => Promise<Judged>): Promise<Judged> {
  const { fn, bound, toolCallId = '' } = deed;
  const name = [ctx.tenant.id, ctx.call.id, fn.name, bound.onceKey, toolCallId].join('\n');
  return deeds.share(name, () => claimAndRun(ctx, deed, run));
}

async function claimAndRun(ctx: CallCtx, deed: Deed, run: () => Promise<Judged>): Promise<Judged> {
  const key: OnceKey = { callId: ctx.call.id, function: deed.fn.name, key: deed.bound.onceKey };
  let claim = await ctx.store.once.claim(key, recordOf(ctx, deed));
  while (claim.kind === 'running') {
    // Another invocation or process is at it; this answer is given up by its budget, never by this loop alone.
    if (ctx.signal.aborted) throw new Fault('outcome_unknown', 'the same deed runs in another process');
    await pause(POLL_MS, ctx.signal);
    claim = await ctx.store.once.claim(key, recordOf(ctx, deed));
  }
  // What became of the deed matters more than a record that cannot be written: its lease ends by itself.
  const orWarn = (work: Promise<void>) =>
    work.catch((cause: unknown) => {
      ctx.log.warn({ err: cause, function: deed.fn.name }, 'once-record not brought up to date');
    });
  if (claim.kind === 'done') {
    const judged = readJudged(claim.outcome);
    await orWarn(keepAnswer(ctx.store, key, recordOf(ctx, deed), judged.answer));
    return judged;
  }
  try {
    const judged = await run();
    await orWarn(remember(ctx, key, deed, judged));
    return judged;
  } catch (error) {
    await orWarn(ctx.store.once.forget(key));
    throw error;
  }
}

interface OnceRecord {
  arguments: string;
  now: Date;
  leaseUntil: Date;
  expiresAt: Date;
  toolCallId?: string;
}

function recordOf(ctx: CallCtx, { bound, toolCallId }: Deed): OnceRecord {
  const now = ctx.clock.now();
  return {
    arguments: bound.canonical,
    now,
    leaseUntil: new Date(now.getTime() + LEASE_MS),
    expiresAt: new Date(now.getTime() + KEPT_MS),
    ...(toolCallId === undefined ? {} : { toolCallId }),
  };
}

function remember(ctx: CallCtx, key: OnceKey, deed: Deed, { result, answer }: Judged): Promise<void> {
  const { fn } = deed;
  const isDone = result === 'done';
  const isAnswered = isDone || result === 'refused';
  return ctx.store.atomically(async (store) => {
    await (isDone && !fn.recognisesRepeats ? store.once.finish(key, answer) : store.once.forget(key));
    if (isDone) await store.once.forgetOthers(key, fn.undoes);
    if (isAnswered) await keepAnswer(store, key, recordOf(ctx, deed), answer);
  });
}

/** Keeps what this invocation was answered, also where another one of the same words has done the deed. */
async function keepAnswer(
  { once: records }: Pick<CallCtx['store'], 'once'>,
  key: OnceKey,
  { arguments: words, toolCallId, expiresAt }: OnceRecord,
  answer: Answer,
): Promise<void> {
  if (toolCallId === undefined) return;
  await records.keepAnswer(key, { arguments: words, toolCallId, expiresAt }, answer);
}

function readJudged(stored: unknown): Judged {
  if (!isAnswer(stored)) throw new Fault('internal', 'a once-record holds no answer');
  if (stored.success) return { answer: stored, result: 'done' };
  const { reason } = stored;
  return { answer: stored, result: 'refused', ...(typeof reason === 'string' ? { why: reason } : {}) };
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'success' in value && 'message' in value;
}
