import { speakCode, speakHours, speakMinutes } from '../../domain/speech/speak.ts';
import { minutesOf } from '../../domain/wall-clock.ts';
import type { ArgumentName, SpokenAppointment, WallTime, WallTimePart } from '../../platform/outcome.ts';
import type { SentenceTable, SpokenNow } from './sentence-table.ts';
import {
  capitalised,
  clauses,
  ended,
  SPOKEN_AT_MOST,
  spokenName,
  spokenWish,
  words,
} from './spoken-facts.ts';
import { createWording } from './wording.ts';

const english = createWording('en', {
  today: 'today',
  tomorrow: 'tomorrow',
  sameDay: 'on the same day',
  on: 'on',
  at: 'at',
  since: 'from',
  fromDay: 'from',
  until: 'until',
  between: 'between',
  for: 'for',
  with: 'with',
  moreTimes: 'more',
});

/** Each argument as the object of "did not catch", and the question that gets it. */
const ARGUMENTS: Record<ArgumentName, { name: string; question: string }> = {
  name: { name: 'the name', question: 'May I have your full name, please?' },
  email: { name: 'the email address', question: 'What is your email address, please?' },
  phone: { name: 'the phone number', question: 'What number can we reach you on?' },
  date: { name: 'the day', question: 'Which day would you like?' },
  time: { name: 'the time', question: 'What time would you like?' },
  service: { name: 'the service', question: 'Which service would you like to book?' },
  staff: { name: 'that name', question: 'Who would you like to see?' },
  notes: { name: 'the note', question: 'What would you like me to write down?' },
  text: { name: 'the date or time', question: 'Which day or what time do you mean?' },
  booking: { name: 'your choice', question: 'Which appointment would you like to book?' },
  appointment: { name: 'which appointment you mean', question: 'Which appointment is it about?' },
  reason: { name: 'the reason', question: 'What is it about, please?' },
};

/** One sentence for both: which of them it is would tell a stranger whether the appointment exists. */
const PROVE_IT =
  "I'm afraid I can't open an appointment with these details. " +
  'Please tell me the name and the date of the appointment, or the booking code.';

const DAY_UNCLEAR = "I'm sorry, I didn't catch the day. Which date would you like?";
const NO_APPOINTMENTS = "I can't find an upcoming appointment for you. Would you like to book one?";
const NO_SERVICES =
  "I'm afraid there is nothing I can book for you at the moment. Shall I note down a callback for you?";

export const englishSentences: SentenceTable = {
  phrases: {
    call_opened: ({ tenant, today, customer, next }, now) =>
      words(
        `${welcome(tenant, today, customer)}.`,
        next && ended(english.appointment('Your next appointment', next, now, 'is')),
        'How can I help you?',
      ),
    caller_unclear: ({ tenant, today }) => `${welcome(tenant, today)}. Who am I speaking to, please?`,
    customer_known: ({ name }) => `${clauses("I've found you", spokenName(name))}. How can I help you?`,
    customer_unknown: () => "You're not in our customer list yet, but that's no problem. How can I help you?",
    customers_share_number: () => 'I know several people under this number. May I ask who is calling?',
    moment_understood: (facts, now) => {
      const moment = english.understood(facts, now);
      return moment === '' ? ARGUMENTS.text.question : ended(`Understood, ${moment}`);
    },
    moment_ambiguous: (facts, now) => whichMoment(facts.candidates, now),
    moment_unclear: () => DAY_UNCLEAR,
    services_listed: ({ services }) => {
      const named = english.firstNames(
        services.map(({ name }) => name),
        'and',
        'more',
      );
      return named === '' ? NO_SERVICES : `We offer ${named}. What may I book for you?`;
    },
    no_services: () => NO_SERVICES,
    slots_on_day: ({ date, times }, now) => {
      const day = capitalised(english.onDay(date, now));
      if (times.length === 0) return `${day}, there is nothing free, I'm afraid. ${otherTimes([], now)}`;
      if (times.length === 1)
        return `${day}, ${english.firstTimes(times)} is still free. Does that suit you?`;
      return `${ended(`${day}, these times are still free: ${english.firstTimes(times)}`)} Which would suit you?`;
    },
    slot_free: ({ service, ...wall }, now) =>
      `${words('The appointment', english.forService(service), english.onDayAt(wall, now))} is still free. Would you like to book it?`,
    slot_taken_with_alternatives: taken,
    day_full_with_alternatives: ({ date, alternatives }, now) =>
      `${capitalised(english.onDay(date, now))}, there is nothing free, I'm afraid. ${otherTimes(alternatives, now, date)}`,
    part_of_day_full_with_alternatives: ({ date, alternatives }, now) =>
      `${capitalised(english.onDay(date, now))}, there is nothing free at the time of day you wanted, I'm afraid. ${otherTimes(alternatives, now, date)}`,
    nothing_free: ({ service, date }, now) =>
      `${words("I'm afraid I can't find a free appointment", english.forService(service), english.onDay(date, now))}. ${otherTimes([], now)}`,
    alternatives_listed: ({ alternatives }, now) =>
      alternatives.length === 0
        ? `I'm afraid I can't find any other free times right now. ${otherTimes([], now)}`
        : otherTimes(alternatives, now),
    next_free: ({ service, date, time, more }, now) => {
      const next = ended(
        words(
          'The next free appointment',
          english.forService(service),
          'is',
          english.onDayAt({ date, time }, now),
        ),
      );
      const later = english.choices(more.slice(0, SPOKEN_AT_MOST - 1), now, date);
      return later === ''
        ? `${next} Does that suit you?`
        : `${next} ${ended(`There is also a time ${later}`)} Which would suit you?`;
    },
    booking_offered: ({ name, ...appointment }, now) =>
      `${ended(`Let me sum up: ${english.deed(appointment, now)}${inName(name)}`)} Shall I book that for you now?`,
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
  },

  reasons: {
    argument_missing: ({ argument }) => ARGUMENTS[argument].question,
    argument_unusable: ({ argument }) =>
      `I'm sorry, I didn't quite catch ${ARGUMENTS[argument].name}. ${ARGUMENTS[argument].question}`,
    date_unclear: () => DAY_UNCLEAR,
    date_ambiguous: (facts, now) =>
      whichMoment(
        facts.candidates.map((date) => ({ date })),
        now,
      ),
    time_unclear: () => "I'm sorry, I didn't catch the time. What time would you like?",
    time_ambiguous: (facts, now) =>
      whichMoment(
        facts.candidates.map((time) => ({ time })),
        now,
      ),
    time_does_not_exist: ({ date, time }, now) =>
      `${capitalised(english.onDay(date, now))}, there is no ${english.clockTime(time)}, because the clocks go forward. What other time would suit you?`,
    date_too_far: () =>
      "I'm afraid that is too far ahead to give appointments yet. Which earlier day would suit you?",
    date_in_past: ({ date }, now) =>
      `An appointment ${english.onDay(date, now)}, would be in the past. Which day would you like instead?`,
    time_in_past: (wall, now) =>
      `An appointment ${english.onDayAt(wall, now)} would be in the past. What later time would suit you?`,
    notice_too_short: ({ minutes }) =>
      minutes > 0
        ? `I'm afraid that's too soon, we need at least ${speakMinutes(minutes, 'en')} of notice. What later time would suit you?`
        : "I'm afraid that's too soon. What later time would suit you?",
    email_invalid: () =>
      "I'm sorry, I didn't get the email address right. Could you spell it for me, please?",
    phone_invalid: () =>
      "I'm sorry, I didn't get the phone number right. Could you repeat it with the area code, please?",
    contact_missing: ({ email }) =>
      email
        ? 'I still need your email address for the booking. What is it, please?'
        : 'I still need a phone number for the booking. What number can we reach you on?',
    service_unknown: ({ services }) => {
      const offered = english.firstNames(services, 'and', 'more');
      return words(
        "I'm afraid I can't find that service here.",
        offered && `We offer ${offered}.`,
        ARGUMENTS.service.question,
      );
    },
    service_unclear: ({ services }) => {
      const named = english.firstNames(services, 'or', 'another one');
      return named === '' ? ARGUMENTS.service.question : `Which service do you mean: ${named}?`;
    },
    service_not_offered: () =>
      "I'm afraid we can't offer that service at the moment. Would you like something else?",
    staff_unknown: ({ staff }) => {
      const named = english.firstNames(staff, 'or', 'someone else');
      return named === ''
        ? "I'm afraid I can't book that person for this. Shall I look without that wish?"
        : `I'm afraid I can't book that person for this. Who would you like to see instead: ${named}?`;
    },
    staff_not_selectable: ({ service }) =>
      `${words("I'm afraid I can't plan for a particular person", english.forService(service))}. Shall I look without that wish?`,
    slot_taken: taken,
    slot_not_bookable: ({ date, time, alternatives }, now) =>
      `${ended(`I'm afraid I can't book an appointment ${english.onDayAt({ date, time }, now)}`)} ${otherTimes(alternatives, now, date)}`,
    period_full: ({ service, date }, now) =>
      `${words("I'm afraid I can't book anything more", english.forService(service), english.onDay(date, now))}. Shall I look at a later day?`,
    booking_limit_of_caller: ({ service }) =>
      `${words("I'm afraid I can't take any more bookings", english.forService(service))} with these details.`,
    calendar_unreachable: () => "I'm afraid I can't look into the calendar right now.",
    calendar_refuses: ({ service }) =>
      `${words("I'm afraid the calendar isn't taking bookings", english.forService(service))} at the moment.`,
    change_not_allowed: ({ appointment }, now) =>
      `I'm afraid ${english.appointment('your appointment', appointment, now)} cannot be changed.`,
    nothing_offered: () =>
      "I don't have an appointment to confirm right now. Which day and time shall I check?",
    several_offered: ({ offers }, now) => {
      const named = english.firstAppointments(offers, 'or', 'another one', now);
      return named === '' ? ARGUMENTS.booking.question : `Which appointment shall I book: ${named}?`;
    },
    answer_unclear: () =>
      "I'm not sure I understood that. Shall I book the appointment like that, yes or no?",
    offer_expired: () =>
      'My offer has run out in the meantime. Shall I check again whether the time is free?',
    offer_changed: () => "I'm afraid my last offer no longer stands. Shall I look again?",
    appointment_not_found: () => PROVE_IT,
    several_appointments: ({ appointments }, now) => {
      const named = english.firstAppointments(appointments, 'or', 'another one', now);
      return named === '' ? ARGUMENTS.appointment.question : `Which appointment do you mean: ${named}?`;
    },
    identity_unproven: () => PROVE_IT,
    too_late_to_cancel: ({ hours, appointment }, now) => tooLate('cancel', hours, appointment, now),
    too_late_to_reschedule: ({ hours, appointment }, now) => tooLate('move', hours, appointment, now),
    already_cancelled: ({ appointment }, now) =>
      `${english.appointment('Your appointment', appointment, now)} has already been cancelled. Would you like a new one?`,
    appointment_moved: ({ appointment }, now) =>
      `${ended(english.appointment('Your appointment', appointment, now, 'has been moved in the meantime and is now'))} Is that the one you mean?`,
    same_time: ({ appointment }, now) =>
      `${ended(english.appointment('Your appointment', appointment, now, 'is already'))} What other time shall I move it to?`,
    too_many_requests: () => 'A lot of requests are coming in at the moment. Shall I try again in a moment?',
  },

  faults: {
    upstream_unavailable:
      "I'm sorry, I'm not getting an answer from the calendar right now. Shall I try again or note down a callback for you?",
    upstream_failed:
      'That did not work in the calendar just now. Shall I try again or note down a callback for you?',
    upstream_rejected:
      "I'm sorry, I can't do that in the calendar right now. Shall I note down a callback for you?",
    upstream_unsent:
      "I'm sorry, I can't get through to the calendar right now. Shall I try again or note down a callback for you?",
    outcome_unknown:
      "I can't say for certain yet whether that went through, it is being checked. Shall I note down a callback for you?",
    store_unavailable:
      "I'm sorry, I can't look that up right now. Shall I try again or note down a callback for you?",
    budget_spent:
      "I'm sorry, this is taking longer than usual. Shall I try again or note down a callback for you?",
    unreadable_request: "I'm sorry, I didn't get that right. Could you say it once more, please?",
    unknown_function:
      "I'm sorry, that's something I can't do for you here. Shall I note down a callback for you?",
    unknown_tenant:
      "I'm sorry, I can't handle appointments on this number right now. Please try again later.",
    internal:
      "I'm sorry, I can't get any further with that right now. Shall I try again or note down a callback for you?",
  },

  pending: "One more moment, please, I'm still working on it.",
  staleWarning: 'What I have here may not be quite up to date.',
  callbackOffer: {
    alone: 'Shall I note down a callback for you?',
    afterQuestion: 'Or shall I note down a callback for you?',
  },
};

function welcome(tenant: string, today: WallTime, customer?: string): string {
  const name = spokenName(tenant);
  return clauses(greeting(today), spokenName(customer ?? ''), name === '' ? 'welcome' : `welcome to ${name}`);
}

function taken(
  { date, time, alternatives }: WallTime & { alternatives: WallTime[] },
  now: SpokenNow,
): string {
  const lost = `I'm afraid the appointment ${english.onDayAt({ date, time }, now)} is not available.`;
  return `${lost} ${otherTimes(alternatives, now, date)}`;
}

function whichMoment(moments: WallTimePart[], now: SpokenNow): string {
  const named = english.candidates(moments, now);
  return named === '' ? ARGUMENTS.text.question : `Do you mean ${named}?`;
}

function inName(name: string): string {
  const spoken = spokenName(name);
  return spoken === '' ? '' : `, in the name of ${spoken}`;
}

function tooLate(verb: string, hours: number, appointment: SpokenAppointment, now: SpokenNow): string {
  const limit =
    hours > 0
      ? `since that is only possible up to ${speakHours(hours, 'en')} before`
      : 'since that is only possible before it starts';
  return `I'm afraid I can no longer ${verb} ${english.appointment('your appointment', appointment, now)}, ${limit}.`;
}

/** The first other times as an offer that can be taken up, else the question for another day. */
function otherTimes(alternatives: WallTime[], now: SpokenNow, asked?: string): string {
  const named = english.choices(alternatives.slice(0, SPOKEN_AT_MOST), now, asked);
  if (named === '') return 'Shall I look at another day?';
  const question = alternatives.length === 1 ? 'Does that suit you?' : 'Which would suit you?';
  return `${ended(`I could offer you a time ${named}`)} ${question}`;
}

/** "Good morning" before noon, "Good evening" from six. */
function greeting({ time }: WallTime): string {
  const minutes = minutesOf(time);
  if (minutes < 12 * 60) return 'Good morning';
  return minutes < 18 * 60 ? 'Good afternoon' : 'Good evening';
}
