import type { Deps, Trace } from '../operations/context.ts';
import type { Judged } from './answer.ts';
import type { FunctionRequest, Opened } from './function-runner.ts';

/** Longer than anything that is read of an argument, so that a replay understands the same. */
const MOST_ARGUMENT_CHARACTERS = 2_000;
const NO_TRACE: Trace = { exchanges: [] };

type Entry = Parameters<Deps['callLog']['record']>[0];

/**
 * Records a function call behind its answer: call record, figures, one log line (ASK-79). `unfinished` is the work that
 * goes on behind a late answer: the record waits for what is still exchanged there.
 */
export function recordAnswer(
  deps: Deps,
  request: FunctionRequest,
  judged: Judged,
  opened: Opened,
  unfinished?: Promise<unknown>,
): void {
  const ms = deps.machine.elapsedMs() - request.receivedMs;
  const { fn, door } = request;
  const { call, trace = NO_TRACE } = opened;
  const entry = () => entryOf(deps, request, judged, opened, ms);
  if (unfinished !== undefined) deps.callLog.recordBehind(unfinished, entry);
  else recordNow(deps, entry());
  deps.metrics.functionCalls.inc({ function: fn.name, result: judged.result });
  deps.metrics.functionSeconds.observe({ function: fn.name }, ms / 1_000);
  if (trace.step !== undefined) deps.metrics.ladderSteps.inc({ step: trace.step });
  deps.log.info(
    {
      tenant: door.slug,
      call: call?.id,
      function: fn.name,
      effect: fn.effect,
      result: judged.result,
      why: judged.why,
      step: trace.step,
      ms: Math.round(ms),
      upstreamMs: trace.exchanges.map((exchange) => Math.round(exchange.ms)),
    },
    'function answered',
  );
}

function recordNow(deps: Deps, entry: Entry | undefined): void {
  if (entry !== undefined) deps.callLog.record(entry);
}

/** Nothing where the call never became known. */
function entryOf(
  deps: Deps,
  request: FunctionRequest,
  judged: Judged,
  opened: Opened,
  ms: number,
): Entry | undefined {
  const { call, trace = NO_TRACE } = opened;
  if (call === undefined) return undefined;
  return {
    tenantId: request.door.id,
    call: call.facts,
    record: {
      id: deps.ids.next('fnc'),
      callId: call.id,
      function: request.fn.name,
      arguments: shortened(request.rawArguments ?? {}),
      answer: judged.answer,
      result: judged.result,
      // The very list: what ends before the record is written is still part of it.
      exchanges: trace.exchanges,
      at: opened.at,
      ms,
      ...(request.toolCallId === undefined ? {} : { toolCallId: request.toolCallId }),
      ...(judged.why === undefined ? {} : { why: judged.why }),
      ...(trace.step === undefined ? {} : { ladderStep: trace.step }),
    },
  };
}

/** What a model wrote, with absurdly long texts cut. */
function shortened(rawArguments: unknown): unknown {
  if (typeof rawArguments === 'string') return rawArguments.slice(0, MOST_ARGUMENT_CHARACTERS);
  if (typeof rawArguments !== 'object' || rawArguments === null || Array.isArray(rawArguments)) {
    return rawArguments;
  }
  return Object.fromEntries(
    Object.entries(rawArguments).map(([field, value]) => [
      field,
      typeof value === 'string' ? value.slice(0, MOST_ARGUMENT_CHARACTERS) : value,
    ]),
  );
}
