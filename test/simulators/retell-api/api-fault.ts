import type { HttpBindings } from '@hono/node-server';
import { failure } from './json-answer.ts';

/** What goes wrong with one request. Nothing is done, and this is the answer; `hang` never answers. */
export type RefusingFault =
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  | { kind: 'hang' }
  | { kind: 'reset' }
  | { kind: 'garbage' };

/** What was asked is done, and its answer gets lost: reset, never sent, cut short, or another status in its place. */
export type LosingFault =
  | { kind: 'lost' }
  | { kind: 'lost_hang' }
  | { kind: 'lost_garbage' }
  | { kind: 'lost_status'; status: number };

export type RetellApiFault = RefusingFault | LosingFault;

export interface RetellApiRule {
  fault: RetellApiFault;
  /** Such as `/v3/list-calls`, or the beginning of a path. Default: any. */
  path?: string;
  apiKey?: string;
  /** How many requests it hits; default: all. */
  times?: number;
  /** Lets so many matching requests through first. Default 0. */
  skip?: number;
}

/** What the first rule that fits does to a request; counts it off. */
export function takeFault(
  rules: RetellApiRule[],
  path: string,
  apiKey: string | undefined,
): RetellApiFault | undefined {
  for (const rule of rules) {
    if (rule.path !== undefined && !path.startsWith(rule.path)) continue;
    if (rule.apiKey !== undefined && rule.apiKey !== apiKey) continue;
    if ((rule.skip ?? 0) > 0) {
      rule.skip = (rule.skip ?? 0) - 1;
      continue;
    }
    if (rule.times === 0) continue;
    if (rule.times !== undefined) rule.times -= 1;
    return rule.fault;
  }
  return undefined;
}

export function losesAnswer(fault: RetellApiFault): fault is LosingFault {
  return fault.kind.startsWith('lost');
}

/** The answer in place of the right one, if any comes. */
export async function meetFault(fault: RetellApiFault, { outgoing }: HttpBindings): Promise<Response> {
  switch (fault.kind) {
    case 'status':
      return failure(fault.status, 'it went wrong for +4917100000099', fault.headers);
    case 'lost_status':
      return failure(fault.status, 'it went wrong for +4917100000099');
    case 'garbage':
    case 'lost_garbage':
      return new Response('{"items":[', {
        status: fault.kind === 'garbage' ? 200 : 201,
        headers: { 'content-type': 'application/json' },
      });
    case 'hang':
    case 'lost_hang':
      await new Promise((resolve) => outgoing.once('close', resolve));
      return alreadySent();
    case 'reset':
    case 'lost':
      outgoing.destroy();
      return alreadySent();
  }
}

/** Tells the HTTP adapter that the socket is not its business any more. */
function alreadySent(): Response {
  return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
}
