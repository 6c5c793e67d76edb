import type { KeyDeed, ReminderWords } from '../reminder-words.ts';
import { clauses, ended, words } from '../spoken-facts.ts';
import { ENGLISH_SPEECH } from './spoken-forms.ts';
import { english } from './wording.ts';

const DEEDS: Record<KeyDeed, string> = {
  confirm: 'to confirm your appointment',
  reschedule: 'to move your appointment',
  cancel: 'to cancel your appointment',
  take_offer: 'to take the time on offer',
  keep: 'to leave everything as it is',
};

const UPCOMING = 'your upcoming appointment';

export const englishReminders: ReminderWords = {
  customer: 'our customer',
  day: 'the agreed day',
  time: 'the agreed time',
  duration: 'the usual time',
  appointmentType: 'appointment',
  provider: 'our team',
  location: 'our address',
  business: 'our office',
  openingHours: 'our usual opening hours',
  callbackNumber: 'the number we are calling from',
  noOffer: 'no other time',
  hours: ({ from, until }) => english.inWindow({ earliest: from, latest: until }),
  upcoming: UPCOMING,
  appointment: (spoken, now) => english.appointment('your appointment', spoken, now),
  bothTimes: (theirs, ours) => `${theirs} your time, which is ${ours} our time`,
  sameZone: "Every time is the customer's local time and ours.",
  otherZone:
    "The customer is in another time zone: the opening hours and every time a function tells are ours, not the customer's.",
  noInstructions: 'There are no special instructions.',
  instructionsWithheld: 'Please call us if you have any questions before your appointment.',
  greetings: { professional: 'Hello', friendly: 'Hi', medical: 'Hello' },
  key: (key, deed) => (deed === undefined ? `Key ${key} does nothing.` : `Press ${key} ${DEEDS[deed]}.`),
  aDate: 'a date',
  aNumber: 'a number',
  plus: ENGLISH_SPEECH.signs.plus,
  voicemail: {
    about: ({ customer, business, when }) =>
      `${opening(customer, business)} ${ended(`We are calling about ${when === undefined ? UPCOMING : `your appointment on ${when}`}`)}`,
    offer: ({ customer, business, offered }) =>
      `${opening(customer, business)} ${ended(`A time has become free that may suit you: ${offered}`)} Please call us back if you would like it.`,
    callBack: 'Hello. Please call us back.',
    number: (number) =>
      number === undefined
        ? 'You can reach us on the number we are calling from.'
        : `You can reach us on ${number}.`,
    thanks: 'Thank you.',
  },
};

function opening(customer: string, business: string): string {
  return `${clauses('Hello', customer, words(business === '' ? '' : 'this is', business))}.`;
}
