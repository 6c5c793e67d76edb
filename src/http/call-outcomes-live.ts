import { upgradeWebSocket } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Context, MiddlewareHandler } from 'hono';
import { streamSSE } from 'hono/streaming';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Ctx, Deps } from '../operations/context.ts';
import { watchCalls } from '../operations/reminders/watch-calls.ts';
import type { CallNews, CallUpdate } from '../operations/reminders/watch-calls.ts';
import { createBackground } from '../platform/background.ts';
import type { LineEnd, LiveLine } from './live-line.ts';
import { createLookupLane } from './lookup-lane.ts';
import { accessKeyOf, notFound, proveAccess } from './owner-gate.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { parseJson } from './parse-json.ts';
import { openSocketLine } from './socket-line.ts';
import { openStreamLine } from './stream-line.ts';

export interface LiveLimits {
  /** Between signs of life. */
  beatMs: number;
  /** So long a watcher may take to take a message. */
  slowMs: number;
  mostOfTenant: number;
  mostAtAll: number;
}

export const LIVE_LIMITS: LiveLimits = {
  beatMs: 25_000,
  slowMs: 10_000,
  mostOfTenant: 50,
  mostAtAll: 2_000,
};

/** With test requests there is no connection beneath. */
interface LiveEnv extends OwnerEnv {
  Bindings: Partial<HttpBindings>;
}
type LiveContext = Context<LiveEnv>;

const SEQ = /^\d{1,15}$/;
const AGAIN_MS = 3_000;

/**
 * Calls as they change, over WebSocket or Server-Sent Events (VIO-43, VIO-99), where the tenant has not switched that
 * off (VIO-107): behind an access key of the tenant, which is proven again at every sign of life. Who comes back with
 * the number of the last change it has seen gets the missed ones first.
 */
export function callOutcomesLiveRoutes(deps: Deps, limits: LiveLimits): Hono<LiveEnv> {
  const app = new Hono<LiveEnv>();
  const watching = new Map<string, number>();
  const lines = createBackground(deps.log);
  // Watchers stay for hours: only a process that stops waits until the last one has left.
  deps.live.closing.addEventListener('abort', () => deps.background.add('live lines', lines.drain()), {
    once: true,
  });
  const lane = createLookupLane(limits.mostAtAll);
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => lane.run(work) ?? work();

  function isFull(tenantId: string): boolean {
    const all = [...watching.values()].reduce((sum, count) => sum + count, 0);
    return (watching.get(tenantId) ?? 0) >= limits.mostOfTenant || all >= limits.mostAtAll;
  }

  async function mayWatch(ctx: Ctx, key: string | undefined): Promise<boolean> {
    const { reminders } = await deps.directory.profile(ctx.tenant.id);
    const owner = key === undefined ? undefined : await inTurn(() => deps.system.findAccessKeyOwner(key));
    return reminders?.liveUpdates !== false && owner?.keyId === ctx.accessKeyId;
  }

  /** Tells the watcher everything until it goes or must go; answers why. */
  async function tell(c: LiveContext, line: LiveLine, since: number | undefined): Promise<LineEnd> {
    const { ctx } = c.var;
    const news = watchCalls(ctx, deps.live, {
      signal: line.gone,
      quietMs: limits.beatMs,
      inTurn,
      ...(since === undefined ? {} : { since }),
    });
    let beatenAt = deps.machine.elapsedMs();
    for await (const one of news) {
      for (const message of messagesOf(one)) if (!(await line.send(message, message.seq))) return 'behind';
      if (one.kind !== 'quiet' && deps.machine.elapsedMs() - beatenAt < limits.beatMs) continue;
      beatenAt = deps.machine.elapsedMs();
      if (!(await line.beat())) return 'behind';
      if (!(await mayWatch(ctx, accessKeyOf(c)))) return 'denied';
    }
    return 'over';
  }

  async function serve(c: LiveContext, line: LiveLine, since: number | undefined): Promise<void> {
    const { tenant } = c.var.ctx;
    if (isFull(tenant.id)) {
      await line.end('full');
      return;
    }
    watching.set(tenant.id, (watching.get(tenant.id) ?? 0) + 1);
    let why: LineEnd = 'behind';
    try {
      why = await tell(c, line, since);
    } finally {
      const left = (watching.get(tenant.id) ?? 1) - 1;
      if (left > 0) watching.set(tenant.id, left);
      else watching.delete(tenant.id);
      await line.end(why);
      deps.log.info({ door: 'live', tenant: tenant.slug, why }, 'watcher of calls has left');
    }
  }

  async function answer(c: LiveContext): Promise<Response> {
    const { tenant } = c.var.ctx;
    const said = c.req.header('last-event-id') ?? c.req.query('since');
    if (said !== undefined && !SEQ.test(said)) return c.json({ error: 'invalid', field: 'since' }, 400);
    const since = said === undefined ? undefined : Number(said);
    if (tenant.reminders?.liveUpdates === false) {
      return c.json({ error: 'switched_off', field: 'live_updates' }, 403);
    }
    if (isFull(tenant.id)) {
      c.header('retry-after', '30');
      return c.json({ error: 'too_many', field: 'watchers' }, 429);
    }
    if (c.req.header('upgrade')?.toLowerCase() === 'websocket') {
      return upgradeWebSocket(c, {
        onOpen: (_event, { raw }) => {
          if (raw instanceof WebSocket) {
            lines.add('live socket', serve(c, openSocketLine(raw, limits.slowMs), since));
          }
        },
      });
    }
    if (!(c.req.header('accept') ?? '').includes('text/event-stream')) {
      return c.json({ error: 'not_acceptable', field: 'accept' }, 406);
    }
    c.header('x-accel-buffering', 'no');
    return streamSSE(c, async (stream) => {
      await stream.write(`retry: ${AGAIN_MS}\n\n`);
      const line = openStreamLine(stream, limits.slowMs, () => c.env.outgoing?.destroy());
      const work = serve(c, line, since);
      lines.add('live stream', work);
      await Promise.allSettled([work]);
    });
  }

  app.use('/realtime/call-outcomes/:tenant_id', toldInHeaders, proveAccess(deps));
  app.get('/realtime/call-outcomes/:tenant_id', (c) => {
    const { id, slug } = c.var.ctx.tenant;
    return [id, slug].includes(c.req.param('tenant_id')) ? answer(c) : notFound(c);
  });
  app.use('/api/v1/reminders/live', toldInHeaders, proveAccess(deps));
  app.get('/api/v1/reminders/live', answer);
  return app;
}

const refusal = z.object({ error: z.string(), field: z.string().optional() });

/** What refuses a WebSocket is sent without its body: its headers say the same. */
const toldInHeaders: MiddlewareHandler<LiveEnv> = async (c, next) => {
  await next();
  if (c.res.status < 400 || c.req.header('upgrade')?.toLowerCase() !== 'websocket') return;
  const told = refusal.safeParse(parseJson(await c.res.clone().text()));
  if (!told.success) return;
  c.header('x-error', told.data.error);
  if (told.data.field !== undefined) c.header('x-error-field', told.data.field);
};

/** As it is on the wire; `seq` is what a watcher may go on from. */
type LiveMessage = Record<string, unknown> & { seq: number };

function messagesOf(news: CallNews): LiveMessage[] {
  if (news.kind === 'quiet') return [];
  if (news.kind === 'updates') return news.updates.map(toMessage);
  return [{ type: `call_outcome_${news.kind}`, seq: news.seq }];
}

function toMessage(update: CallUpdate): LiveMessage {
  const { followUp } = update;
  return {
    type: 'call_outcome_update',
    seq: update.seq,
    session_id: update.sessionId,
    contact_id: update.customerId,
    call_id: update.callId,
    appointment_id: update.appointmentId,
    call_type: update.purpose,
    attempt: update.attempt,
    state: update.state,
    outcome: update.outcome,
    action: update.nextStep,
    follow_up: followUp && {
      task_id: followUp.taskId,
      kind: followUp.kind,
      scheduled_at: followUp.scheduledAt,
      urgency: followUp.urgency,
      why: followUp.why,
    },
    at: update.at,
  };
}
