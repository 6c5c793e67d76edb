import type { CallReport } from '../../domain/call-report.ts';
import { classifyEnd } from '../../domain/reminders/classify-end.ts';
import { wantsNoMoreCalls } from '../../domain/reminders/judge-outcome.ts';
import { readAnalysis } from '../../domain/reminders/read-analysis.ts';
import type { Queries } from '../../store/tenant-store.ts';
import type { CallInfo, Ctx } from '../context.ts';
import { forbidNumber } from './forbid-number.ts';

/**
 * Whether a call that we dialled is nobody's any more, since its customer was erased: then nothing is kept of what is told
 * of it. Only who wanted no more calls is heard all the same (VIO-35).
 */
export async function takeNobodysCall(
  ctx: Ctx,
  store: Queries,
  report: CallReport,
  { callerNumber }: Pick<CallInfo, 'callerNumber'>,
): Promise<boolean> {
  if (!report.isOutbound || !(await wasErased(store, report))) return false;
  if (report.analysis === undefined || callerNumber === undefined) return true;
  const call = {
    end: classifyEnd(report.disconnectionReason),
    analysis: readAnalysis(report.analysis),
    deeds: {},
  };
  if (wantsNoMoreCalls(call)) await forbidNumber(ctx, store, callerNumber, 'customer', report.id);
  return true;
}

async function wasErased(store: Queries, { id, metadata }: CallReport): Promise<boolean> {
  const sessionId = metadata?.['session_id'];
  const session =
    (await store.callSessions.findByCall(id)) ??
    (sessionId === undefined ? undefined : await store.callSessions.find(sessionId));
  return session !== undefined && session.customerId === undefined && session.toNumber === undefined;
}
