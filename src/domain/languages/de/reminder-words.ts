import type { KeyDeed, ReminderWords } from '../reminder-words.ts';
import { clauses, words } from '../spoken-facts.ts';
import { GERMAN_SPEECH } from './spoken-forms.ts';
import { german } from './wording.ts';

const DEEDS: Record<KeyDeed, string> = {
  confirm: 'um Ihren Termin zu bestätigen',
  reschedule: 'um Ihren Termin zu verlegen',
  cancel: 'um Ihren Termin abzusagen',
  take_offer: 'um die angebotene Zeit zu nehmen',
  keep: 'um alles zu lassen, wie es ist',
};

export const germanReminders: ReminderWords = {
  customer: 'unsere Kundin oder unser Kunde',
  day: 'der vereinbarte Tag',
  time: 'die vereinbarte Uhrzeit',
  duration: 'die übliche Zeit',
  appointmentType: 'Termin',
  provider: 'unser Team',
  location: 'unsere Adresse',
  business: 'unser Büro',
  openingHours: 'unsere üblichen Öffnungszeiten',
  callbackNumber: 'die Nummer, von der wir anrufen',
  noOffer: 'keine andere Zeit',
  hours: ({ from, until }) => german.inWindow({ earliest: from, latest: until }),
  upcoming: 'Ihr bevorstehender Termin',
  appointment: (spoken, now) => german.appointment('Ihr Termin', spoken, now),
  bothTimes: (theirs, ours) => `${theirs} Ihrer Ortszeit, bei uns ${ours}`,
  sameZone: 'Jede Uhrzeit gilt für die Kundin oder den Kunden wie für uns.',
  otherZone:
    'Die Kundin oder der Kunde ist in einer anderen Zeitzone: Die Öffnungszeiten und jede Uhrzeit aus einer Funktion sind unsere, nicht die dortigen.',
  noInstructions: 'Es gibt keine besonderen Hinweise.',
  instructionsWithheld: 'Bitte rufen Sie uns an, wenn Sie vor Ihrem Termin Fragen haben.',
  greetings: { professional: 'Guten Tag', friendly: 'Hallo', medical: 'Guten Tag' },
  key: (key, deed) =>
    deed === undefined ? `Die Taste ${key} ist nicht belegt.` : `Drücken Sie die ${key}, ${DEEDS[deed]}.`,
  aDate: 'ein Datum',
  aNumber: 'eine Nummer',
  plus: GERMAN_SPEECH.signs.plus,
  voicemail: {
    about: ({ customer, business, when }) =>
      `${opening(customer, business)} Es geht um ${when === undefined ? 'Ihren bevorstehenden Termin' : `Ihren Termin am ${when}`}.`,
    offer: ({ customer, business, offered }) =>
      `${opening(customer, business)} Es ist eine Zeit frei geworden, die Ihnen passen könnte: ${offered}. Bitte rufen Sie zurück, wenn Sie sie möchten.`,
    callBack: 'Guten Tag. Bitte rufen Sie uns zurück.',
    number: (number) =>
      number === undefined
        ? 'Sie erreichen uns unter der Nummer, von der wir anrufen.'
        : `Sie erreichen uns unter ${number}.`,
    thanks: 'Vielen Dank.',
  },
};

function opening(customer: string, business: string): string {
  return `${clauses('Guten Tag', customer, words(business === '' ? '' : 'hier ist', business))}.`;
}
