import { describe, expect, it } from 'vitest';
import { agentOverride } from '../../../../src/domain/reminders/words/agent-override.ts';
import type { CallBehaviour } from '../../../../src/domain/reminders/reminder-settings.ts';

const USUAL: CallBehaviour = {
  maxSeconds: 300,
  ringSeconds: 30,
  silenceSeconds: 10,
  recording: true,
  transcription: true,
};

function overrideOf(changes: Partial<CallBehaviour>) {
  return agentOverride(
    { ...USUAL, ...changes },
    { voicemail: 'Please call us back.', zone: 'Europe/London' },
  );
}

describe('the settings of one call', () => {
  it("are the owner's, with the message for a recording and the zone of the business (VIO-63, VIO-64)", () => {
    expect(overrideOf({})).toEqual({
      maxCallMs: 300_000,
      ringMs: 30_000,
      silenceMs: 10_000,
      dataStorage: 'everything',
      voicemail: 'Please call us back.',
      timezone: 'Europe/London',
    });
  });

  it.each([
    [{ maxSeconds: 1 }, { maxCallMs: 60_000 }],
    [{ maxSeconds: 10_000 }, { maxCallMs: 7_200_000 }],
    [{ ringSeconds: 1 }, { ringMs: 5_000 }],
    [{ ringSeconds: 1_000 }, { ringMs: 300_000 }],
    [{ silenceSeconds: 2 }, { silenceMs: 10_000 }],
    [{ silenceSeconds: 10_000 }, { silenceMs: 7_200_000 }],
    [{ silenceSeconds: 10.0004 }, { silenceMs: 10_000 }],
  ])('with %j stay within what the provider takes (VIO-64)', (changes, expected) => {
    expect(overrideOf(changes)).toMatchObject(expected);
  });

  it.each([
    [true, true, 'everything'],
    [false, true, 'basic_attributes_only'],
    [true, false, 'basic_attributes_only'],
    [false, false, 'basic_attributes_only'],
  ])(
    'keep nothing where recording (%s) or transcription (%s) is off: %s (VIO-64)',
    (recording, transcription, dataStorage) => {
      expect(overrideOf({ recording, transcription })).toMatchObject({ dataStorage });
    },
  );
});
