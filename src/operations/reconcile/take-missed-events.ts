import type { FetchedCall } from '../../upstream/telephony.ts';
import type { Ctx } from '../context.ts';
import type { PhoneAccount } from '../phone-account.ts';
import { takeCallEvent } from '../take-call-event.ts';

/**
 * Takes the events of a call that its delivery would have brought; those that did come are only repeated. `false`
 * where the call is not this tenant's.
 */
export async function takeMissedEvents(ctx: Ctx, phone: PhoneAccount, call: FetchedCall): Promise<boolean> {
  const place = phone.placeOf(call.report);
  if (place === undefined) return false;
  for (const event of eventsOf(call)) {
    const isAnalysis = event === 'call_analyzed';
    const { analysis: _analysis, callSuccessful: _verdict, ...report } = call.report;
    const { call_analysis: _told, ...payload } = call.payload;
    await takeCallEvent(ctx, {
      event,
      subject: call.report.id,
      call: { report: isAnalysis ? call.report : report, ...place },
      payload: { event, call: isAnalysis ? call.payload : payload },
    });
  }
  return true;
}

function eventsOf({ phase, report }: FetchedCall): string[] {
  if (phase !== 'over') return phase === 'ongoing' ? ['call_started'] : [];
  return report.analysis === undefined ? ['call_ended'] : ['call_ended', 'call_analyzed'];
}
