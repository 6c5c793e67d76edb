import type { CallSession } from '../../../domain/reminders/call-session.ts';
import { mayHaveRung } from '../../../domain/reminders/may-have-rung.ts';
import type { Ctx } from '../../context.ts';

/** What an event tells of whose call it is about. */
export interface TaleOfCall {
  /** Retell's. */
  callId: string;
  isOutbound: boolean;
  metadata: Record<string, string>;
  agentId?: string;
  /** E.164. */
  fromNumber?: string;
  toNumber?: string;
  /** When it began, or the event came. */
  at: Date;
}

const NEAR_MS = 15 * 60_000;
/** The provider's clock may be behind ours. */
const CLOCKS_MS = 60_000;

/**
 * The call of ours that an event is about: by Retell's id; by what we gave the call when it was dialled (VIO-82); by
 * the only call of its agent and numbers that was asked for at about that time and whose id nobody has told (VIO-102,
 * VIO-104). `undefined`: none, or it cannot be told which.
 */
export async function matchCall(ctx: Ctx, tale: TaleOfCall): Promise<CallSession | undefined> {
  const { callId, metadata } = tale;
  const byId = await ctx.store.callSessions.findByCall(callId);
  if (byId !== undefined) return byId;
  const { session_id: sessionId, tenant_id: tenantId } = metadata;
  if (sessionId !== undefined && tenantId === ctx.tenant.id) {
    const named = await ctx.store.callSessions.find(sessionId);
    if (named !== undefined && named.callId === undefined) return named;
  }
  if (sessionId !== undefined) {
    ctx.log.warn({ tenant: ctx.tenant.slug, call: callId }, 'what a call brings back fits no call of ours');
  }
  return matchByNumber(ctx, tale);
}

async function matchByNumber(ctx: Ctx, tale: TaleOfCall): Promise<CallSession | undefined> {
  const [only, ...others] = await callsItMayBe(ctx, tale);
  return others.length === 0 ? only : undefined;
}

/**
 * Those of its agent and numbers that were asked for at about that time, though not after it began, and whose id nobody
 * has told.
 */
export async function callsItMayBe(
  ctx: Ctx,
  { isOutbound, agentId, fromNumber, toNumber, at }: TaleOfCall,
): Promise<CallSession[]> {
  if (!isOutbound || fromNumber === undefined || toNumber === undefined) return [];
  const from = new Date(at.getTime() - NEAR_MS);
  const until = new Date(at.getTime() + CLOCKS_MS);
  const sessions = await ctx.store.callSessions.ofNumberSince(toNumber, from);
  return sessions.filter(
    (session) =>
      session.callId === undefined &&
      session.state !== 'queued' &&
      mayHaveRung(session) &&
      session.requestedAt <= until &&
      session.agentId === agentId &&
      session.fromNumber === fromNumber,
  );
}
