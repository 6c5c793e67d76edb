import type { CallBehaviour } from '../reminder-settings.ts';

/** How the agent behaves in one call, in place of its own settings (VIO-63). Times in milliseconds. */
export interface AgentOverride {
  maxCallMs: number;
  ringMs: number;
  silenceMs: number;
  dataStorage: 'everything' | 'basic_attributes_only';
  /** What is left on a recording, word for word. */
  voicemail: string;
  /** IANA; the provider's own would be Los Angeles. */
  timezone: string;
}

/** What the provider takes (retell.md 5.1); a value beyond may get the call rejected. */
const MAX_CALL_MS = { least: 60_000, most: 7_200_000 };
const RING_MS = { least: 5_000, most: 300_000 };
const LEAST_SILENCE_MS = 10_000;

/**
 * The provider has one switch for recordings and transcripts (retell.md 9 d), so who wants one of them not kept has
 * neither kept. `zone`: the one in which the functions speak.
 */
export function agentOverride(
  { maxSeconds, ringSeconds, silenceSeconds, recording, transcription }: CallBehaviour,
  { voicemail, zone }: { voicemail: string; zone: string },
): AgentOverride {
  return {
    maxCallMs: milliseconds(maxSeconds, MAX_CALL_MS),
    ringMs: milliseconds(ringSeconds, RING_MS),
    silenceMs: milliseconds(silenceSeconds, { least: LEAST_SILENCE_MS, most: MAX_CALL_MS.most }),
    dataStorage: recording && transcription ? 'everything' : 'basic_attributes_only',
    voicemail,
    timezone: zone,
  };
}

function milliseconds(seconds: number, { least, most }: { least: number; most: number }): number {
  return Math.min(Math.max(Math.round(seconds * 1000), least), most);
}
