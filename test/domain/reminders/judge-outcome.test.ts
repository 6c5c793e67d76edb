import { describe, expect, it } from 'vitest';
import type { EndClass } from '../../../src/domain/reminders/call-outcome.ts';
import {
  awaitsAnalysis,
  judgeOutcome,
  needsFollowUp,
  wantsCallback,
  wantsNoMoreCalls,
} from '../../../src/domain/reminders/judge-outcome.ts';
import type { CallDeeds } from '../../../src/domain/reminders/judge-outcome.ts';
import { readAnalysis } from '../../../src/domain/reminders/read-analysis.ts';

type Said = Record<string, unknown>;

const NEVER_TALKED: EndClass[] = [
  'voicemail',
  'no_answer',
  'busy',
  'declined',
  'failed',
  'bad_number',
  'reputation',
  'no_line',
  'account',
];

function judged(end: EndClass, deeds: CallDeeds, said?: Said, inVoicemail = false): string {
  return judgeOutcome({ end, deeds, analysis: said && analysisOf(said, inVoicemail) });
}

function analysisOf(said: Said, inVoicemail = false): ReturnType<typeof readAnalysis> {
  return readAnalysis({ in_voicemail: inVoicemail, custom_analysis_data: said });
}

describe('what a call came to', () => {
  it.each<[end: EndClass, outcome: string]>([
    ['talked', 'unclear'],
    ['handed_over', 'handed_over'],
    ['stopped', 'stopped'],
    ['voicemail', 'voicemail'],
    ['no_answer', 'no_answer'],
    ['busy', 'busy'],
    ['declined', 'declined'],
    ['failed', 'failed'],
    ['platform_fault', 'failed'],
    ['bad_number', 'bad_number'],
    ['reputation', 'failed'],
    ['no_line', 'no_line'],
    ['account', 'account'],
    ['unknown', 'failed'],
  ])('by an end "%s" alone is "%s", never a confirmation (VIO-83)', (end, outcome) => {
    expect(judged(end, {})).toBe(outcome);
    expect(judged(end, {}, {})).toBe(outcome);
  });

  it.each<[deeds: CallDeeds, outcome: string]>([
    [{ confirmed: true }, 'confirmed'],
    [{ cancelled: true }, 'cancelled'],
    [{ moved: true }, 'rescheduled'],
    [{ moved: true, confirmed: true }, 'rescheduled'],
    [{ moved: true, cancelled: true }, 'cancelled'],
    [{ optedOut: true }, 'opted_out'],
    [{ optedOut: true, confirmed: true }, 'confirmed'],
    [{ callbackRequested: true }, 'unclear'],
  ])('is what our functions did: %j is "%s" (VIO-46)', (deeds, outcome) => {
    expect(judged('talked', deeds)).toBe(outcome);
  });

  it.each<[deeds: CallDeeds, said: Said, outcome: string]>([
    [{ confirmed: true }, { appointment_action: 'cancelled' }, 'confirmed'],
    [{ moved: true }, { customer_response: 'confirmed' }, 'rescheduled'],
    [{ cancelled: true }, { appointment_action: 'confirmed' }, 'cancelled'],
    [{ optedOut: true }, { appointment_action: 'cancelled' }, 'cancelled'],
  ])('is our own deeds %j before the words %j (VIO-46)', (deeds, said, outcome) => {
    expect(judged('talked', deeds, said)).toBe(outcome);
  });

  it('is our own deed even where the line broke or a machine is thought to have spoken (VIO-46)', () => {
    expect(judged('platform_fault', { confirmed: true })).toBe('confirmed');
    expect(judged('talked', { moved: true }, {}, true)).toBe('rescheduled');
    expect(judged('unknown', { cancelled: true })).toBe('cancelled');
  });

  it.each<[said: Said, outcome: string]>([
    [{ appointment_action: 'confirmed' }, 'confirmed'],
    [{ customer_response: 'confirmed' }, 'confirmed'],
    [{ appointment_action: 'none', customer_response: 'confirmed' }, 'confirmed'],
    [{ appointment_action: 'cancelled' }, 'cancelled'],
    [{ customer_response: 'cancelled', appointment_action: 'cancelled' }, 'cancelled'],
    [{ appointment_action: 'rescheduled' }, 'wants_reschedule'],
    [{ customer_response: 'reschedule' }, 'wants_reschedule'],
    [{ customer_response: 'unclear' }, 'unclear'],
    [{ appointment_action: 'none' }, 'unclear'],
    [{ customer_response: 'confirmed', appointment_action: 'cancelled' }, 'unclear'],
    [{ do_not_call: true }, 'opted_out'],
    [{ do_not_call: true, customer_response: 'confirmed' }, 'confirmed'],
    [{ do_not_call: true, customer_response: 'confirmed', appointment_action: 'cancelled' }, 'opted_out'],
  ])('is what the analysis heard where nothing was done: %j is "%s" (VIO-46, VIO-83)', (said, outcome) => {
    expect(judged('talked', {}, said)).toBe(outcome);
  });

  it('is what was said before a person took over, we stopped the call, or it broke down', () => {
    for (const end of ['handed_over', 'stopped', 'platform_fault', 'unknown'] as const) {
      expect(judged(end, {}, { customer_response: 'confirmed' })).toBe('confirmed');
    }
  });

  it.each(NEVER_TALKED)('is not what an analysis says of a call that ended in "%s"', (end) => {
    const said = { customer_response: 'confirmed', do_not_call: true };
    expect(judged(end, {}, said)).toBe(judged(end, {}));
    expect(wantsNoMoreCalls({ end, deeds: {}, analysis: analysisOf(said) })).toBe(false);
  });

  it('is a voicemail when a machine spoke, whoever hung up', () => {
    expect(judged('talked', {}, { customer_response: 'confirmed', do_not_call: true }, true)).toBe(
      'voicemail',
    );
  });
});

describe('the wish for no more calls', () => {
  it('is heard whatever came of the appointment', () => {
    const analysis = analysisOf({ do_not_call: true, customer_response: 'confirmed' });
    expect(wantsNoMoreCalls({ end: 'talked', deeds: {}, analysis })).toBe(true);
    expect(wantsNoMoreCalls({ end: 'talked', deeds: { optedOut: true, moved: true } })).toBe(true);
    expect(wantsNoMoreCalls({ end: 'talked', deeds: { moved: true } })).toBe(false);
  });

  it("is no machine's", () => {
    const analysis = analysisOf({ do_not_call: true }, true);
    expect(wantsNoMoreCalls({ end: 'talked', deeds: {}, analysis })).toBe(false);
  });
});

describe('the analysis of a call', () => {
  const analysis = readAnalysis({ in_voicemail: false });

  it.each<{ end: EndClass; deeds?: object; connected?: boolean; awaited: boolean }>([
    { end: 'talked', awaited: true },
    { end: 'handed_over', awaited: true },
    { end: 'platform_fault', awaited: true },
    { end: 'unknown', awaited: true },
    { end: 'unknown', connected: false, awaited: false },
    { end: 'platform_fault', connected: false, awaited: false },
    { end: 'no_answer', awaited: false },
    { end: 'voicemail', awaited: false },
    { end: 'talked', deeds: { confirmed: true }, awaited: false },
    { end: 'talked', deeds: { cancelled: true }, awaited: false },
    { end: 'talked', deeds: { moved: true }, awaited: false },
    { end: 'talked', deeds: { optedOut: true }, awaited: true },
  ])(
    'is waited for where it may still tell what nothing else does: $end $deeds (VIO-83)',
    ({ end, deeds = {}, connected = true, awaited }) => {
      expect(awaitsAnalysis({ end, deeds }, connected)).toBe(awaited);
      expect(awaitsAnalysis({ end, deeds, analysis }, connected)).toBe(false);
    },
  );

  it('tells of a wish to be called back, unless a machine spoke (VIO-83)', () => {
    const asked = (inVoicemail: boolean) =>
      readAnalysis({ in_voicemail: inVoicemail, custom_analysis_data: { callback_requested: true } });
    expect(wantsCallback({ end: 'talked', deeds: {}, analysis: asked(false) })).toBe(true);
    expect(wantsCallback({ end: 'talked', deeds: {}, analysis: asked(true) })).toBe(false);
    expect(wantsCallback({ end: 'talked', deeds: { callbackRequested: true } })).toBe(true);
    expect(wantsCallback({ end: 'talked', deeds: {} })).toBe(false);
  });

  it('tells that somebody has something to do about it, unless a machine spoke or nobody (VIO-83)', () => {
    const analysis = (inVoicemail: boolean) => analysisOf({ follow_up_needed: true }, inVoicemail);
    expect(needsFollowUp({ end: 'talked', deeds: {}, analysis: analysis(false) })).toBe(true);
    expect(needsFollowUp({ end: 'talked', deeds: {}, analysis: analysis(true) })).toBe(false);
    expect(needsFollowUp({ end: 'no_answer', deeds: {}, analysis: analysis(false) })).toBe(false);
    expect(needsFollowUp({ end: 'talked', deeds: {} })).toBe(false);
  });
});
