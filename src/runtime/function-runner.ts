import type { CallCtx, CallInfo, Deps, Trace } from '../operations/context.ts';
import { openCallCtx } from '../operations/open-ctx.ts';
import { createSingleFlight } from '../operations/single-flight.ts';
import { toWallTime } from '../domain/wall-clock.ts';
import type { TenantDoor } from '../domain/tenant.ts';
import { asFault, Fault } from '../platform/fault.ts';
import { languageOf } from '../platform/language.ts';
import { refused } from '../platform/outcome.ts';
import { answerFault, answerPending, answerRan } from './answer.ts';
import type { Answer, Judged } from './answer.ts';
import type { Bound, VoiceFunction } from './define-function.ts';
import { once } from './once.ts';
import type { Deeds } from './once.ts';
import { recordAnswer } from './record-answer.ts';
import { createThrottle } from './throttle.ts';
import type { Throttle } from './throttle.ts';

export interface FunctionRequest {
  door: TenantDoor;
  fn: VoiceFunction;
  rawArguments: unknown;
  /** The call that asks; rejects with a `Fault` when none can be meant. Runs on the budget. */
  findCall(): Promise<CallInfo>;
  /** Retell's id of this invocation; two requests with the same one are repeats of the transport. */
  toolCallId?: string;
  /** On the machine clock's monotonic scale: when the request was received. */
  receivedMs: number;
}

export interface FunctionRunner {
  /** Always answers, and within the function's budget; never rejects. */
  run(request: FunctionRequest): Promise<Answer>;
}

/** What is left of the budget for composing and sending the answer. */
const ANSWER_RESERVE_MS = { read: 70, write: 100 } as const;
/** Reading ends earlier still: what was not found out has to be turned into another answer. */
const READ_RESERVE_MS = { read: 40, write: 130 } as const;

/** Runs functions against their budgets (design of the promises): binds, runs, answers, records. */
export function createFunctionRunner(deps: Deps): FunctionRunner {
  const shared: Shared = { deeds: createSingleFlight(), throttle: createThrottle(deps.machine.elapsedMs) };
  return { run: (request) => runFunction(deps, shared, request) };
}

/** What the requests of a process have in common. */
interface Shared {
  deeds: Deeds;
  throttle: Throttle;
}

/** What is known of the request by the time its answer is due. */
export interface Opened {
  /** Business time at the receipt. */
  at: Date;
  call?: CallInfo;
  trace?: Trace;
}

async function runFunction(deps: Deps, shared: Shared, request: FunctionRequest): Promise<Answer> {
  const { fn, door } = request;
  const remainingMs = () =>
    Math.max(0, fn.budgetMs - ANSWER_RESERVE_MS[fn.effect] - (deps.machine.elapsedMs() - request.receivedMs));
  const reading = new AbortController();
  const readingEnds = setTimeout(
    () => reading.abort(),
    Math.max(0, remainingMs() - READ_RESERVE_MS[fn.effect]),
  );
  let answerDue: NodeJS.Timeout | undefined;
  const due = new Promise<'due'>((resolve) => {
    answerDue = setTimeout(() => resolve('due'), remainingMs());
  });

  const opened: Opened = { at: deps.clock.now() };
  const work = perform(deps, shared, request, reading.signal, opened);
  const first = await Promise.race([work, due]);
  clearTimeout(answerDue);
  clearTimeout(readingEnds);
  if (first === 'due') deps.background.add('deed that outlives its answer', work);
  const judged = first === 'due' ? judgeLate(fn, door) : first;
  recordAnswer(deps, request, judged, opened, first === 'due' ? work : undefined);
  return judged.answer;
}

function judgeLate(fn: VoiceFunction, door: TenantDoor): Judged {
  const language = languageOf(door.locale);
  if (fn.effect === 'write') return answerPending(language);
  return answerFault(new Fault('budget_spent', 'the budget was used up'), language);
}

/** Never rejects: what is thrown becomes the sentence of its code. */
async function perform(
  deps: Deps,
  shared: Shared,
  request: FunctionRequest,
  signal: AbortSignal,
  opened: Opened,
): Promise<Judged> {
  const language = languageOf(request.door.locale);
  try {
    opened.call = await request.findCall();
    const ctx = {
      ...(await openCallCtx(deps, request.door.id, opened.call, signal)),
      ...(request.toolCallId === undefined ? {} : { toolCallId: request.toolCallId }),
    };
    opened.trace = ctx.trace;
    const today = toWallTime(ctx.clock.now(), ctx.tenant.timezone).date;
    const isAdmitted = shared.throttle.admit(ctx.tenant.id, ctx.tenant.functionsPerMinute);
    const bound = isAdmitted ? request.fn.bind(request.rawArguments) : refused('too_many_requests', {});
    if (bound.kind === 'refused') return answerRan({ outcome: bound, fields: () => ({}) }, language, today);
    const run = async () => answerRan(await bound.run(ctx), language, today);
    return request.fn.effect === 'read' ? await run() : await write(ctx, shared.deeds, request, bound, run);
  } catch (error) {
    const fault = asFault(error);
    if (fault.code === 'outcome_unknown') return answerPending(language);
    deps.log.error({ err: fault, function: request.fn.name, tenant: request.door.slug }, 'function failed');
    return answerFault(fault, language);
  }
}

function write(
  ctx: CallCtx,
  deeds: Deeds,
  request: FunctionRequest,
  bound: Bound,
  run: () => Promise<Judged>,
): Promise<Judged> {
  const deed = {
    fn: request.fn,
    bound,
    ...(request.toolCallId === undefined ? {} : { toolCallId: request.toolCallId }),
  };
  return once(ctx, deeds, deed, run);
}
