import type { SpokenAppointment } from '../../platform/outcome.ts';
import type { CallContent } from '../reminders/reminder-settings.ts';
import type { HourSpan } from '../speech/day-hours.ts';
import type { SpokenNow } from './sentence-table.ts';

/** What a key of the telephone stands for. */
export type KeyDeed = 'confirm' | 'reschedule' | 'cancel' | 'take_offer' | 'keep';

/** What one language says in a call that we make. Parts of sentences, save where told otherwise. */
export interface ReminderWords {
  /** Stand for what is not known, or not to be said of somebody's health. */
  customer: string;
  day: string;
  time: string;
  duration: string;
  appointmentType: string;
  provider: string;
  location: string;
  business: string;
  openingHours: string;
  callbackNumber: string;
  noOffer: string;
  /** "between 9 a.m. and 6 p.m." */
  hours: (span: HourSpan) => string;
  /** An appointment without a time (VIO-37). */
  upcoming: string;
  /** "your appointment for Haircut with Anna tomorrow, Tuesday, November 24th, at 2:30 p.m." */
  appointment: (spoken: SpokenAppointment, now: SpokenNow) => string;
  /** One moment in the customer's zone and in ours. */
  bothTimes: (theirs: string, ours: string) => string;
  /** Sentences to the agent: whether the times it is told by its functions are the customer's as well. */
  sameZone: string;
  otherZone: string;
  /** Sentences. */
  noInstructions: string;
  instructionsWithheld: string;
  greetings: Record<CallContent['personality'], string>;
  /** A sentence for each key; without a deed the key does nothing. */
  key: (key: number, deed?: KeyDeed) => string;
  /** Stand for what was taken out of a text. */
  aDate: string;
  aNumber: string;
  plus: string;
  /**
   * Sentences of a message left on a recording. It may be heard days later, so no day is "tomorrow" there. Absent
   * `when`: "upcoming"; absent `number`: the one we call from.
   */
  voicemail: {
    about: (facts: { customer: string; business: string; when: string | undefined }) => string;
    offer: (facts: { customer: string; business: string; offered: string }) => string;
    /** All of the message where nothing may be told. */
    callBack: string;
    number: (number: string | undefined) => string;
    thanks: string;
  };
}
