import type { TenantId } from '../domain/tenant.ts';
import type { Deps } from './context.ts';

const WINDOW_MS = 5 * 60_000;

/**
 * The call that a request without a call id can only mean: the one ongoing call of the tenant's agent in the last
 * five minutes (ASK-42). Two of them, or none, is nobody's.
 */
export async function findOnlyOngoingCall(
  deps: Deps,
  tenantId: TenantId,
  agentId: string | undefined,
): Promise<string | undefined> {
  const agents =
    agentId === undefined ? (deps.directory.door(tenantId)?.agents ?? []).map(({ id }) => id) : [agentId];
  if (agents.length === 0) return undefined;
  const since = new Date(deps.clock.now().getTime() - WINDOW_MS);
  const [only, ...others] = await deps.openStore(tenantId).calls.ongoingOf(agents, since);
  return others.length === 0 ? only?.id : undefined;
}
