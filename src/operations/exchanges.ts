import type { Lane } from '../domain/rate-window.ts';
import type { CallOptions } from '../upstream/calendar.ts';
import type { Ctx } from './context.ts';

/** Options for a call to the calendar that let the call record keep what was exchanged. */
export function amongExchanges(ctx: Ctx): CallOptions {
  return { ...urgencyOf(ctx, 'write'), onExchange: (exchange) => ctx.trace.exchanges.push(exchange) };
}

/** A live caller's work has the lane it needs; any other waits for room in the background until its signal ends it. */
export function urgencyOf(ctx: Ctx, lane: Lane): CallOptions {
  return ctx.call === undefined ? { lane: 'background', signal: ctx.signal } : { lane };
}
