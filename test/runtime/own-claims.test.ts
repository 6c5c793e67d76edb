import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { agentUtterances } from '../../src/domain/speech/agent-utterances.ts';
import { readClaims } from '../../src/domain/speech/read-claims.ts';
import type { Claim } from '../../src/domain/speech/read-claims.ts';
import type { FaultCode } from '../../src/platform/fault.ts';
import { done, refused, say } from '../../src/platform/outcome.ts';
import type { Language } from '../../src/platform/language.ts';
import type { Outcome, Phrase, PhraseFacts, Reason, ReasonFacts } from '../../src/platform/outcome.ts';
import { speakFault, speakOutcome, speakPending } from '../../src/runtime/sentences.ts';
import { FAULT_CODES, PHRASE_SAMPLES, REASON_SAMPLES, TODAY } from './sentence-samples.ts';

const LOCALES: Record<Language, string> = { de: 'de-DE', en: 'en-US' };
const LANGUAGES: Language[] = ['de', 'en'];
const PHRASES = Object.keys(PHRASE_SAMPLES).filter((key): key is Phrase => key in PHRASE_SAMPLES);
const REASONS = Object.keys(REASON_SAMPLES).filter((key): key is Reason => key in REASON_SAMPLES);
const CODES = Object.keys(FAULT_CODES).filter((key): key is FaultCode => key in FAULT_CODES);
const DEEDS: Partial<Record<Phrase, Claim['deed']>> = {
  booked: 'booked',
  cancelled: 'cancelled',
  moved: 'moved',
};
/** They tell how things stand, with the day and the time. */
const STATES: Partial<Record<Reason, Claim['deed']>> = {
  already_booked: 'booked',
  already_cancelled: 'cancelled',
  appointment_moved: 'moved',
};

function claimsIn(said: string, language: Language): Claim[] {
  return readClaims([said], {
    now: new Date(`${TODAY}T09:00:00Z`),
    zone: 'Europe/Berlin',
    locale: LOCALES[language],
  });
}

function outcomesOf<P extends Phrase>(phrase: P): { outcome: Outcome; facts: PhraseFacts[P] }[] {
  return PHRASE_SAMPLES[phrase].map((facts) => ({ outcome: done(undefined, say(phrase, facts)), facts }));
}

function refusalsOf<R extends Reason>(reason: R): { outcome: Outcome; facts: ReasonFacts[R] }[] {
  return REASON_SAMPLES[reason].map((facts) => ({ outcome: refused(reason, facts), facts }));
}

describe.each(LANGUAGES)('our own sentences in %s', (language) => {
  it.each(PHRASES)('claim what was done and nothing else: %s', (phrase) => {
    for (const { outcome } of outcomesOf(phrase)) {
      const claims = claimsIn(speakOutcome(outcome, language, TODAY), language);
      const deed = DEEDS[phrase];
      expect(claims.map((claim) => claim.deed)).toEqual(deed === undefined ? [] : [deed]);
    }
  });

  it.each(REASONS)('claim no deed where they refuse: %s', (reason) => {
    for (const { outcome } of refusalsOf(reason)) {
      const claims = claimsIn(speakOutcome(outcome, language, TODAY), language);
      const state = STATES[reason];
      for (const claim of claims) expect(claim).toMatchObject({ deed: state, isState: true });
    }
  });

  it('claim no deed where something broke or goes on', () => {
    const said = [...CODES.map((code) => speakFault(code, language)), speakPending(language)];
    expect(said.flatMap((sentence) => claimsIn(sentence, language))).toEqual([]);
  });

  it('tell day and time so that they are understood again', () => {
    // A service that is named after a time of day speaks of two.
    const named = outcomesOf('booked').filter(({ facts }) => !/\d/.test(facts.service));
    for (const { outcome, facts } of named) {
      const [claim] = claimsIn(speakOutcome(outcome, language, TODAY), language);
      const { date, time } = facts;
      for (const moment of claim?.when ?? []) expect({ date, time, ...moment }).toEqual({ date, time });
    }
    for (const { outcome, facts } of outcomesOf('moved').filter(
      ({ facts: { to } }) => !/\d/.test(to.service),
    )) {
      const [claim] = claimsIn(speakOutcome(outcome, language, TODAY), language);
      const { date, time } = facts.to;
      for (const moment of claim?.when ?? []) expect({ date, time, ...moment }).toEqual({ date, time });
    }
  });
});

describe('recorded calls', () => {
  const folder = new URL('../fixtures/calls/', import.meta.url);
  const deeds = readdirSync(folder)
    .toSorted()
    .map((file) => {
      const call: { transcript: string; start_timestamp: number } = JSON.parse(
        readFileSync(new URL(file, folder), 'utf8'),
      );
      const context = { now: new Date(call.start_timestamp), zone: 'Europe/Berlin', locale: 'de-DE' };
      return readClaims(agentUtterances(call.transcript), context).map(({ deed, when }) => [deed, ...when]);
    });

  it('claim what their agents did, once each', () => {
    expect(deeds).toEqual([
      [['booked', { date: '2026-11-26', time: '15:30' }]],
      [['booked', { date: '2026-11-25', time: '10:30' }]],
      [['moved', { date: '2026-11-27', time: '11:00' }]],
      [],
      [['booked', { date: '2026-12-02', time: '09:20' }]],
      [['cancelled', { date: '2026-11-25', time: '10:30' }]],
      [['booked', { date: '2026-12-04', time: '09:00' }]],
    ]);
  });
});
