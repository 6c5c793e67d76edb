import { describe, expect, it } from 'vitest';
import { readAnalysis } from '../../../src/domain/reminders/read-analysis.ts';

const NOTHING_SAID = {
  questions: [],
  concerns: [],
  callbackRequested: false,
  followUpNeeded: false,
  doNotCall: false,
  inVoicemail: false,
};

function custom(fields: Record<string, unknown>): ReturnType<typeof readAnalysis> {
  return readAnalysis({ custom_analysis_data: fields });
}

describe('the analysis of a call', () => {
  it('is read with all that it says (VIO-83)', () => {
    expect(
      readAnalysis({
        call_summary: ' The customer confirmed. ',
        user_sentiment: 'Positive',
        call_successful: true,
        in_voicemail: false,
        custom_analysis_data: {
          appointment_action: 'confirmed',
          customer_response: 'confirmed',
          quality_score: 0.92,
          engagement: 'high',
          questions: 'Where can I park?; What shall I bring?',
          concerns: ['The price', ' '],
          callback_requested: true,
          follow_up_needed: true,
          do_not_call: false,
          interruptions: 2,
        },
      }),
    ).toEqual({
      customerResponse: 'confirmed',
      appointmentAction: 'confirmed',
      sentiment: 'positive',
      engagement: 'high',
      qualityScore: 0.92,
      questions: ['Where can I park?', 'What shall I bring?'],
      concerns: ['The price'],
      callbackRequested: true,
      followUpNeeded: true,
      doNotCall: false,
      interruptions: 2,
      inVoicemail: false,
      isSuccessful: true,
      summary: 'The customer confirmed.',
    });
  });

  it.each([
    undefined,
    null,
    'confirmed',
    7,
    [],
    {},
    { custom_analysis_data: null },
    { user_sentiment: 'Unknown' },
  ])('that is %j says nothing (VIO-83)', (analysis) => {
    expect(readAnalysis(analysis)).toEqual(NOTHING_SAID);
  });

  it('counts what is of a wrong type as not said (VIO-83)', () => {
    expect(
      readAnalysis({
        call_summary: 5,
        user_sentiment: ['Positive'],
        call_successful: 'true',
        in_voicemail: 'yes',
        custom_analysis_data: {
          appointment_action: true,
          customer_response: 'perhaps',
          quality_score: '0.9',
          engagement: 3,
          questions: 7,
          concerns: [1, null, {}],
          callback_requested: 1,
          follow_up_needed: 'perhaps',
          do_not_call: {},
          interruptions: -1,
        },
      }),
    ).toEqual(NOTHING_SAID);
  });

  it.each([
    ['Confirmed', 'confirmed'],
    ['bestätigt', 'confirmed'],
    ['canceled', 'cancelled'],
    ['Abgesagt', 'cancelled'],
    ['wants_to_reschedule', 'reschedule'],
    ['verschieben', 'reschedule'],
    ['unklar', 'unclear'],
  ])('takes the response "%s" for "%s" (VIO-83)', (word, meaning) => {
    expect(custom({ customer_response: word }).customerResponse).toBe(meaning);
  });

  it.each([
    ['BESTAETIGT', 'confirmed'],
    ['storniert', 'cancelled'],
    ['reschedule', 'rescheduled'],
    ['keine', 'none'],
  ])('takes the action "%s" for "%s" (VIO-83)', (word, meaning) => {
    expect(custom({ appointment_action: word }).appointmentAction).toBe(meaning);
  });

  it('hears the wish for no more calls under either name, in words as well', () => {
    expect(custom({ do_not_call: true }).doNotCall).toBe(true);
    expect(custom({ opt_out: true }).doNotCall).toBe(true);
    expect(custom({ do_not_call: 'Ja' }).doNotCall).toBe(true);
    expect(custom({ do_not_call: 'nein', opt_out: 'false' }).doNotCall).toBe(false);
  });

  it.each([
    [{ call_successful: true }, 1],
    [{ call_successful: false, user_sentiment: 'Neutral' }, 0.25],
    [
      { call_successful: true, user_sentiment: 'Neutral', custom_analysis_data: { engagement: 'hoch' } },
      0.83,
    ],
    [{ user_sentiment: 'Negative' }, 0],
    [{ call_successful: true, custom_analysis_data: { quality_score: 92 } }, 1],
    [{ call_successful: true, user_sentiment: 'Positive', in_voicemail: true }, undefined],
  ])('of %j has a quality of %s where it gives none (VIO-83)', (analysis, quality) => {
    expect(readAnalysis(analysis).qualityScore).toBe(quality);
  });

  it('is kept short whatever comes', () => {
    const { questions, summary } = readAnalysis({
      call_summary: 'x'.repeat(10_000),
      custom_analysis_data: { questions: Array.from({ length: 100 }, () => '🦷'.repeat(1000) + 'x') },
    });
    expect(summary).toHaveLength(2000);
    expect(questions).toHaveLength(20);
    expect(questions[0]).toHaveLength(300);
    expect(custom({ questions: 'x' + '🦷'.repeat(1000) }).questions[0]?.isWellFormed()).toBe(true);
  });
});
