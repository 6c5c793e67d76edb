import type { Room, SharedRateWindow } from '../domain/rate-window.ts';
import { Fault } from '../platform/fault.ts';
import type { Log } from '../platform/log.ts';
import { pause } from '../platform/pause.ts';
import type { CalcomRequest, CalcomTarget, Attempt, FailedAttempt } from './calcom-http.ts';
import { sendCalcomRequest } from './calcom-http.ts';
import type { CalendarHealth, CallOptions, Exchange } from './calendar.ts';
import type { CircuitPolicy, Verdict } from './circuit.ts';
import { createCircuit } from './circuit.ts';
import type { RateBudget } from './rate-budget.ts';

const AVERAGED_ANSWERS = 100;
/** How long background work waits for room to ask: longer than a window or block lasts. */
const MOST_WAIT_TO_READ_MS = 65_000;
/** And to change something: with its timeout it is over before others look for what became of the write. */
const MOST_WAIT_TO_WRITE_MS = 10_000;
/** It looks again as often, since other processes and callers may leave room earlier than thought. */
const NAP_MS = 500;

export interface CalcomPolicy {
  /** For one GET, up to the last byte of its body. */
  readTimeoutMs: number;
  /** For every other request. */
  writeTimeoutMs: number;
  breaker: CircuitPolicy;
  /** Monotonic machine time. */
  elapsedMs: () => number;
  log: Log;
  /** What other processes send with the same keys; `undefined` where this is the only one. */
  rateWindow: SharedRateWindow | undefined;
  /** Told when a calendar answers again after its circuit was open: its webhooks may have been lost meanwhile. */
  onRecovered: (tenantId: string) => void;
}

export interface CalcomLine {
  /**
   * One request within the circuit breaker and the rate budget. Rejects with `upstream_unsent` where the service
   * never saw it and with `upstream_unavailable` where that is not certain; an answer of any status is returned.
   */
  call<T>(
    request: CalcomRequest<T>,
    options: CallOptions,
  ): Promise<{ kind: 'done'; data: T } | { kind: 'refused'; status: number; body: unknown }>;
  health(): CalendarHealth;
}

/** The line to one tenant's calendar. `limits` is read anew for every request; `budget` belongs to the key. */
export function createCalcomLine(
  tenantId: string,
  target: CalcomTarget,
  limits: { requestsPerMinute: number },
  budget: RateBudget,
  policy: CalcomPolicy,
): CalcomLine {
  const { elapsedMs, log } = policy;
  const answeredMs: number[] = [];
  const circuit = createCircuit(policy.breaker, elapsedMs, (state) => {
    log[state === 'open' ? 'warn' : 'info']({ tenantId, circuit: state }, 'calendar circuit changed');
    if (state === 'closed') policy.onRecovered(tenantId);
  });

  async function send<T>(
    request: CalcomRequest<T>,
    signal: AbortSignal | undefined,
    left: number,
  ): Promise<Attempt<T>> {
    const startedAt = elapsedMs();
    const timeoutMs = request.method === 'GET' ? policy.readTimeoutMs : policy.writeTimeoutMs;
    const attempt = await sendCalcomRequest(target, request, timeoutMs, signal);
    if (attempt.kind === 'failed') return attempt;
    answeredMs.push(elapsedMs() - startedAt);
    if (answeredMs.length > AVERAGED_ANSWERS) answeredMs.shift();
    await budget.learn(attempt.status, attempt.headers, left);
    if (attempt.status === 429) log.warn({ tenantId }, 'calendar rate limit reached');
    return attempt;
  }

  /** Room for one request. A caller's is there at once or not at all. */
  async function takeRoom(
    method: CalcomRequest<unknown>['method'],
    { lane = 'read', signal }: CallOptions,
  ): Promise<Room> {
    const mostMs = method === 'GET' ? MOST_WAIT_TO_READ_MS : MOST_WAIT_TO_WRITE_MS;
    const until = lane === 'background' ? elapsedMs() + mostMs : -Infinity;
    const ending = signal ?? new AbortController().signal;
    for (;;) {
      const room = await budget.take(lane, limits.requestsPerMinute);
      if (room.taken || elapsedMs() >= until || ending.aborted) return room;
      await pause(Math.min(Math.max(room.waitMs, 1), NAP_MS), ending);
    }
  }

  async function attemptOnce<T>(request: CalcomRequest<T>, options: CallOptions): Promise<Attempt<T>> {
    if (hasHungUp(options)) return unsent('aborted');
    // What would not be sent takes no room.
    if (circuit.state() === 'open') return unsent('circuit_open');
    const room = await takeRoom(request.method, options);
    if (hasHungUp(options)) return unsent('aborted');
    if (!room.taken) return unsent('rate_limited');
    const { signal } = options;
    // A probe speaks for everyone: its caller may stop waiting, it goes on to its own timeout.
    const turn = circuit.run(({ probe }) => send(request, probe ? undefined : signal, room.left), verdictOn);
    const ended = await orHungUp(turn, signal);
    if (ended === 'hung_up') return { kind: 'failed', failure: 'aborted', sent: true };
    return ended.kind === 'refused' ? unsent('circuit_open') : ended.result;
  }

  return {
    async call(request, options) {
      const address = addressOf(target, request.path);
      const startedAt = elapsedMs();
      const attempt = await attemptOnce(request, options);
      options.onExchange?.(toExchange(request, address, attempt, Math.round(elapsedMs() - startedAt)));
      if (attempt.kind === 'failed') throw faultOf(attempt);
      return attempt;
    },

    health() {
      const requestsLeft = budget.requestsLeft();
      const total = answeredMs.reduce((sum, ms) => sum + ms, 0);
      return {
        circuit: circuit.state(),
        ...(requestsLeft === undefined ? {} : { requestsLeft }),
        ...(answeredMs.length === 0 ? {} : { averageMs: Math.round(total / answeredMs.length) }),
      };
    },
  };
}

/** Path and query for the record. Refuses what `fetch` would refuse with the key or the address in its error. */
function addressOf(target: CalcomTarget, path: string): string {
  if (!/^[\x21-\x7e]+$/.test(target.apiKey))
    throw new Fault('upstream_rejected', 'calendar key is not usable');
  const url = URL.parse(target.baseUrl + path);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new Fault('upstream_rejected', 'calendar address is not usable');
  }
  return url.pathname + url.search;
}

function hasHungUp({ signal }: CallOptions): boolean {
  return signal?.aborted === true;
}

function unsent(failure: FailedAttempt['failure']): FailedAttempt {
  return { kind: 'failed', failure, sent: false };
}

/** An answer proves the service alive, a refusal and a 429 included; a caller who hung up proves nothing. */
function verdictOn(attempt: Attempt<unknown>): Verdict {
  if (attempt.kind === 'failed') return attempt.failure === 'aborted' ? 'uncounted' : 'failure';
  return attempt.status >= 500 ? 'failure' : 'success';
}

/** What the promise gives, or `hung_up` as soon as the signal says so. */
async function orHungUp<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T | 'hung_up'> {
  if (signal === undefined) return await promise;
  const { promise: hungUp, resolve } = Promise.withResolvers<'hung_up'>();
  const hangUp = () => resolve('hung_up');
  signal.addEventListener('abort', hangUp, { once: true });
  try {
    return await Promise.race([promise, hungUp]);
  } finally {
    signal.removeEventListener('abort', hangUp);
  }
}

function toExchange(
  request: CalcomRequest<unknown>,
  path: string,
  attempt: Attempt<unknown>,
  ms: number,
): Exchange {
  return {
    service: 'calcom',
    method: request.method,
    path,
    ...(request.body === undefined ? {} : { requestBody: request.body }),
    ...(attempt.status === undefined ? {} : { status: attempt.status }),
    ...(attempt.body === undefined ? {} : { responseBody: attempt.body }),
    ...(attempt.kind === 'failed' ? { failure: attempt.failure } : {}),
    ms,
  };
}

function faultOf(attempt: FailedAttempt): Fault {
  const code = attempt.sent ? 'upstream_unavailable' : 'upstream_unsent';
  const detail = attempt.code === undefined ? '' : ` ${attempt.code}`;
  return new Fault(code, `calendar did not answer: ${attempt.failure}${detail}`);
}
