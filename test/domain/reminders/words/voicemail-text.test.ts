import { describe, expect, it } from 'vitest';
import { voicemailText } from '../../../../src/domain/reminders/words/voicemail-text.ts';
import { callFacts, PRIVATE } from '../../../support/call-facts.ts';
import { stumblingBlocks } from '../../../support/expect-speakable.ts';

const NUMBER = '0 1 7 1, 0 0 0 0, 0 9 9';

describe('the message left on a recording', () => {
  it('tells of the appointment and the number to call back, by the day rather than "tomorrow" (VIO-93)', () => {
    expect(voicemailText(callFacts('de'))).toBe(
      `Guten Tag, Max Mustermann, hier ist Salon Muster. Es geht um Ihren Termin am Dienstag, den 24. November, um 14 Uhr 30. Sie erreichen uns unter ${NUMBER}. Vielen Dank.`,
    );
    expect(voicemailText(callFacts('en'))).toBe(
      `Hello, Max Mustermann, this is Salon Muster. We are calling about your appointment on Tuesday, November 24th at 2:30 p.m. You can reach us on ${NUMBER}. Thank you.`,
    );
  });

  it('speaks of the upcoming appointment where no time is known (VIO-37, VIO-93)', () => {
    expect(voicemailText(callFacts('de', { appointment: {} }))).toContain(
      'Es geht um Ihren bevorstehenden Termin.',
    );
    expect(voicemailText(callFacts('en', { appointment: {} }))).toContain(
      'We are calling about your upcoming appointment.',
    );
  });

  it('tells of the time that the waitlist offers (VIO-93)', () => {
    const offer = { purpose: 'waitlist', offeredAt: new Date('2026-11-24T08:00:00Z') } as const;
    expect(voicemailText(callFacts('de', offer))).toContain(
      'Es ist eine Zeit frei geworden, die Ihnen passen könnte: Dienstag, den 24. November, um 9 Uhr. Bitte rufen Sie zurück, wenn Sie sie möchten.',
    );
    expect(voicemailText(callFacts('en', offer))).toContain(
      'A time has become free that may suit you: Tuesday, November 24th at 9 a.m. Please call us back if you would like it.',
    );
  });

  it('says in privacy mode only to call back and where (VIO-56, VIO-93)', () => {
    for (const purpose of ['reminder', 'retry', 'clarity', 'waitlist'] as const) {
      expect(voicemailText(callFacts('de', { purpose, privacy: PRIVATE }))).toBe(
        `Guten Tag. Bitte rufen Sie uns zurück. Sie erreichen uns unter ${NUMBER}. Vielen Dank.`,
      );
      expect(voicemailText(callFacts('en', { purpose, privacy: PRIVATE }))).toBe(
        `Hello. Please call us back. You can reach us on ${NUMBER}. Thank you.`,
      );
    }
  });

  it('never says what for or with whom, nor the name of a business that tells it (VIO-58, VIO-93)', () => {
    const facts = callFacts('en', {
      business: { name: 'Example Oncology', zone: 'Europe/Berlin' },
      appointment: { startsAt: new Date('2026-11-24T13:30:00Z'), service: 'Chemotherapy', staff: 'Anna' },
    });
    expect(voicemailText(facts)).not.toMatch(/oncology|chemotherapy|anna/i);
    expect(voicemailText(facts)).toContain('Hello, Max Mustermann. We are calling');
  });

  it('can be spoken as it is, whatever is missing (VIO-93)', () => {
    const unknown = { customer: { name: '', phone: '' }, business: { name: '', zone: '' }, appointment: {} };
    for (const language of ['de', 'en'] as const)
      for (const changes of [{}, unknown, { zone: 'Asia/Tokyo' }, { privacy: PRIVATE }]) {
        const { settings, ...facts } = callFacts(language, changes);
        const { content, privacy } = settings;
        for (const known of [settings, { content, privacy }])
          expect(stumblingBlocks(voicemailText({ ...facts, settings: known }))).toEqual([]);
      }
  });
});
