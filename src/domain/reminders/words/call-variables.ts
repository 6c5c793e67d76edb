import { foldText } from '../../fold-text.ts';
import type { ReminderWords } from '../../languages/reminder-words.ts';
import { clauses, spokenName } from '../../languages/spoken-facts.ts';
import { speakMinutes } from '../../speech/speak.ts';
import type { CallFacts } from './call-facts.ts';
import { keySentences } from './call-keys.ts';
import type { Urgency } from '../call-outcome.ts';
import { reminderWordsOf } from './reminder-words-of.ts';
import { tellsOfHealth } from './screen-health-words.ts';
import { cutText, plainText, screenedText, wordsOfName } from './screen-text.ts';
import type { Hidden } from './screen-text.ts';
import { isOtherClock, spokenMoment } from './spoken-moment.ts';
import { familyNames, namesOf } from './spoken-names.ts';
import { spokenWhat } from './spoken-what.ts';
import { spokenNumber } from './spoken-number.ts';
import { voicemailText } from './voicemail-text.ts';

const HOUR_MS = 3_600_000;
/** Hours to the appointment from which on there is less hurry. */
const SOON_HOURS = 6;
const FAR_HOURS = 48;

/**
 * What the agent of one call knows before its first word (VIO-53, VIO-63). Every variable is always there with a text
 * to be said: an unset one would be read out with its braces (retell.md 4). Texts are in the call's language; switches
 * are `true` and `false`; `purpose`, `personality`, `script` and `urgency` are words for the prompt to go by.
 */
export function callVariables(facts: CallFacts): Record<string, string> {
  const { content, privacy } = facts.settings;
  const words = reminderWordsOf(facts.language);
  return {
    ...whoVariables(facts, words),
    ...whenVariables(facts, words),
    ...whatVariables(facts, words),
    ...businessVariables(facts, words),
    ...keySentences(facts.purpose, content, words),
    special_instructions: instructions(facts, words),
    voicemail_message: voicemailText(facts),
    purpose: facts.purpose,
    urgency: urgencyOf(facts),
    personality: content.personality,
    script: content.script,
    confirmation_enabled: String(content.confirmation),
    rescheduling_enabled: String(content.rescheduling),
    cancelling_enabled: String(content.cancelling),
    hipaa: String(privacy.enabled),
  };
}

function whoVariables({ customer, settings }: CallFacts, words: ReminderWords) {
  const { full, preferred } = namesOf(customer, settings.privacy);
  return {
    customer_name: full || words.customer,
    preferred_name: preferred || words.customer,
    greeting: clauses(words.greetings[settings.content.personality], preferred),
  };
}

function whenVariables(facts: CallFacts, words: ReminderWords) {
  const listening = { ...facts, words, ownZone: facts.business.zone };
  const moment = spokenMoment(facts.appointment.startsAt, listening);
  const isElsewhere = isOtherClock(facts.appointment.startsAt ?? facts.offeredAt ?? facts.now, listening);
  return {
    appointment_date: moment?.day ?? words.day,
    appointment_weekday: moment?.weekday ?? words.day,
    appointment_time: moment?.time ?? words.time,
    appointment_when: moment?.when ?? words.upcoming,
    appointment: moment?.appointment(whatOf(facts)) ?? words.upcoming,
    offered_when: spokenMoment(facts.offeredAt, listening)?.when ?? words.noOffer,
    time_zone_note: isElsewhere ? words.otherZone : words.sameZone,
  };
}

function whatVariables(facts: CallFacts, words: ReminderWords) {
  const { minutes } = facts.appointment;
  const { service, staff } = whatOf(facts);
  const isTold = minutes !== undefined && minutes > 0;
  return {
    appointment_type: service || words.appointmentType,
    appointment_minutes: isTold ? speakMinutes(minutes, facts.language) : words.duration,
    provider_name: staff || words.provider,
  };
}

/** Empty where it is not known or not to be said. */
function whatOf({ appointment, settings: { privacy } }: CallFacts): { service: string; staff: string } {
  const { service = '', staff = '' } = appointment;
  const what = spokenWhat({ service, staff }, privacy);
  return { service: spokenName(what.service), staff: spokenName(what.staff ?? '') };
}

function businessVariables(facts: CallFacts, words: ReminderWords) {
  const { business, customer, settings } = facts;
  const { content, privacy, fromNumber } = settings;
  const avoids = privacy.enabled && privacy.avoidMedicalTerms;
  // Who rings has to say so: a name is left out for its illnesses only, not for the doctor's name in it.
  const name = avoids && tellsOfHealth(business.name) ? '' : spokenName(business.name);
  const place = plainText(content.location);
  const location = avoids ? screenedText(place, hiddenOf(facts), words) : place;
  const number = spokenNumber(content.callbackNumber ?? fromNumber ?? '', customer.phone, words.plus);
  return {
    business_name: name || words.business,
    business_phone: number ?? words.callbackNumber,
    callback_number: number ?? words.callbackNumber,
    business_hours: business.openHours === undefined ? words.openingHours : words.hours(business.openHours),
    location: cutText(location ?? '') || words.location,
  };
}

/** VIO-55. What may not be said is replaced as a whole, whatever stands beside it. */
function instructions(facts: CallFacts, words: ReminderWords): string {
  const { content, privacy } = facts.settings;
  const text = content.specialInstructions ? plainText(content.instructions) : '';
  if (text === '') return words.noInstructions;
  const isScreened = privacy.enabled && privacy.screenInstructions;
  const said = isScreened ? screenedText(text, hiddenOf(facts), words) : text;
  return cutText(said ?? words.instructionsWithheld);
}

function hiddenOf({ customer, appointment: { staff = '', service = '' } }: CallFacts): Hidden {
  return { people: [...familyNames(customer.name), ...wordsOfName(staff)], service: foldText(service) };
}

function urgencyOf({ appointment: { startsAt }, now }: CallFacts): Urgency {
  if (startsAt === undefined) return 'normal';
  const hours = (startsAt.getTime() - now.getTime()) / HOUR_MS;
  if (hours <= SOON_HOURS) return 'high';
  return hours > FAR_HOURS ? 'low' : 'normal';
}
