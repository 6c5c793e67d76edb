import type { Config } from '../../src/config.ts';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { reconcileTenant } from '../../src/operations/reconcile/reconcile-tenant.ts';
import type { ReconcileReport } from '../../src/operations/reconcile/run-reconcile.ts';
import { openGatewayParts } from './open-gateway-parts.ts';

export interface ReconcileWish {
  slug: string;
  since?: Date;
  signal: AbortSignal;
  /** Told what is being compared. */
  onProgress: (line: string) => void;
}

/** Compares one tenant's rows, beside a gateway that may be running; throws where there is no such tenant. */
export async function reconcileBySlug(config: Config, wish: ReconcileWish): Promise<ReconcileReport[]> {
  const { deps, close } = await openGatewayParts(config);
  try {
    const door = deps.directory.findBySlug(wish.slug);
    if (door === undefined) throw new Error(`there is no tenant ${wish.slug}`);
    wish.onProgress(`Comparing ${door.name} ...`);
    const ctx = await openCtx(deps, door.id, wish.signal, 'owner');
    return await reconcileTenant(ctx, 'on_demand', wish.since);
  } finally {
    await close();
  }
}
