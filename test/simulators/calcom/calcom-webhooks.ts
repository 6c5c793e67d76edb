import { createHmac } from 'node:crypto';
import type { CalcomWebhook, SimAccount } from './calcom-accounts.ts';
import type { WebhookFaults } from './calcom-faults.ts';
import type { Fields } from './field-check.ts';
import type { Chance } from './seeded-chance.ts';

/** One request the simulator made or would have made; copies of a duplicate are deliveries of their own. */
export interface Delivery {
  id: number;
  url: string;
  triggerEvent: string;
  rawBody: string;
  headers: Record<string, string>;
  /** `failed`: no answer. One attempt each; an answer outside 2xx counts as delivered. */
  state: 'waiting' | 'delivered' | 'failed' | 'dropped';
  /** HTTP status of the answer. */
  status?: number;
}

/** The way out to the subscribers: one line per URL, in order unless a fault says otherwise. */
export interface WebhookPost {
  /** Sends to the account's hooks that want the trigger, once `gate` opens. */
  enqueue(account: SimAccount, body: Fields, gate: Promise<void>): void;
  /** Resolves when nothing waits; ends the waiting of delayed and held back deliveries at once. */
  flush(): Promise<void>;
  deliveries(): Delivery[];
  close(): void;
}

interface Waiting {
  delivery: Delivery;
  gate: Promise<void>;
  /** Lets the next one of the line go first. */
  stepBack: boolean;
}

interface Line {
  waiting: Waiting[];
  running: Promise<void> | undefined;
}

const ANSWER_LIMIT_MS = 5_000;
const STEP_BACK_LIMIT_MS = 500;

export function createWebhookPost(chance: Chance, faults: WebhookFaults): WebhookPost {
  const sent: Delivery[] = [];
  const lines = new Map<string, Line>();
  const closing = new AbortController();
  const sleepers = new Set<() => void>();
  let flushing = 0;

  const wakeAll = (): void => {
    for (const wake of sleepers) wake();
  };
  const pause = (ms: number): Promise<void> => {
    if (ms <= 0 || flushing > 0 || closing.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      sleepers.add(wake);
    });
  };

  async function work(line: Line): Promise<void> {
    for (;;) {
      const first = line.waiting[0];
      if (first === undefined || closing.signal.aborted) return;
      if (first.stepBack) {
        first.stepBack = false;
        if (line.waiting.length < 2) await pause(STEP_BACK_LIMIT_MS);
        line.waiting.splice(0, 2, ...line.waiting.slice(0, 2).reverse());
        continue;
      }
      await first.gate;
      await pause(faults.delayMs);
      if (closing.signal.aborted) return;
      line.waiting.splice(line.waiting.indexOf(first), 1);
      await attempt(first.delivery, closing.signal);
    }
  }

  function join(line: Line, entry: Waiting): void {
    line.waiting.push(entry);
    wakeAll();
    line.running ??= work(line).finally(() => (line.running = undefined));
  }

  return {
    enqueue(account, body, gate) {
      const triggerEvent = String(body['triggerEvent']);
      const rawBody = JSON.stringify(body);
      for (const hook of account.webhooks) {
        if (hook.triggers !== undefined && triggerEvent !== 'PING' && !hook.triggers.includes(triggerEvent))
          continue;
        const line = lines.get(hook.url) ?? { waiting: [], running: undefined };
        lines.set(hook.url, line);
        const dropped = chance.hits(faults.drop);
        const copies = !dropped && chance.hits(faults.duplicate) ? 2 : 1;
        for (let copy = 0; copy < copies; copy += 1) {
          const delivery = prepare(sent.length + 1, hook, triggerEvent, rawBody);
          sent.push(delivery);
          if (dropped) delivery.state = 'dropped';
          else join(line, { delivery, gate, stepBack: chance.hits(faults.reorder) });
        }
      }
    },
    async flush() {
      flushing += 1;
      wakeAll();
      const running = (): Promise<void>[] => [...lines.values()].flatMap((line) => line.running ?? []);
      while (running().length > 0) await Promise.all(running());
      flushing -= 1;
    },
    deliveries: () => structuredClone(sent),
    close() {
      closing.abort();
      wakeAll();
    },
  };
}

function prepare(id: number, hook: CalcomWebhook, triggerEvent: string, rawBody: string): Delivery {
  const signature =
    hook.secret === ''
      ? 'no-secret-provided'
      : createHmac('sha256', hook.secret).update(rawBody, 'utf8').digest('hex');
  return {
    id,
    url: hook.url,
    triggerEvent,
    rawBody,
    headers: {
      'Content-Type': 'application/json',
      'X-Cal-Signature-256': signature,
      'X-Cal-Webhook-Version': '2021-10-20',
    },
    state: 'waiting',
  };
}

async function attempt(delivery: Delivery, closing: AbortSignal): Promise<void> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), ANSWER_LIMIT_MS);
  try {
    const answer = await fetch(delivery.url, {
      method: 'POST',
      headers: delivery.headers,
      body: delivery.rawBody,
      redirect: 'manual',
      signal: AbortSignal.any([limit.signal, closing]),
    });
    await answer.arrayBuffer();
    delivery.status = answer.status;
    delivery.state = 'delivered';
  } catch {
    // A receiver that is down is the receiver's matter: the service only logs it.
    delivery.state = 'failed';
  } finally {
    clearTimeout(timer);
  }
}
