import type { ProvenDeed } from '../../domain/proof.ts';
import { refused } from '../../platform/outcome.ts';
import type { Refusal } from '../../platform/outcome.ts';
import type { CallCtx } from '../context.ts';
import { settingsOf } from './settings-of.ts';

/** Refuses what the owner lets nobody do in a call that we have made (VIO-61); who calls us may do it. */
export function refuseInOurCall({ tenant, call }: CallCtx, deed: ProvenDeed): Refusal | undefined {
  if (call.facts.direction !== 'outbound') return undefined;
  const { cancelling, rescheduling } = settingsOf(tenant).content;
  if (deed === 'cancel' && !cancelling) return refused('no_cancelling_here', {});
  if (deed === 'move' && !rescheduling) return refused('no_rescheduling_here', {});
  return undefined;
}
