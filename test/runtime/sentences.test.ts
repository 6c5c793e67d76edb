import { describe, expect, it } from 'vitest';
import type { FaultCode } from '../../src/platform/fault.ts';
import { done, refused, say } from '../../src/platform/outcome.ts';
import type { Language } from '../../src/platform/language.ts';
import type {
  Outcome,
  Phrase,
  PhraseFacts,
  Reason,
  ReasonFacts,
  SpokenReading,
} from '../../src/platform/outcome.ts';
import { offersCallback, speakFault, speakOutcome, speakPending } from '../../src/runtime/sentences.ts';
import { stumblingBlocks } from '../support/expect-speakable.ts';
import { FAULT_CODES, PHRASE_SAMPLES, REASON_SAMPLES, TODAY } from './sentence-samples.ts';

const LANGUAGES: Language[] = ['de', 'en'];
const PHRASES = Object.keys(PHRASE_SAMPLES).filter((key): key is Phrase => key in PHRASE_SAMPLES);
const REASONS = Object.keys(REASON_SAMPLES).filter((key): key is Reason => key in REASON_SAMPLES);
const CODES = Object.keys(FAULT_CODES).filter((key): key is FaultCode => key in FAULT_CODES);

function phraseOutcomes<P extends Phrase>(phrase: P): Outcome[] {
  return PHRASE_SAMPLES[phrase].flatMap((facts) => {
    const outcome = done(undefined, say(phrase, facts));
    return [outcome, { ...outcome, askedBefore: true }];
  });
}

function reasonOutcomes<R extends Reason>(reason: R): Outcome[] {
  return REASON_SAMPLES[reason].map((facts) => refused(reason, facts));
}

function said<P extends Phrase>(phrase: P, facts: PhraseFacts[P], language: Language = 'de'): string {
  return speakOutcome(done(undefined, say(phrase, facts)), language, TODAY);
}

function saidNo<R extends Reason>(reason: R, facts: ReasonFacts[R], language: Language = 'de'): string {
  return speakOutcome(refused(reason, facts), language, TODAY);
}

const nine = { date: '2026-11-24', time: '09:00' };
const haircut = { ...nine, service: 'Herrenhaarschnitt', staff: 'Anna' };
const shave = { date: '2026-11-25', time: '10:30', service: 'Rasur' };

describe.each(LANGUAGES)('sentences in %s', (language) => {
  it.each(PHRASES)('can be spoken for %s, whatever the facts (ASK-08)', (phrase) => {
    const outcomes = phraseOutcomes(phrase);
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.flatMap((outcome) => stumblingBlocks(speakOutcome(outcome, language, TODAY)))).toEqual(
      [],
    );
  });

  it.each(REASONS)('can be spoken for the refusal %s, whatever the facts (ASK-41)', (reason) => {
    const outcomes = reasonOutcomes(reason);
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.flatMap((outcome) => stumblingBlocks(speakOutcome(outcome, language, TODAY)))).toEqual(
      [],
    );
  });

  it.each(REASONS)('let the call go on after the refusal %s: they ask or invite', (reason) => {
    for (const outcome of reasonOutcomes(reason))
      expect(speakOutcome(outcome, language, TODAY)).toMatch(/\?$|Nennen Sie mir|Please tell me/);
  });

  it.each(CODES)('can be spoken for the fault %s and say nothing technical (ASK-41)', (code) => {
    const sentence = speakFault(code, language);
    expect(stumblingBlocks(sentence)).toEqual([]);
    expect(sentence).not.toMatch(/error|fehler|server|system|database|datenbank|timeout|cal\.?com|http|\d/i);
  });

  it.each(CODES.filter((code) => code !== 'unreadable_request' && code !== 'unknown_tenant'))(
    'offer a callback after the fault %s (ASK-41)',
    (code) => {
      expect(speakFault(code, language)).toMatch(/(Rückruf|callback) .*\?$/);
    },
  );

  it('can be spoken while a write goes on', () => {
    expect(stumblingBlocks(speakPending(language))).toEqual([]);
  });

  it('say the same of an unknown appointment as of a stranger who asks for a known one', () => {
    for (const facts of REASON_SAMPLES.identity_unproven) {
      expect(saidNo('appointment_not_found', facts, language)).toBe(
        saidNo('identity_unproven', facts, language),
      );
    }
  });
});

describe('German sentences', () => {
  it('name the first three free times and that there are more (ASK-08)', () => {
    const day = { date: '2026-11-24', service: 'Herrenhaarschnitt' };
    expect(said('slots_on_day', { ...day, times: ['09:00', '09:45', '10:30'] })).toBe(
      'Am Dienstag, den 24. November, sind noch frei: 9 Uhr, 9 Uhr 45 und 10 Uhr 30. Was passt Ihnen?',
    );
    expect(said('slots_on_day', { ...day, times: ['09:00', '09:45', '10:30', '11:15'] })).toBe(
      'Am Dienstag, den 24. November, sind noch frei: 9 Uhr, 9 Uhr 45, 10 Uhr 30 und weitere. Was passt Ihnen?',
    );
    expect(said('slots_on_day', { ...day, times: ['09:00'] })).toBe(
      'Am Dienstag, den 24. November, ist noch 9 Uhr frei. Passt Ihnen das?',
    );
    expect(said('slots_on_day', { ...day, times: [] })).toBe(
      'Am Dienstag, den 24. November, ist leider nichts frei. Soll ich an einem anderen Tag nachsehen?',
    );
  });

  it('say today and tomorrow with the full day, and the year only where it is another one', () => {
    const free = (date: string) => said('slot_free', { date, time: '14:30', service: '' });
    expect(free(TODAY)).toContain('Der Termin heute, Freitag, den 20. November, um 14 Uhr 30 ist noch frei.');
    expect(free('2026-11-21')).toContain('morgen, Samstag, den 21. November, um');
    expect(free('2026-11-22')).toContain('am Sonntag, den 22. November, um');
    expect(free('2027-01-04')).toContain('am Montag, den 4. Januar 2027, um');
  });

  it('offer other times together with the refusal of a taken one (ASK-10)', () => {
    const alternatives = [
      { date: '2026-11-24', time: '09:45' },
      { date: '2026-11-24', time: '10:30' },
      { date: '2026-11-25', time: '09:00' },
      { date: '2026-11-26', time: '09:00' },
    ];
    const sentence =
      'Der Termin am Dienstag, den 24. November, um 9 Uhr ist leider nicht frei. ' +
      'Möglich wäre es am selben Tag um 9 Uhr 45 oder 10 Uhr 30 oder am Mittwoch, den 25. November, um 9 Uhr. ' +
      'Was davon passt Ihnen?';
    const facts = { ...nine, service: 'Herrenhaarschnitt', alternatives };
    expect(said('slot_taken_with_alternatives', facts)).toBe(sentence);
    expect(saidNo('slot_taken', facts)).toBe(sentence);
    expect(saidNo('slot_taken', { ...facts, alternatives: [] })).toBe(
      'Der Termin am Dienstag, den 24. November, um 9 Uhr ist leider nicht frei. Soll ich an einem anderen Tag nachsehen?',
    );
  });

  it('read a booking back before it is made (ASK-16)', () => {
    expect(said('booking_offered', { ...haircut, name: 'Max Mustermann', minutes: 45 })).toBe(
      'Ich fasse zusammen: Herrenhaarschnitt bei Anna am Dienstag, den 24. November, um 9 Uhr, auf den Namen Max Mustermann. Darf ich das so verbindlich buchen?',
    );
    const email = 'max.mustermann@t-online.de';
    expect(said('booking_offered', { ...haircut, name: 'Max Mustermann', minutes: 45, email })).toMatch(
      /auf den Namen Max Mustermann\. Die Bestätigung geht an max Punkt mustermann at t Minus online Punkt de\. Darf ich/,
    );
  });

  it('confirm a booking with its code, digit by digit (ASK-23)', () => {
    expect(said('booked', { ...haircut, name: 'Max Mustermann', code: '47110815' })).toBe(
      'Ihr Termin ist gebucht: Herrenhaarschnitt bei Anna am Dienstag, den 24. November, um 9 Uhr, auf den Namen Max Mustermann. Ihr Buchungscode lautet 4 7 1 1, 0 8 1 5.',
    );
  });

  it('do not call a request a booking', () => {
    const requested = said('booking_requested', { ...haircut, name: 'Max Mustermann' });
    expect(requested).not.toMatch(/gebucht/);
    expect(requested).toMatch(/angefragt.*noch bestätigt werden\.$/);
  });

  it('name the deadline and offer a callback when it is too late to cancel (ASK-31, ASK-69)', () => {
    expect(saidNo('too_late_to_cancel', { hours: 24, appointment: haircut })).toBe(
      'Ihren Termin für Herrenhaarschnitt bei Anna am Dienstag, den 24. November, um 9 Uhr kann ich leider nicht mehr absagen, das geht nur bis 24 Stunden vorher. Soll ich einen Rückruf für Sie notieren?',
    );
  });

  it('offer a callback when the calendar cannot be reached, once (ASK-69)', () => {
    const sentence =
      'Ich kann im Moment leider nicht in den Kalender sehen. Soll ich einen Rückruf für Sie notieren?';
    const refusal = refused('calendar_unreachable', {});
    expect(speakOutcome(refusal, 'de', TODAY)).toBe(sentence);
    expect(speakOutcome({ ...refusal, offerCallback: true }, 'de', TODAY)).toBe(sentence);
    expect(offersCallback(refusal)).toBe(true);
  });

  it('put the offer of a callback behind a question as its other half (ASK-69)', () => {
    const refusal = refused('date_unclear', {});
    expect(offersCallback(refusal)).toBe(false);
    expect(offersCallback({ ...refusal, offerCallback: true })).toBe(true);
    expect(speakOutcome({ ...refusal, offerCallback: true }, 'de', TODAY)).toBe(
      'Den Tag habe ich leider nicht verstanden. An welchem Datum soll es sein? Oder soll ich einen Rückruf für Sie notieren?',
    );
  });

  it('say first that times from a stale copy may be out of date (ASK-68)', () => {
    const outcome = done(undefined, say('slot_free', { ...nine, service: 'Herrenhaarschnitt' }));
    const sentence =
      'Der Termin für Herrenhaarschnitt am Dienstag, den 24. November, um 9 Uhr ist noch frei. Möchten Sie ihn buchen?';
    expect(speakOutcome(outcome, 'de', TODAY)).toBe(sentence);
    expect(speakOutcome({ ...outcome, stale: true }, 'de', TODAY)).toBe(
      `Mein Stand ist gerade vielleicht nicht ganz aktuell. ${sentence}`,
    );
  });

  it('list what there is when a service is unknown (ASK-38)', () => {
    expect(saidNo('service_unknown', { services: ['Herrenhaarschnitt', 'Färben'] })).toBe(
      'Diese Leistung finde ich bei uns leider nicht. Wir bieten an: Herrenhaarschnitt und Färben. Welche Leistung möchten Sie buchen?',
    );
  });

  it('ask which of several appointments is meant', () => {
    expect(saidNo('several_appointments', { appointments: [haircut, shave] })).toBe(
      'Um welchen Termin geht es: Herrenhaarschnitt am Dienstag, den 24. November, um 9 Uhr oder Rasur am Mittwoch, den 25. November, um 10 Uhr 30?',
    );
  });

  it('ask for the day first where days and times are open, and name three at most (ASK-11)', () => {
    const walls = ['2026-11-20', '2026-11-27', '2026-12-04', '2026-12-11'].flatMap((date) =>
      ['03:00', '15:00'].map((time): SpokenReading => ({ kind: 'at', from: { date, time }, until: {} })),
    );
    expect(said('moment_ambiguous', { candidates: walls })).toBe(
      'Meinen Sie heute, Freitag, den 20. November, Freitag, den 27. November oder Freitag, den 4. Dezember?',
    );
    expect(said('moment_ambiguous', { candidates: walls.slice(0, 2) })).toBe(
      'Meinen Sie heute, Freitag, den 20. November, um 3 Uhr oder 15 Uhr?',
    );
  });

  it('read spans of time to choose from as they are read back (ASK-32)', () => {
    const endOfDay: SpokenReading[] = [
      { kind: 'between', from: { date: '2026-11-24', time: '19:00' }, until: { time: '21:00' } },
      { kind: 'at', from: { date: '2026-11-24', time: '23:59' }, until: {} },
    ];
    expect(said('moment_ambiguous', { candidates: endOfDay })).toBe(
      'Meinen Sie am Dienstag, den 24. November, zwischen 19 Uhr und 21 Uhr oder am Dienstag, den 24. November, um 23 Uhr 59?',
    );
  });

  it('name the first of the two hours in the night of the clock change', () => {
    const twice: SpokenReading = {
      kind: 'at',
      from: { date: '2027-10-31', time: '02:30' },
      until: {},
      beforeClockChange: true,
    };
    expect(said('moment_understood', twice)).toBe(
      'Verstanden, am Sonntag, den 31. Oktober 2027, um 2 Uhr 30 vor der Zeitumstellung.',
    );
  });

  it('say what was understood, bounds included (ASK-32)', () => {
    const understood = (facts: PhraseFacts['moment_understood']) => said('moment_understood', facts);
    expect(understood({ kind: 'at', from: nine, until: {} })).toBe(
      'Verstanden, am Dienstag, den 24. November, um 9 Uhr.',
    );
    expect(understood({ kind: 'from', from: { time: '15:00' }, until: {} })).toBe('Verstanden, ab 15 Uhr.');
    expect(understood({ kind: 'until', from: { date: '2026-11-21' }, until: { time: '11:00' } })).toBe(
      'Verstanden, morgen, Samstag, den 21. November, bis 11 Uhr.',
    );
    expect(understood({ kind: 'between', from: { date: '2026-11-23' }, until: { date: '2026-11-27' } })).toBe(
      'Verstanden, von Montag, dem 23. November, bis Freitag, den 27. November.',
    );
    const daily: SpokenReading = {
      kind: 'between',
      from: { date: '2026-11-23', time: '09:00' },
      until: { date: '2026-11-27', time: '12:00' },
    };
    expect(understood(daily)).toBe(
      'Verstanden, von Montag, dem 23. November, bis Freitag, den 27. November, zwischen 9 Uhr und 12 Uhr.',
    );
    expect(understood({ kind: 'until', from: {}, until: nine })).toBe(
      'Verstanden, bis Dienstag, den 24. November, um 9 Uhr.',
    );
    expect(understood({ kind: 'between', from: nine, until: { time: '12:00' } })).toBe(
      'Verstanden, am Dienstag, den 24. November, zwischen 9 Uhr und 12 Uhr.',
    );
  });

  it('repeat a wish for a callback only where it can be spoken, and promise no time (ASK-34)', () => {
    expect(said('callback_noted', { bestTime: 'morgen Nachmittag.' })).toContain(
      'als Wunschzeit steht dabei morgen Nachmittag.',
    );
    expect(said('callback_noted', { bestTime: 'ab 15:30' })).toBe(said('callback_noted', {}));
    expect(said('callback_noted', { bestTime: '2026-11-24 um 9' })).toBe(said('callback_noted', {}));
  });
});

describe('English sentences', () => {
  it('say days and times the English way', () => {
    const day = { date: '2026-11-24', service: 'haircut' };
    expect(said('slots_on_day', { ...day, times: ['09:00', '12:00', '14:30', '15:00'] }, 'en')).toBe(
      'On Tuesday, November 24th, these times are still free: 9 a.m., noon, 2:30 p.m. and more. Which would suit you?',
    );
    expect(said('booking_offered', { ...haircut, name: 'Max Mustermann', minutes: 45 }, 'en')).toBe(
      'Let me sum up: Herrenhaarschnitt with Anna on Tuesday, November 24th, at 9 a.m., in the name of Max Mustermann. Shall I book that for you now?',
    );
  });

  it('end with one full stop after a time that brings its own', () => {
    expect(said('moment_understood', { kind: 'at', from: nine, until: {} }, 'en')).toBe(
      'Understood, on Tuesday, November 24th, at 9 a.m.',
    );
    expect(said('moment_understood', { kind: 'at', from: { time: '12:00' }, until: {} }, 'en')).toBe(
      'Understood, at noon.',
    );
  });

  it('name the deadline and offer a callback when it is too late to move (ASK-31, ASK-69)', () => {
    expect(saidNo('too_late_to_reschedule', { hours: 24, appointment: haircut }, 'en')).toBe(
      "I'm afraid I can no longer move your appointment for Herrenhaarschnitt with Anna on Tuesday, November 24th, at 9 a.m., since that is only possible up to 24 hours before. Shall I note down a callback for you?",
    );
  });
});
