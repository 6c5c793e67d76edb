import { speakCode, speakEmail } from '../../speech/speak.ts';
import { minutesOf } from '../../wall-clock.ts';
import type { WallTime } from '../../../platform/outcome.ts';
import type { SentenceTable } from '../sentence-table.ts';
import {
  capitalised,
  clauses,
  ended,
  SPOKEN_AT_MOST,
  spokenName,
  spokenWish,
  words,
} from '../spoken-facts.ts';
import {
  ARGUMENTS,
  doYouMean,
  english,
  NO_APPOINTMENTS,
  inName,
  otherTimes,
  taken,
  whichOne,
} from './wording.ts';

const NO_SERVICES =
  "I'm afraid there is nothing I can book for you at the moment. Shall I note down a callback for you?";

export const englishPhrases: SentenceTable['phrases'] = {
  call_opened: ({ tenant, today, customer, next }, now) =>
    words(
      `${welcome(tenant, today, customer)}.`,
      next && ended(english.appointment('Your next appointment', next, now, 'is')),
      'How can I help you?',
    ),
  call_placed: ({ tenant, today, customer, next, isAsked }, now) =>
    words(
      ended(
        clauses(
          greeting(today),
          spokenName(customer ?? ''),
          spokenName(tenant) && `this is ${spokenName(tenant)}`,
        ),
      ),
      next === undefined
        ? 'Do you have a moment?'
        : words(
            ended(english.appointment("I'm calling about your appointment", next, now)),
            isAsked ? 'Will you be coming?' : undefined,
          ),
    ),
  caller_unclear: ({ tenant, today }) => `${welcome(tenant, today)}. Who am I speaking to, please?`,
  customer_known: ({ name }) => `${clauses("I've found you", spokenName(name))}. How can I help you?`,
  customer_unknown: () => "You're not in our customer list yet, but that's no problem. How can I help you?",
  customers_share_number: () => 'I know several people under this number. May I ask who is calling?',
  moment_understood: (facts, now) => {
    const moment = english.understood(facts, now);
    return moment === '' ? ARGUMENTS.text.question : ended(`Understood, ${moment}`);
  },
  moment_ambiguous: ({ candidates }, now) => doYouMean(english.readings(candidates, now)),
  moment_unclear: () => `I'm sorry, I didn't catch that. ${ARGUMENTS.text.question}`,
  services_listed: ({ services }) => {
    const named = english.firstNames(
      services.map(({ name }) => name),
      'and',
      'more',
    );
    return named === '' ? NO_SERVICES : `We offer ${named}. What may I book for you?`;
  },
  no_services: () => NO_SERVICES,
  services_unnamed: () => "I don't name services on this call. What may I book for you?",
  slots_on_day: ({ date, staff, times, named = times }, now) => {
    const day = capitalised(english.onDay(date, now));
    const free = words('free', english.withPerson(staff));
    if (times.length === 0) return `${day}, there is nothing ${free}, I'm afraid. ${otherTimes([], now)}`;
    const question = whichOne(times.length, now);
    if (times.length === 1)
      return `${day}, ${ended(`${english.firstTimes(times)} is still ${free}`)} ${question}`;
    return `${ended(`${day}, these times are still ${free}: ${english.firstTimes(named, times.length)}`)} ${question}`;
  },
  slot_free: ({ service, staff, ...wall }, now) =>
    `${words('The appointment', english.forService(service), english.withPerson(staff), english.onDayAt(wall, now))} is still free. ${now.askedBefore === true ? 'Shall I book it now?' : 'Would you like to book it?'}`,
  slot_taken_with_alternatives: taken,
  day_full_with_alternatives: ({ date, staff, alternatives }, now) =>
    `${capitalised(english.onDay(date, now))}, ${words('there is nothing free', english.withPerson(staff))}, I'm afraid. ${otherTimes(alternatives, now, date)}`,
  part_of_day_full_with_alternatives: ({ date, alternatives, ...window }, now) =>
    `${capitalised(english.onDay(date, now))}, there is nothing free ${english.inWindow(window) || 'at the time of day you wanted'}, I'm afraid. ${otherTimes(alternatives, now, date)}`,
  nothing_fits: ({ first, last, days, weekdays, isMore, alternatives, ...window }, now) => {
    const kept = words(english.onWeekdays(weekdays, 'on the weekdays you wanted'), english.inWindow(window));
    const wish = isMore === true ? 'that fits your wish' : kept;
    const when = days === undefined ? english.period(first, last, now) : english.onDays(days, now);
    return `${capitalised(when)}, ${words('there is nothing free', wish)}, I'm afraid. ${otherTimes(alternatives, now)}`;
  },
  nothing_free: ({ service, first, last }, now) =>
    `${words("I'm afraid I can't find a free appointment", english.forService(service), english.period(first, last, now))}. ${otherTimes([], now)}`,
  alternatives_listed: ({ staff, alternatives }, now) =>
    alternatives.length === 0
      ? `${words("I'm afraid I can't find any other free times", english.withPerson(staff), 'right now')}. ${otherTimes([], now)}`
      : otherTimes(alternatives, now, undefined, staff),
  next_free: ({ service, staff, date, time, more }, now) => {
    const next = ended(
      words(
        'The next free appointment',
        english.forService(service),
        english.withPerson(staff),
        'is',
        english.onDayAt({ date, time }, now),
      ),
    );
    const later = english.choices(more.slice(0, SPOKEN_AT_MOST - 1), now, date);
    const question = whichOne(1 + more.length, now);
    return later === ''
      ? `${next} ${question}`
      : `${next} ${ended(`There is also a time ${later}`)} ${question}`;
  },
  booking_offered: ({ name, email, ...appointment }, now) =>
    words(
      ended(`Let me sum up: ${english.deed(appointment, now)}${inName(name)}`),
      email === undefined ? '' : `The confirmation goes to ${speakEmail(email, 'en')}.`,
      'Shall I book that for you now?',
    ),
  offer_dropped: () => "All right, I won't book that. Shall I look for another time?",
  booked: ({ name, code, ...appointment }, now) =>
    words(
      ended(`Your appointment is booked: ${english.deed(appointment, now)}${inName(name)}`),
      code === '' ? '' : `Your booking code is ${speakCode(code)}.`,
    ),
  booking_requested: ({ name, ...appointment }, now) =>
    `${ended(`I have requested the appointment: ${english.deed(appointment, now)}${inName(name)}`)} It still has to be confirmed by us.`,
  appointments_listed: ({ appointments }, now) => {
    const [only, ...others] = appointments;
    if (only === undefined) return NO_APPOINTMENTS;
    if (others.length === 0) return ended(english.appointment('Your appointment', only, now, 'is'));
    return ended(
      `I can see ${appointments.length} appointments: ${english.firstAppointments(appointments, 'and', 'more', now)}`,
    );
  },
  no_appointments: () => NO_APPOINTMENTS,
  cancelled: ({ appointment }, now) =>
    `${english.appointment('Your appointment', appointment, now)} is cancelled. Is there anything else I can do for you?`,
  moved: ({ from, to }, now) =>
    `${ended(`Your appointment has been moved: ${english.deed(to, now)}, instead of ${english.onDayAt(from, now)}`)} Is there anything else I can do for you?`,
  move_requested: ({ from, to }, now) =>
    `${ended(`I have asked for your appointment to be moved: ${english.deed(to, now)}, instead of ${english.onDayAt(from, now)}`)} This still has to be confirmed by us.`,
  callback_noted: ({ bestTime }) => {
    const wish = spokenWish(bestTime);
    return words(
      wish === undefined
        ? "I've noted that you would like a callback."
        : `I've noted that you would like a callback, preferred time: ${wish}.`,
      'Is there anything else I can do for you?',
    );
  },
  waitlist_joined: ({ service, staff, first, last }, now) =>
    `${ended(words('You are on the waiting list now', english.forService(service), english.withPerson(staff)))} As soon as something becomes free ${english.period(first, last, now)}, we'll call you. Is there anything else I can do for you?`,
  attendance_confirmed: ({ appointment }, now) =>
    `${ended(`Thank you, I've noted that you are coming: ${english.deed(appointment, now)}`)} Is there anything else I can do for you?`,
  reminders_stopped: () =>
    "All right, we won't call you on this number any more. Nothing changes about your appointments. Is there anything else I can do for you?",
};

function welcome(tenant: string, today: WallTime, customer?: string): string {
  const name = spokenName(tenant);
  return clauses(greeting(today), spokenName(customer ?? ''), name === '' ? 'welcome' : `welcome to ${name}`);
}

/** "Good morning" before noon, "Good evening" from six. */
function greeting({ time }: WallTime): string {
  const minutes = minutesOf(time);
  if (minutes < 12 * 60) return 'Good morning';
  return minutes < 18 * 60 ? 'Good afternoon' : 'Good evening';
}
