import type { CallOptions } from '../upstream/calendar.ts';
import type { Ctx } from './context.ts';

/** Options for a call to the calendar that let the call record keep what was exchanged. */
export function amongExchanges(ctx: Ctx): CallOptions {
  return { onExchange: (exchange) => ctx.trace.exchanges.push(exchange) };
}
