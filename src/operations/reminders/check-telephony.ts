import { asFault } from '../../platform/fault.ts';
import type { Concurrency } from '../../upstream/telephony.ts';
import type { Ctx } from '../context.ts';
import { waitUntil } from '../wait-until.ts';

/** `no_key`: there is none to ask with. `key_refused`: Retell answers, and does not take it. */
export interface TelephonyState {
  status: 'up' | 'no_key' | 'key_refused' | 'down';
  concurrency?: Concurrency;
}

/** Whether Retell answers under the tenant's key and has a free line (VIO-77); until `ctx.signal` aborts. */
export async function checkTelephony(ctx: Ctx): Promise<TelephonyState> {
  if (ctx.phone === undefined) return { status: 'no_key' };
  const { telephony } = ctx.phone;
  try {
    const [, concurrency] = await waitUntil(
      ctx.signal,
      Promise.all([telephony.checkKey(ctx), telephony.getConcurrency(ctx)]),
    );
    return { status: 'up', concurrency };
  } catch (thrown) {
    const fault = asFault(thrown);
    ctx.log.warn({ err: fault, tenant: ctx.tenant.slug }, 'Retell does not answer the health check');
    return { status: fault.code === 'upstream_rejected' ? 'key_refused' : 'down' };
  }
}
