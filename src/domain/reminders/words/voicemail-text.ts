import { spokenName } from '../../languages/spoken-facts.ts';
import type { CallFacts } from './call-facts.ts';
import { reminderWordsOf } from './reminder-words-of.ts';
import { tellsOfHealth } from './screen-health-words.ts';
import { namesOf } from './spoken-names.ts';
import { spokenMoment } from './spoken-moment.ts';
import { spokenNumber } from './spoken-number.ts';

/**
 * What is left on a recording that anybody may hear: when the appointment is and the number to call back (VIO-93),
 * never what for or with whom. In privacy mode the number alone: who rang is telling where a practice did.
 */
export function voicemailText(facts: CallFacts): string {
  const { content, privacy, fromNumber } = facts.settings;
  const words = reminderWordsOf(facts.language);
  const { voicemail } = words;
  const number = spokenNumber(content.callbackNumber ?? fromNumber ?? '', facts.customer.phone, words.plus);
  const said = privacy.enabled ? voicemail.callBack : messageOf(facts);
  return `${said} ${voicemail.number(number)} ${voicemail.thanks}`;
}

function messageOf(facts: CallFacts): string {
  const words = reminderWordsOf(facts.language);
  const listening = { ...facts, words, ownZone: facts.business.zone };
  const customer = namesOf(facts.customer, facts.settings.privacy).full;
  const business = tellsOfHealth(facts.business.name) ? '' : spokenName(facts.business.name);
  const offered = spokenMoment(facts.offeredAt, listening);
  if (facts.purpose === 'waitlist' && offered !== undefined)
    return words.voicemail.offer({ customer, business, offered: offered.when });
  const when = spokenMoment(facts.appointment.startsAt, listening)?.when;
  return words.voicemail.about({ customer, business, when });
}
