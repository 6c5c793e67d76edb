/** A call object as the service keeps it: `call_id` and whatever else was put there. */
export type SimCall = Record<string, unknown> & { call_id: string };

/** An agent as `GET /get-agent` gives it; what is not said here is as usual. */
export type SimAgent = Record<string, unknown> & { agent_id: string };

/** What `GET /get-concurrency` tells. Nothing is turned away for it: that is what fault rules are for. */
export interface SimConcurrency {
  /** Absent: as many as there are calls that wait or go on. */
  current?: number;
  limit: number;
  reservedInbound: number;
}

/** What belongs to one API key. */
export interface Workspace {
  apiKey: string;
  calls: Map<string, SimCall>;
  /** Calls that wait or go on. */
  live: Set<string>;
  /** Empty: every agent exists. */
  agents: Map<string, SimAgent>;
  /** Calls that lists leave out, each with how many more look-ups it takes. */
  hidden: Map<string, number>;
  concurrency: SimConcurrency;
}

export function createWorkspace(apiKey: string): Workspace {
  return {
    apiKey,
    calls: new Map(),
    live: new Set(),
    agents: new Map(),
    hidden: new Map(),
    concurrency: { limit: 20, reservedInbound: 0 },
  };
}

/** Puts a call there; one of the same id is replaced. */
export function keepCall({ calls, live }: Workspace, call: SimCall): void {
  calls.set(call.call_id, call);
  const status = call['call_status'];
  if (status === 'registered' || status === 'ongoing') live.add(call.call_id);
  else live.delete(call.call_id);
}

/** The calls that this look-up shows; each that it hides is one look-up nearer to being shown. */
export function callsToList({ calls, hidden }: Workspace): SimCall[] {
  if (hidden.size === 0) return [...calls.values()];
  const shown = [...calls.values()].filter(({ call_id: id }) => !hidden.has(id));
  for (const [id, lookUps] of hidden) {
    if (lookUps <= 1) hidden.delete(id);
    else hidden.set(id, lookUps - 1);
  }
  return shown;
}

/** `GET /get-agent`. */
export function agentAnswer(agent: SimAgent): Record<string, unknown> {
  return {
    version: 0,
    is_published: true,
    agent_name: null,
    channel: 'voice',
    response_engine: { type: 'retell-llm', llm_id: 'llm_example', version: 0 },
    voice_id: '11labs-Adrian',
    last_modification_timestamp: 1_795_000_000_000,
    ...agent,
  };
}

/** `GET /get-concurrency`. */
export function concurrencyAnswer({ concurrency, live }: Workspace): Record<string, unknown> {
  return {
    current_concurrency: concurrency.current ?? live.size,
    concurrency_limit: concurrency.limit,
    base_concurrency: concurrency.limit,
    purchased_concurrency: 0,
    concurrency_purchase_limit: 100,
    remaining_purchase_limit: 100,
    reserved_inbound_concurrency: concurrency.reservedInbound,
    concurrency_burst_enabled: false,
    concurrency_burst_limit: 0,
  };
}
