import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
} from 'cockatiel';

export interface CircuitPolicy {
  /** Failures in a row that open it. */
  failures: number;
  /** How long it stays open before the first probe. */
  openMs: number;
  /** Probes let through while half open; all must succeed to close it, one failure reopens it. */
  successesToClose: number;
}

export type CircuitStateName = 'closed' | 'open' | 'half_open';

/** `uncounted`: the result says nothing about the service, such as a caller who hung up. */
export type Verdict = 'success' | 'failure' | 'uncounted';

export interface Circuit {
  /**
   * Runs `work` unless the circuit is open or its probes are all taken: then it answers `refused` at once, so nobody
   * waits for another one's probe. `work` starts before `run` returns. A probe must end by itself and must not be
   * judged `uncounted`, since its result decides for everyone.
   */
  run<T>(
    work: (turn: { probe: boolean }) => Promise<T>,
    judge: (result: T) => Verdict,
  ): Promise<{ kind: 'ran'; result: T } | { kind: 'refused' }>;
  /** `half_open` from the moment the next call would be a probe. */
  state(): CircuitStateName;
}

class UncountedError extends Error {}

/** A circuit breaker for one service of one tenant (ASK-67, ASK-70). `elapsedMs` is monotonic machine time. */
export function createCircuit(
  policy: CircuitPolicy,
  elapsedMs: () => number,
  onChange: (state: CircuitStateName) => void,
): Circuit {
  const breaker = circuitBreaker(
    handleWhenResult((verdict) => verdict === 'failure'),
    {
      breaker: new ConsecutiveBreaker(policy.failures),
      halfOpenAfter: policy.openMs,
      halfOpenSampling: { calls: policy.successesToClose, threshold: 0 },
    },
  );
  let openedAtMs = 0;
  let probes = 0;

  breaker.onBreak(() => {
    openedAtMs = elapsedMs();
    onChange('open');
  });
  breaker.onHalfOpen(() => {
    probes = 0;
    onChange('half_open');
  });
  breaker.onReset(() => onChange('closed'));

  return {
    async run<T>(work: (turn: { probe: boolean }) => Promise<T>, judge: (result: T) => Verdict) {
      // The breaker would let a caller beyond the sampled ones wait for their decision.
      if (breaker.state === CircuitState.HalfOpen && probes >= policy.successesToClose) {
        return { kind: 'refused' };
      }
      let ran: { kind: 'ran'; result: T } | undefined;
      try {
        await breaker.execute(async () => {
          const probe = breaker.state === CircuitState.HalfOpen;
          if (probe) probes += 1;
          const result = await work({ probe });
          ran = { kind: 'ran', result };
          const verdict = judge(result);
          // While closed, an error the breaker does not handle is the only end it does not count.
          if (verdict === 'uncounted') throw new UncountedError('not counted');
          return verdict;
        });
      } catch (error) {
        if (error instanceof BrokenCircuitError) return { kind: 'refused' };
        if (!(error instanceof UncountedError)) throw error;
      }
      return ran ?? { kind: 'refused' };
    },

    state() {
      switch (breaker.state) {
        case CircuitState.Closed:
          return 'closed';
        case CircuitState.HalfOpen:
          return 'half_open';
        case CircuitState.Open:
        case CircuitState.Isolated:
          return elapsedMs() - openedAtMs >= policy.openMs ? 'half_open' : 'open';
      }
    },
  };
}
