import { expect, it } from 'vitest';
import { payloadWithoutWords } from '../../../src/domain/reminders/payload-without-words.ts';

it('keeps everything of a call but its words, its recordings and the way into it (VIO-81, VIO-90)', () => {
  const kept = {
    call_id: 'call_1',
    call_status: 'ended',
    disconnection_reason: 'user_hangup',
    duration_ms: 67_000,
    call_analysis: {
      call_successful: true,
      user_sentiment: 'Positive',
      call_summary: 'Kim comes.',
      custom_analysis_data: { quality_score: 0.9, do_not_call: false, concerns: 'parking' },
    },
    call_cost: { combined_cost: 12 },
    metadata: { session_id: 'ses_1' },
  };
  const words = {
    transcript: 'Agent: Hello.',
    transcript_object: [],
    transcript_with_tool_calls: [],
    scrubbed_transcript_with_tool_calls: [],
    recording_url: 'https://recordings.example.test/1.wav',
    recording_multi_channel_url: 'https://recordings.example.test/2.wav',
    scrubbed_recording_url: 'https://recordings.example.test/3.wav',
    scrubbed_recording_multi_channel_url: 'https://recordings.example.test/4.wav',
    public_log_url: 'https://recordings.example.test/log.txt',
    knowledge_base_retrieved_contents_url: 'https://recordings.example.test/kb.txt',
    access_token: 'token',
    retell_llm_dynamic_variables: { first_name: 'Kim' },
    collected_dynamic_variables: { said: 'Kim' },
  };
  expect(payloadWithoutWords({ ...kept, ...words }, { isPrivate: false })).toEqual(kept);
  expect(payloadWithoutWords({ ...kept, ...words }, { isPrivate: true })).toEqual({
    ...kept,
    call_analysis: {
      call_successful: true,
      user_sentiment: 'Positive',
      custom_analysis_data: { quality_score: 0.9, do_not_call: false },
    },
  });
});
