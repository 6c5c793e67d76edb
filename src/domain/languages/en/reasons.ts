import { speakHours, speakMinutes, speakMonthDay } from '../../speech/speak.ts';
import type { SpokenAppointment, SpokenProof } from '../../../platform/outcome.ts';
import type { SentenceTable, SpokenNow } from '../sentence-table.ts';
import { capitalised, ended, firstFew, listedName, SPOKEN_AT_MOST, words } from '../spoken-facts.ts';
import { ARGUMENTS, DAY_UNCLEAR, english, otherTimes, taken, whichMoment } from './wording.ts';

/** One sentence for both: which of them it is would tell a stranger whether the appointment exists. */
function proveIt({ accepted }: { accepted: SpokenProof[] }): string {
  return askFor(accepted, "I'm afraid I can't open an appointment with these details.");
}

const PROOFS: Record<SpokenProof, string> = {
  name_and_date: 'the name and the date of the appointment',
  booking_code: 'the booking code',
};

/** Where nothing that could be said would do, that is all there is to say. */
function askFor(accepted: SpokenProof[], why: string): string {
  return accepted.length === 0
    ? "I'm afraid that is only possible from the phone number that goes with the appointment."
    : `${why} Please tell me ${accepted.map((proof) => PROOFS[proof]).join(', or ')}.`;
}

export const englishReasons: SentenceTable['reasons'] = {
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
  date_in_past: ({ date, next }, now) =>
    `An appointment ${english.onDay(date, now)}, would be in the past. ${next === undefined ? 'Which day would you like instead?' : `Do you mean ${english.dayName(next, now)}?`}`,
  no_such_day: ({ day, month }) =>
    day === undefined || month === undefined
      ? 'There is no such day in the calendar. Which date do you mean?'
      : `There is no ${speakMonthDay({ day, month }, 'en')}. Which date do you mean?`,
  no_such_time: () => 'There is no such time on the clock. What time would you like?',
  time_in_past: (wall, now) =>
    `An appointment ${english.onDayAt(wall, now)} would be in the past. What later time would suit you?`,
  notice_too_short: ({ minutes }) =>
    minutes > 0
      ? `I'm afraid that's too soon, we need at least ${speakMinutes(minutes, 'en')} of notice. What later time would suit you?`
      : "I'm afraid that's too soon. What later time would suit you?",
  email_invalid: () => "I'm sorry, I didn't get the email address right. Could you spell it for me, please?",
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
    if (named === '') return ARGUMENTS.service.question;
    return services.length === 1 ? `Do you mean ${named}?` : `Which service do you mean: ${named}?`;
  },
  service_not_offered: () =>
    "I'm afraid we can't offer that service at the moment. Would you like something else?",
  staff_unknown: ({ staff }) => {
    const named = english.firstNames(staff, 'or', 'someone else');
    return named === ''
      ? "I'm afraid I can't book that person for this. Shall I look without that wish?"
      : `I'm afraid I can't book that person for this. ${insteadOf(staff, named)}`;
  },
  staff_unclear: ({ staff, instead }) => {
    const named = english.firstNames(staff, 'or', 'someone else');
    if (named === '') return ARGUMENTS.staff.question;
    return instead === true ? insteadOf(staff, named) : `Do you mean ${named}?`;
  },
  staff_not_for_service: ({ person, service, staff, selectable }) => {
    const isPart = selectable.length < staff.length;
    const few = (names: string[], rest: string) =>
      firstFew(names.map(listedName), isPart ? SPOKEN_AT_MOST - 1 : SPOKEN_AT_MOST, rest);
    const doing = isPart ? english.firstNames(few(staff, 'others'), 'and', '') : '';
    const named = english.firstNames(few(selectable, 'someone else'), 'or', '');
    return words(
      `${words("I'm afraid there are no appointments", english.forService(service), english.withPerson(person))}.`,
      doing && `That is done by ${doing}.`,
      named === '' ? 'Shall I look without that wish?' : insteadOf(selectable, named),
    );
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
  answer_unclear: () => "I'm not sure I understood that. Shall I book the appointment like that, yes or no?",
  offer_expired: () => 'My offer has run out in the meantime. Shall I check again whether the time is free?',
  offer_changed: () => "I'm afraid my last offer no longer stands. Shall I look again?",
  appointment_not_found: proveIt,
  several_appointments: ({ appointments }, now) => {
    const named = english.firstAppointments(appointments, 'or', 'another one', now);
    return named === '' ? ARGUMENTS.appointment.question : `Which appointment do you mean: ${named}?`;
  },
  identity_unproven: proveIt,
  proof_too_weak: ({ accepted }) => askFor(accepted, "I'm afraid that isn't enough for this yet."),
  identity_ended: () =>
    "I'm afraid I couldn't match that, so I can't open any appointments any more on this call.",
  customer_unclear: () =>
    'I know several people under this number. What first and last name is the appointment under?',
  too_late_to_cancel: ({ hours, appointment }, now) => tooLate('cancel', hours, appointment, now),
  too_late_to_reschedule: ({ hours, appointment }, now) => tooLate('move', hours, appointment, now),
  no_cancelling_here: () => "I'm afraid I can't cancel appointments on this call.",
  no_rescheduling_here: () => "I'm afraid I can't move appointments on this call.",
  no_change_here: ({ appointment }, now) =>
    `I'm afraid I can neither cancel nor move ${english.appointment('your appointment', appointment, now)} on this call.`,
  already_booked: ({ appointment }, now) =>
    `${english.appointment('Your appointment', appointment, now)} is booked already. Shall I cancel it?`,
  already_cancelled: ({ appointment }, now) =>
    `${english.appointment('Your appointment', appointment, now)} has already been cancelled. Would you like a new one?`,
  appointment_moved: ({ appointment }, now) =>
    `${ended(english.appointment('Your appointment', appointment, now, 'has been moved in the meantime and is now'))} Is that the one you mean?`,
  same_time: ({ appointment }, now) =>
    `${ended(english.appointment('Your appointment', appointment, now, 'is already'))} What other time shall I move it to?`,
  attendance_declined: ({ appointment, only }, now) => {
    const yours = english.appointment('your appointment', appointment, now);
    if (only === 'cancel') return `Shall I cancel ${yours}?`;
    if (only === 'move') return `Shall I move ${yours} to another time?`;
    return `Shall I cancel ${yours}, or would another time suit you better?`;
  },
  attendance_unclear: () =>
    "I'm not sure I understood that. Will you be coming to your appointment, yes or no?",
  number_withheld: () => "Your number is not shown on this call, so I'm afraid I can't do that for you here.",
  waitlist_closed: () => "I'm afraid we don't keep a waiting list. Shall I look for another time?",
  not_earlier: ({ appointment }, now) =>
    `${ended(english.appointment('Your appointment', appointment, now, 'is already'))} Which days before that would suit you?`,
  not_own_number: () =>
    "For the waiting list I can only take the number you're calling from. Shall I use that one?",
  number_not_called: () =>
    "Your number is on our list of numbers not to be called, so I can't put you on the waiting list. Shall I look for another time?",
  too_many_requests: () => 'A lot of requests are coming in at the moment. Shall I try again in a moment?',
};

function insteadOf(staff: string[], named: string): string {
  return staff.length === 1
    ? `Would you like to see ${named} instead?`
    : `Who would you like to see instead: ${named}?`;
}

function tooLate(verb: string, hours: number, appointment: SpokenAppointment, now: SpokenNow): string {
  const limit =
    hours > 0
      ? `since that is only possible up to ${speakHours(hours, 'en')} before`
      : 'since that is only possible before it starts';
  return `I'm afraid I can no longer ${verb} ${english.appointment('your appointment', appointment, now)}, ${limit}.`;
}
