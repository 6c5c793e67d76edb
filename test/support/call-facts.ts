import type { CallFacts } from '../../src/domain/reminders/words/call-facts.ts';
import type { CallContent, PrivacyRules } from '../../src/domain/reminders/reminder-settings.ts';
import type { Language } from '../../src/platform/language.ts';

export const PRIVATE: PrivacyRules = {
  enabled: true,
  firstNameOnly: true,
  genericWording: true,
  avoidMedicalTerms: true,
  screenInstructions: true,
};

/** A reminder the day before, of a salon in Berlin to a customer there; 14:30 on the wall of both. */
export function callFacts(
  language: Language,
  {
    content,
    privacy,
    ...changes
  }: Partial<Omit<CallFacts, 'settings'>> & {
    content?: Partial<CallContent>;
    privacy?: Partial<PrivacyRules>;
  } = {},
): CallFacts {
  return {
    purpose: 'reminder',
    language,
    now: new Date('2026-11-23T10:00:00Z'),
    customer: { name: 'Max Mustermann', phone: '+491710000012' },
    zone: 'Europe/Berlin',
    appointment: {
      startsAt: new Date('2026-11-24T13:30:00Z'),
      service: 'Haarschnitt',
      minutes: 45,
      staff: 'Anna',
    },
    business: { name: 'Salon Muster', zone: 'Europe/Berlin', openHours: { from: '09:00', until: '18:00' } },
    settings: {
      fromNumber: '+491710000099',
      content: {
        personality: 'professional',
        script: 'generic',
        confirmation: true,
        rescheduling: true,
        cancelling: true,
        specialInstructions: true,
        instructions: 'Bitte kommen Sie pünktlich.',
        location: 'Musterweg 1',
        ...content,
      },
      privacy: { ...PRIVATE, enabled: false, ...privacy },
    },
    ...changes,
  };
}
