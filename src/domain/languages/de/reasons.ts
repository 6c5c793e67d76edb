import { speakHours, speakMinutes, speakMonthDay } from '../../speech/speak.ts';
import type { SpokenAppointment, SpokenProof } from '../../../platform/outcome.ts';
import type { SentenceTable, SpokenNow } from '../sentence-table.ts';
import { capitalised, firstFew, listedName, SPOKEN_AT_MOST, words } from '../spoken-facts.ts';
import { ARGUMENTS, DAY_UNCLEAR, german, otherTimes, taken, whichMoment } from './wording.ts';

/** One sentence for both: which of them it is would tell a stranger whether the appointment exists. */
function proveIt({ accepted }: { accepted: SpokenProof[] }): string {
  return askFor(accepted, 'Mit diesen Angaben kann ich leider keinen Termin aufrufen.');
}

const PROOFS: Record<SpokenProof, string> = {
  name_and_date: 'den Namen und das Datum des Termins',
  booking_code: 'den Buchungscode',
};

/** Where nothing that could be said would do, that is all there is to say. */
function askFor(accepted: SpokenProof[], why: string): string {
  return accepted.length === 0
    ? 'Das geht leider nur von der Telefonnummer aus, die beim Termin steht.'
    : `${why} Nennen Sie mir bitte ${accepted.map((proof) => PROOFS[proof]).join(' oder ')}.`;
}

export const germanReasons: SentenceTable['reasons'] = {
  argument_missing: ({ argument }) => ARGUMENTS[argument].question,
  argument_unusable: ({ argument }) =>
    `Ich habe ${ARGUMENTS[argument].name} leider nicht richtig verstanden. ${ARGUMENTS[argument].question}`,
  date_unclear: () => DAY_UNCLEAR,
  date_ambiguous: (facts, now) =>
    whichMoment(
      facts.candidates.map((date) => ({ date })),
      now,
    ),
  time_unclear: () => 'Die Uhrzeit habe ich leider nicht verstanden. Um wie viel Uhr soll es sein?',
  time_ambiguous: (facts, now) =>
    whichMoment(
      facts.candidates.map((time) => ({ time })),
      now,
    ),
  time_does_not_exist: ({ date, time }, now) =>
    `${capitalised(german.onDay(date, now))}, gibt es ${german.clockTime(time)} nicht, weil da die Uhr vorgestellt wird. Welche andere Zeit passt Ihnen?`,
  date_too_far: () =>
    'So weit im Voraus kann ich leider noch keinen Termin vergeben. Welcher frühere Tag passt Ihnen?',
  date_in_past: ({ date, next }, now) =>
    `Ein Termin ${german.onDay(date, now)}, läge schon in der Vergangenheit. ${next === undefined ? 'Welcher Tag passt Ihnen stattdessen?' : `Meinen Sie ${german.dayName(next, now)}?`}`,
  no_such_day: ({ day, month }) =>
    day === undefined || month === undefined
      ? 'Diesen Tag gibt es im Kalender nicht. Welches Datum meinen Sie?'
      : `Den ${speakMonthDay({ day, month }, 'de')} gibt es nicht. Welches Datum meinen Sie?`,
  no_such_time: () => 'Diese Uhrzeit gibt es nicht. Um wie viel Uhr soll es sein?',
  time_in_past: (wall, now) =>
    `Ein Termin ${german.onDayAt(wall, now)} läge schon in der Vergangenheit. Welche spätere Zeit passt Ihnen?`,
  notice_too_short: ({ minutes }) =>
    minutes > 0
      ? `So kurzfristig geht es leider nicht, wir brauchen mindestens ${speakMinutes(minutes, 'de')} Vorlauf. Welche spätere Zeit passt Ihnen?`
      : 'So kurzfristig geht es leider nicht. Welche spätere Zeit passt Ihnen?',
  email_invalid: () =>
    'Die E-Mail-Adresse habe ich so nicht richtig verstanden. Können Sie sie bitte buchstabieren?',
  phone_invalid: () =>
    'Die Telefonnummer habe ich so nicht richtig verstanden. Können Sie sie bitte mit Vorwahl wiederholen?',
  contact_missing: ({ email }) =>
    email
      ? 'Für die Buchung brauche ich noch Ihre E-Mail-Adresse. Wie lautet sie bitte?'
      : 'Für die Buchung brauche ich noch eine Telefonnummer. Unter welcher sind Sie erreichbar?',
  service_unknown: ({ services }) => {
    const offered = german.firstNames(services, 'and', 'weitere Leistungen');
    return words(
      'Diese Leistung finde ich bei uns leider nicht.',
      offered && `Wir bieten an: ${offered}.`,
      ARGUMENTS.service.question,
    );
  },
  service_unclear: ({ services }) => {
    const named = german.firstNames(services, 'or', 'eine andere');
    if (named === '') return ARGUMENTS.service.question;
    return services.length === 1 ? `Meinen Sie ${named}?` : `Welche Leistung meinen Sie: ${named}?`;
  },
  service_not_offered: () =>
    'Diese Leistung können wir im Moment leider nicht anbieten. Darf es etwas anderes sein?',
  staff_unknown: ({ staff }) => {
    const named = german.firstNames(staff, 'or', 'jemand anderes');
    return named === ''
      ? 'Diese Person kann ich dafür leider nicht buchen. Soll ich ohne diesen Wunsch nachsehen?'
      : `Diese Person kann ich dafür leider nicht buchen. ${insteadOf(staff, named)}`;
  },
  staff_unclear: ({ staff, instead }) => {
    const named = german.firstNames(staff, 'or', 'jemand anderes');
    if (named === '') return ARGUMENTS.staff.question;
    return instead === true ? insteadOf(staff, named) : `Meinen Sie ${named}?`;
  },
  staff_not_for_service: ({ person, service, staff, selectable }) => {
    const isPart = selectable.length < staff.length;
    const few = (names: string[], rest: string) =>
      firstFew(names.map(listedName), isPart ? SPOKEN_AT_MOST - 1 : SPOKEN_AT_MOST, rest);
    const doing = isPart ? german.firstNames(few(staff, 'weiteren'), 'and', '') : '';
    const named = german.firstNames(few(selectable, 'jemand anderes'), 'or', '');
    return words(
      `${words('Einen Termin', german.forService(service), german.withPerson(person))} gibt es leider nicht.`,
      doing && `Möglich ist das bei ${doing}.`,
      named === '' ? 'Soll ich ohne diesen Wunsch nachsehen?' : insteadOf(selectable, named),
    );
  },
  staff_not_selectable: ({ service }) =>
    `${words('Eine bestimmte Person kann ich', german.forService(service))} leider nicht einplanen. Soll ich ohne diesen Wunsch nachsehen?`,
  slot_taken: taken,
  slot_not_bookable: ({ date, time, alternatives }, now) =>
    `Einen Termin ${german.onDayAt({ date, time }, now)} kann ich leider nicht buchen. ${otherTimes(alternatives, now, date)}`,
  period_full: ({ service, date }, now) =>
    `${words(`Für ${german.dayName(date, now)}, kann ich`, german.forService(service))} leider nichts mehr buchen. Soll ich einen späteren Tag ansehen?`,
  booking_limit_of_caller: ({ service }) =>
    `${words('Mit diesen Angaben kann ich', german.forService(service))} leider keine Buchung mehr annehmen.`,
  calendar_unreachable: () => 'Ich kann im Moment leider nicht in den Kalender sehen.',
  calendar_refuses: ({ service }) =>
    `${words('Der Kalender nimmt', german.forService(service))} im Moment leider keine Buchung an.`,
  change_not_allowed: ({ appointment }, now) =>
    `${german.appointment('Ihren Termin', appointment, now)} kann ich leider nicht ändern.`,
  nothing_offered: () =>
    'Ich habe gerade keinen Termin, den ich bestätigen könnte. Für welchen Tag und welche Uhrzeit soll ich nachsehen?',
  several_offered: ({ offers }, now) => {
    const named = german.firstAppointments(offers, 'or', 'einen anderen', now);
    return named === '' ? ARGUMENTS.booking.question : `Welchen Termin darf ich buchen: ${named}?`;
  },
  answer_unclear: () =>
    'Das habe ich leider nicht sicher verstanden. Darf ich den Termin so buchen, ja oder nein?',
  offer_expired: () =>
    'Mein Angebot ist inzwischen abgelaufen. Soll ich noch einmal nachsehen, ob die Zeit frei ist?',
  offer_changed: () => 'Mein letztes Angebot gilt leider nicht mehr. Soll ich noch einmal nachsehen?',
  appointment_not_found: proveIt,
  several_appointments: ({ appointments }, now) => {
    const named = german.firstAppointments(appointments, 'or', 'ein anderer', now);
    return named === '' ? ARGUMENTS.appointment.question : `Um welchen Termin geht es: ${named}?`;
  },
  identity_unproven: proveIt,
  proof_too_weak: ({ accepted }) => askFor(accepted, 'Das reicht dafür leider noch nicht aus.'),
  identity_ended: () =>
    'Das konnte ich leider nicht zuordnen, deshalb kann ich in diesem Gespräch keine Termine mehr aufrufen.',
  customer_unclear: () =>
    'Unter dieser Nummer kenne ich mehrere Personen. Auf welchen Vor- und Nachnamen lautet der Termin?',
  too_late_to_cancel: ({ hours, appointment }, now) => tooLate('absagen', hours, appointment, now),
  too_late_to_reschedule: ({ hours, appointment }, now) => tooLate('verlegen', hours, appointment, now),
  no_cancelling_here: () => 'Absagen kann ich in diesem Anruf leider keinen Termin.',
  no_rescheduling_here: () => 'Verlegen kann ich in diesem Anruf leider keinen Termin.',
  no_change_here: ({ appointment }, now) =>
    `${german.appointment('Ihren Termin', appointment, now)} kann ich in diesem Anruf leider weder absagen noch verlegen.`,
  already_booked: ({ appointment }, now) =>
    `${german.appointment('Ihr Termin', appointment, now)} ist bereits gebucht. Soll ich ihn absagen?`,
  already_cancelled: ({ appointment }, now) =>
    `${german.appointment('Ihr Termin', appointment, now)} ist bereits abgesagt. Möchten Sie einen neuen Termin?`,
  appointment_moved: ({ appointment }, now) =>
    `${german.appointment('Ihr Termin', appointment, now, 'wurde inzwischen verlegt und ist jetzt')}. Geht es um diesen Termin?`,
  same_time: ({ appointment }, now) =>
    `${german.appointment('Ihr Termin', appointment, now, 'ist bereits')}. Auf welche andere Zeit soll ich ihn verlegen?`,
  attendance_declined: ({ appointment, only }, now) => {
    const yours = german.appointment('Ihren Termin', appointment, now);
    if (only === 'cancel') return `Soll ich ${yours} absagen?`;
    if (only === 'move') return `Soll ich ${yours} auf eine andere Zeit verlegen?`;
    return `Soll ich ${yours} absagen, oder passt Ihnen eine andere Zeit besser?`;
  },
  attendance_unclear: () =>
    'Das habe ich leider nicht sicher verstanden. Kommen Sie zu Ihrem Termin, ja oder nein?',
  number_withheld: () =>
    'Ihre Nummer wird bei diesem Anruf nicht übertragen, deshalb kann ich das hier leider nicht für Sie tun.',
  waitlist_closed: () => 'Eine Warteliste führen wir leider nicht. Soll ich nach einer anderen Zeit sehen?',
  not_earlier: ({ appointment }, now) =>
    `${german.appointment('Ihr Termin', appointment, now, 'ist bereits')}, das ist nicht später. An welchen Tagen davor würde es Ihnen passen?`,
  not_own_number: () =>
    'Auf der Warteliste kann ich nur die Nummer vormerken, von der Sie gerade anrufen. Soll ich diese nehmen?',
  number_not_called: () =>
    'Ihre Nummer ist bei uns für Anrufe gesperrt, deshalb kann ich Sie nicht auf die Warteliste setzen. Soll ich nach einer anderen Zeit sehen?',
  too_many_requests: () =>
    'Im Moment kommen sehr viele Anfragen auf einmal. Soll ich es gleich noch einmal versuchen?',
};

function insteadOf(staff: string[], named: string): string {
  return staff.length === 1
    ? `Möchten Sie stattdessen zu ${named}?`
    : `Zu wem möchten Sie stattdessen: ${named}?`;
}

function tooLate(verb: string, hours: number, appointment: SpokenAppointment, now: SpokenNow): string {
  const limit =
    hours > 0 ? `das geht nur bis ${speakHours(hours, 'de')} vorher` : 'das geht nur vor seinem Beginn';
  return `${german.appointment('Ihren Termin', appointment, now)} kann ich leider nicht mehr ${verb}, ${limit}.`;
}
