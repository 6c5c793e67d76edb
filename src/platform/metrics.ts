import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The process's figures for `/metrics`. Labels are closed sets: no tenant, no call, nothing a caller said. */
export interface Metrics {
  functionCalls: Counter<'function' | 'result'>;
  functionSeconds: Histogram<'function'>;
  ladderSteps: Counter<'step'>;
  upstreamSeconds: Histogram<'service' | 'result'>;
  webhooks: Counter<'source' | 'result'>;
  rejectedRequests: Counter<'door'>;
  alerts: Counter<'kind'>;
  callOutcomes: Counter<'outcome'>;
  drift: Counter<'source' | 'what'>;
  cacheFailures: Counter;
  callLogDropped: Counter;
  callLogWaiting: Gauge;
  dialDecisions: Counter<'verdict'>;
  dialLateSeconds: Histogram;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  contentType: string;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1, 1.5, 3, 10, 30];
const LATE_SECONDS = [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900, 3_600];

export function createMetrics(): Metrics {
  const registers = [new Registry()];
  const [registry] = registers;
  return {
    functionCalls: new Counter({
      name: 'slotline_function_calls_total',
      help: 'Function calls answered, by function and result.',
      labelNames: ['function', 'result'],
      registers,
    }),
    functionSeconds: new Histogram({
      name: 'slotline_function_seconds',
      help: 'Time from the receipt of a function call to its answer.',
      labelNames: ['function'],
      buckets: SECONDS,
      registers,
    }),
    ladderSteps: new Counter({
      name: 'slotline_availability_steps_total',
      help: 'Where availability came from: live, cache, stale or none.',
      labelNames: ['step'],
      registers,
    }),
    upstreamSeconds: new Histogram({
      name: 'slotline_upstream_seconds',
      help: 'Time of requests to outside services.',
      labelNames: ['service', 'result'],
      buckets: SECONDS,
      registers,
    }),
    webhooks: new Counter({
      name: 'slotline_webhooks_total',
      help: 'Webhooks received, by source and what became of them.',
      labelNames: ['source', 'result'],
      registers,
    }),
    rejectedRequests: new Counter({
      name: 'slotline_rejected_requests_total',
      help: 'Requests turned away at a door: unsigned, wrongly signed, stale or too large.',
      labelNames: ['door'],
      registers,
    }),
    alerts: new Counter({
      name: 'slotline_alerts_total',
      help: 'Alerts raised for owners, by kind.',
      labelNames: ['kind'],
      registers,
    }),
    callOutcomes: new Counter({
      name: 'slotline_call_outcomes_total',
      help: 'Reminder calls that are over, by what they came to.',
      labelNames: ['outcome'],
      registers,
    }),
    drift: new Counter({
      name: 'slotline_drift_total',
      help: 'Differences found by comparing with Cal.com and Retell, by source and kind.',
      labelNames: ['source', 'what'],
      registers,
    }),
    cacheFailures: new Counter({
      name: 'slotline_cache_failures_total',
      help: 'Commands that Redis did not answer.',
      registers,
    }),
    callLogDropped: new Counter({
      name: 'slotline_call_log_dropped_total',
      help: 'Function call records lost because the buffer was full.',
      registers,
    }),
    callLogWaiting: new Gauge({
      name: 'slotline_call_log_waiting',
      help: 'Function call records not yet written.',
      registers,
    }),
    dialDecisions: new Counter({
      name: 'slotline_dial_decisions_total',
      help: 'Answers of the dial gate, by verdict.',
      labelNames: ['verdict'],
      registers,
    }),
    dialLateSeconds: new Histogram({
      name: 'slotline_dial_late_seconds',
      help: 'Time a call waited until it was let through to the dialler: from when it was due, or, where it was put off, from when that was first done.',
      buckets: LATE_SECONDS,
      registers,
    }),
    text: () => (registry === undefined ? Promise.resolve('') : registry.metrics()),
    contentType: Registry.PROMETHEUS_CONTENT_TYPE,
  };
}
