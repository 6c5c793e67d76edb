import type { Chance } from './seeded-chance.ts';

/** What goes wrong with one request. */
export type CalcomFault =
  /** `before` (default): the work starts late, also when the client has left. `after`: only the answer is late. */
  | { kind: 'delay'; ms: number; when?: 'before' | 'after' }
  /** Never answered, nothing is done. */
  | { kind: 'hang' }
  /** The socket is destroyed, nothing is done. */
  | { kind: 'reset' }
  /** Nothing is done. `body` replaces the bare `{statusCode, message}`. */
  | { kind: 'status'; status: number; body?: unknown }
  | { kind: '429'; resetSeconds?: number }
  /** 200 with a body that is no JSON; nothing is done. */
  | { kind: 'garbage' }
  /** A page as a proxy sends it; nothing is done. Default status 200. */
  | { kind: 'html'; status?: number }
  /** The work is done, then the socket is destroyed. */
  | { kind: 'lose_answer' }
  /** The work is done; half of the body comes at once, the rest after `ms`. */
  | { kind: 'slow_body'; ms: number };

export interface FaultRule {
  fault: CalcomFault;
  /** Default: any. */
  method?: string;
  /** Such as `/v2/bookings` or `/v2/bookings/*`; a star stands for anything. Default: any. */
  path?: string;
  /** Only requests with this key. */
  apiKey?: string;
  /** How many requests it hits; default `always`. */
  times?: number | 'always';
  /** Lets so many matching requests through first. Default 0. */
  skip?: number;
  /** 0 to 1, default 1; decided by the seeded generator. */
  chance?: number;
}

/** Chances are 0 to 1. Changed in place at any time. */
export interface WebhookFaults {
  duplicate: number;
  /** Lets the next delivery to the same URL go first. */
  reorder: number;
  drop: number;
  /** Before each delivery, in machine time. */
  delayMs: number;
  /** Deliveries are attempted before the request that causes them is answered. */
  beforeAnswer: boolean;
}

export interface FaultControl {
  webhooks: WebhookFaults;
  /** Answers the rule's id. The oldest matching rule wins. */
  add(rule: FaultRule): number;
  remove(id: number): void;
  /** Removes every rule and puts the webhook faults back to none. */
  clear(): void;
  list(): (FaultRule & { id: number })[];
  /** The fault for this request, counted as used. */
  take(request: { method: string; path: string; apiKey: string | undefined }): CalcomFault | undefined;
}

const NO_WEBHOOK_FAULTS: WebhookFaults = {
  duplicate: 0,
  reorder: 0,
  drop: 0,
  delayMs: 0,
  beforeAnswer: false,
};

export function createFaultControl(chance: Chance, initial: FaultRule[] = []): FaultControl {
  let rules: (FaultRule & { id: number })[] = [];
  let lastId = 0;
  const webhooks = { ...NO_WEBHOOK_FAULTS };
  const control: FaultControl = {
    webhooks,
    add(rule) {
      lastId += 1;
      rules.push({ ...rule, id: lastId });
      return lastId;
    },
    remove(id) {
      rules = rules.filter((rule) => rule.id !== id);
    },
    clear() {
      rules = [];
      Object.assign(webhooks, NO_WEBHOOK_FAULTS);
    },
    list: () => structuredClone(rules),
    take(request) {
      for (const rule of rules) {
        if (!matches(rule, request)) continue;
        if ((rule.skip ?? 0) > 0) {
          rule.skip = (rule.skip ?? 0) - 1;
          continue;
        }
        if (!chance.hits(rule.chance ?? 1)) continue;
        if (typeof rule.times === 'number') {
          rule.times -= 1;
          if (rule.times <= 0) control.remove(rule.id);
        }
        return rule.fault;
      }
      return undefined;
    },
  };
  for (const rule of initial) control.add(rule);
  return control;
}

function matches(
  rule: FaultRule,
  request: { method: string; path: string; apiKey: string | undefined },
): boolean {
  if (rule.method !== undefined && rule.method.toUpperCase() !== request.method) return false;
  if (rule.apiKey !== undefined && rule.apiKey !== request.apiKey) return false;
  if (rule.path === undefined) return true;
  const pattern = rule.path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`).test(request.path);
}
