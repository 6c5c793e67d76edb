import { speakCode, speakHours, speakMinutes } from '../../domain/speech/speak.ts';
import { minutesOf } from '../../domain/wall-clock.ts';
import type { ArgumentName, SpokenAppointment, WallTime, WallTimePart } from '../../platform/outcome.ts';
import type { SentenceTable, SpokenNow } from './sentence-table.ts';
import { capitalised, clauses, SPOKEN_AT_MOST, spokenName, spokenWish, words } from './spoken-facts.ts';
import { createWording } from './wording.ts';

const german = createWording('de', {
  today: 'heute',
  tomorrow: 'morgen',
  sameDay: 'am selben Tag',
  on: 'am',
  at: 'um',
  since: 'ab',
  fromDay: 'von',
  until: 'bis',
  between: 'zwischen',
  for: 'für',
  with: 'bei',
  moreTimes: 'weitere',
});

/** Each argument as the object of "nicht verstanden", and the question that gets it. */
const ARGUMENTS: Record<ArgumentName, { name: string; question: string }> = {
  name: { name: 'den Namen', question: 'Wie ist bitte Ihr vollständiger Name?' },
  email: { name: 'die E-Mail-Adresse', question: 'Wie lautet bitte Ihre E-Mail-Adresse?' },
  phone: { name: 'die Telefonnummer', question: 'Unter welcher Telefonnummer sind Sie erreichbar?' },
  date: { name: 'den Tag', question: 'An welchem Tag soll es sein?' },
  time: { name: 'die Uhrzeit', question: 'Um wie viel Uhr soll es sein?' },
  service: { name: 'die Leistung', question: 'Welche Leistung möchten Sie buchen?' },
  staff: { name: 'den Wunsch nach einer bestimmten Person', question: 'Zu wem möchten Sie gern?' },
  notes: { name: 'die Anmerkung', question: 'Was soll ich dazu notieren?' },
  text: { name: 'die Zeitangabe', question: 'Welchen Tag oder welche Uhrzeit meinen Sie?' },
  booking: { name: 'die Auswahl', question: 'Welchen Termin möchten Sie buchen?' },
  appointment: { name: 'den gemeinten Termin', question: 'Um welchen Termin geht es?' },
  reason: { name: 'den Grund', question: 'Worum geht es bitte?' },
};

/** One sentence for both: which of them it is would tell a stranger whether the appointment exists. */
const PROVE_IT =
  'Mit diesen Angaben kann ich leider keinen Termin aufrufen. ' +
  'Nennen Sie mir bitte den Namen und das Datum des Termins oder den Buchungscode.';

const DAY_UNCLEAR = 'Den Tag habe ich leider nicht verstanden. An welchem Datum soll es sein?';
const NO_APPOINTMENTS = 'Ich finde für Sie keinen anstehenden Termin. Möchten Sie einen buchen?';
const NO_SERVICES =
  'Im Moment kann ich leider nichts zur Buchung anbieten. Soll ich einen Rückruf für Sie notieren?';

export const germanSentences: SentenceTable = {
  phrases: {
    call_opened: ({ tenant, today, customer, next }, now) =>
      words(
        `${welcome(tenant, today, customer)}.`,
        next && `${german.appointment('Ihr nächster Termin', next, now, 'ist')}.`,
        'Wie kann ich Ihnen helfen?',
      ),
    caller_unclear: ({ tenant, today }) => `${welcome(tenant, today)}. Mit wem spreche ich bitte?`,
    customer_known: ({ name }) =>
      `${clauses('Ich habe Sie gefunden', spokenName(name))}. Wie kann ich Ihnen helfen?`,
    customer_unknown: () =>
      'Ich finde Sie noch nicht in unserer Kundenliste, das macht aber nichts. Wie kann ich Ihnen helfen?',
    customers_share_number: () =>
      'Unter dieser Nummer kenne ich mehrere Personen. Mit wem spreche ich bitte?',
    moment_understood: (facts, now) => {
      const moment = german.understood(facts, now);
      return moment === '' ? ARGUMENTS.text.question : `Verstanden, ${moment}.`;
    },
    moment_ambiguous: (facts, now) => whichMoment(facts.candidates, now),
    moment_unclear: () => DAY_UNCLEAR,
    services_listed: ({ services }) => {
      const names = services.map(({ name }) => name);
      const named = german.firstNames(names, 'and', 'weitere Leistungen');
      return named === '' ? NO_SERVICES : `Wir bieten an: ${named}. Was darf ich für Sie buchen?`;
    },
    no_services: () => NO_SERVICES,
    slots_on_day: ({ date, times }, now) => {
      const day = capitalised(german.onDay(date, now));
      if (times.length === 0) return `${day}, ist leider nichts frei. ${otherTimes([], now)}`;
      if (times.length === 1) return `${day}, ist noch ${german.firstTimes(times)} frei. Passt Ihnen das?`;
      return `${day}, sind noch frei: ${german.firstTimes(times)}. Was passt Ihnen?`;
    },
    slot_free: ({ service, ...wall }, now) =>
      `${words('Der Termin', german.forService(service), german.onDayAt(wall, now))} ist noch frei. Möchten Sie ihn buchen?`,
    slot_taken_with_alternatives: taken,
    day_full_with_alternatives: ({ date, alternatives }, now) =>
      `${capitalised(german.onDay(date, now))}, ist leider nichts frei. ${otherTimes(alternatives, now, date)}`,
    part_of_day_full_with_alternatives: ({ date, alternatives }, now) =>
      `${capitalised(german.onDay(date, now))}, ist zu der gewünschten Zeit leider nichts frei. ${otherTimes(alternatives, now, date)}`,
    nothing_free: ({ service, date }, now) =>
      `${words('Ich finde', german.forService(service), german.onDay(date, now))}, leider keinen freien Termin. ${otherTimes([], now)}`,
    alternatives_listed: ({ alternatives }, now) =>
      alternatives.length === 0
        ? `Ich finde gerade leider keinen anderen freien Termin. ${otherTimes([], now)}`
        : otherTimes(alternatives, now),
    next_free: ({ service, date, time, more }, now) => {
      const next = `${words('Der nächste freie Termin', german.forService(service))} ist ${german.onDayAt({ date, time }, now)}.`;
      const later = german.choices(more.slice(0, SPOKEN_AT_MOST - 1), now, date);
      return later === '' ? `${next} Passt Ihnen das?` : `${next} Es ginge auch ${later}. Was passt Ihnen?`;
    },
    booking_offered: ({ name, ...appointment }, now) =>
      `Ich fasse zusammen: ${german.deed(appointment, now)}${onName(name)}. Darf ich das so verbindlich buchen?`,
    offer_dropped: () => 'In Ordnung, ich buche das nicht. Soll ich nach einer anderen Zeit sehen?',
    booked: ({ name, code, ...appointment }, now) =>
      words(
        `Ihr Termin ist gebucht: ${german.deed(appointment, now)}${onName(name)}.`,
        code === '' ? '' : `Ihr Buchungscode lautet ${speakCode(code)}.`,
      ),
    booking_requested: ({ name, ...appointment }, now) =>
      `Ich habe den Termin angefragt: ${german.deed(appointment, now)}${onName(name)}. Er muss von uns noch bestätigt werden.`,
    appointments_listed: ({ appointments }, now) => {
      const [only, ...others] = appointments;
      if (only === undefined) return NO_APPOINTMENTS;
      if (others.length === 0) return `${german.appointment('Ihr Termin', only, now, 'ist')}.`;
      return `Ich finde ${appointments.length} Termine: ${german.firstAppointments(appointments, 'and', 'weitere', now)}.`;
    },
    no_appointments: () => NO_APPOINTMENTS,
    cancelled: ({ appointment }, now) =>
      `${german.appointment('Ihr Termin', appointment, now)} ist abgesagt. Kann ich sonst noch etwas für Sie tun?`,
    moved: ({ from, to }, now) =>
      `Ihr Termin ist verlegt: ${german.deed(to, now)}, statt ${german.onDayAt(from, now)}. Kann ich sonst noch etwas für Sie tun?`,
    move_requested: ({ from, to }, now) =>
      `Ich habe die Verlegung angefragt: ${german.deed(to, now)}, statt ${german.onDayAt(from, now)}. Sie muss von uns noch bestätigt werden.`,
    callback_noted: ({ bestTime }) => {
      const wish = spokenWish(bestTime);
      if (wish === undefined)
        return 'Ich habe Ihren Wunsch nach einem Rückruf notiert. Kann ich sonst noch etwas für Sie tun?';
      return `Ich habe Ihren Wunsch nach einem Rückruf notiert, als Wunschzeit steht dabei ${wish}. Kann ich sonst noch etwas für Sie tun?`;
    },
  },

  reasons: {
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
    date_in_past: ({ date }, now) =>
      `Ein Termin ${german.onDay(date, now)}, läge schon in der Vergangenheit. Welcher Tag passt Ihnen stattdessen?`,
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
      return named === '' ? ARGUMENTS.service.question : `Welche Leistung meinen Sie: ${named}?`;
    },
    service_not_offered: () =>
      'Diese Leistung können wir im Moment leider nicht anbieten. Darf es etwas anderes sein?',
    staff_unknown: ({ staff }) => {
      const named = german.firstNames(staff, 'or', 'jemand anderes');
      return named === ''
        ? 'Diese Person kann ich dafür leider nicht buchen. Soll ich ohne diesen Wunsch nachsehen?'
        : `Diese Person kann ich dafür leider nicht buchen. Zu wem möchten Sie stattdessen: ${named}?`;
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
    appointment_not_found: () => PROVE_IT,
    several_appointments: ({ appointments }, now) => {
      const named = german.firstAppointments(appointments, 'or', 'ein anderer', now);
      return named === '' ? ARGUMENTS.appointment.question : `Um welchen Termin geht es: ${named}?`;
    },
    identity_unproven: () => PROVE_IT,
    too_late_to_cancel: ({ hours, appointment }, now) => tooLate('absagen', hours, appointment, now),
    too_late_to_reschedule: ({ hours, appointment }, now) => tooLate('verlegen', hours, appointment, now),
    already_cancelled: ({ appointment }, now) =>
      `${german.appointment('Ihr Termin', appointment, now)} ist bereits abgesagt. Möchten Sie einen neuen Termin?`,
    appointment_moved: ({ appointment }, now) =>
      `${german.appointment('Ihr Termin', appointment, now, 'wurde inzwischen verlegt und ist jetzt')}. Geht es um diesen Termin?`,
    same_time: ({ appointment }, now) =>
      `${german.appointment('Ihr Termin', appointment, now, 'ist bereits')}. Auf welche andere Zeit soll ich ihn verlegen?`,
    too_many_requests: () =>
      'Im Moment kommen sehr viele Anfragen auf einmal. Soll ich es gleich noch einmal versuchen?',
  },

  faults: {
    upstream_unavailable:
      'Ich bekomme gerade leider keine Antwort aus dem Kalender. Soll ich es noch einmal versuchen oder einen Rückruf für Sie notieren?',
    upstream_failed:
      'Das hat im Kalender gerade leider nicht geklappt. Soll ich es noch einmal versuchen oder einen Rückruf für Sie notieren?',
    upstream_rejected:
      'Das kann ich im Kalender gerade leider nicht erledigen. Soll ich einen Rückruf für Sie notieren?',
    upstream_unsent:
      'Ich komme gerade leider nicht an den Kalender heran. Soll ich es noch einmal versuchen oder einen Rückruf für Sie notieren?',
    outcome_unknown:
      'Ob das geklappt hat, kann ich noch nicht sicher sagen, es wird gerade geprüft. Soll ich einen Rückruf für Sie notieren?',
    store_unavailable:
      'Das kann ich gerade leider nicht nachsehen. Soll ich es noch einmal versuchen oder einen Rückruf für Sie notieren?',
    budget_spent:
      'Das dauert gerade leider länger als sonst. Soll ich es noch einmal versuchen oder einen Rückruf für Sie notieren?',
    unreadable_request:
      'Das habe ich leider nicht richtig aufgenommen. Können Sie es bitte noch einmal sagen?',
    unknown_function:
      'Das kann ich hier leider nicht für Sie erledigen. Soll ich einen Rückruf für Sie notieren?',
    unknown_tenant:
      'Unter dieser Nummer kann ich im Moment leider keine Termine bearbeiten. Bitte versuchen Sie es später noch einmal.',
    internal:
      'Da komme ich gerade leider nicht weiter. Soll ich es noch einmal versuchen oder einen Rückruf für Sie notieren?',
  },

  pending: 'Einen Moment noch, ich bin noch dabei.',
  staleWarning: 'Mein Stand ist gerade vielleicht nicht ganz aktuell.',
  callbackOffer: {
    alone: 'Soll ich einen Rückruf für Sie notieren?',
    afterQuestion: 'Oder soll ich einen Rückruf für Sie notieren?',
  },
};

function welcome(tenant: string, today: WallTime, customer?: string): string {
  const name = spokenName(tenant);
  return clauses(
    greeting(today),
    spokenName(customer ?? ''),
    name === '' ? 'willkommen' : `willkommen bei ${name}`,
  );
}

function taken(
  { date, time, alternatives }: WallTime & { alternatives: WallTime[] },
  now: SpokenNow,
): string {
  const lost = `Der Termin ${german.onDayAt({ date, time }, now)} ist leider nicht frei.`;
  return `${lost} ${otherTimes(alternatives, now, date)}`;
}

function whichMoment(moments: WallTimePart[], now: SpokenNow): string {
  const named = german.candidates(moments, now);
  return named === '' ? ARGUMENTS.text.question : `Meinen Sie ${named}?`;
}

function onName(name: string): string {
  const spoken = spokenName(name);
  return spoken === '' ? '' : `, auf den Namen ${spoken}`;
}

function tooLate(verb: string, hours: number, appointment: SpokenAppointment, now: SpokenNow): string {
  const limit =
    hours > 0 ? `das geht nur bis ${speakHours(hours, 'de')} vorher` : 'das geht nur vor seinem Beginn';
  return `${german.appointment('Ihren Termin', appointment, now)} kann ich leider nicht mehr ${verb}, ${limit}.`;
}

/** The first other times as an offer that can be taken up, else the question for another day. */
function otherTimes(alternatives: WallTime[], now: SpokenNow, asked?: string): string {
  const named = german.choices(alternatives.slice(0, SPOKEN_AT_MOST), now, asked);
  if (named === '') return 'Soll ich an einem anderen Tag nachsehen?';
  return `Möglich wäre es ${named}. ${alternatives.length === 1 ? 'Passt Ihnen das?' : 'Was davon passt Ihnen?'}`;
}

/** "Guten Morgen" before eleven, "Guten Abend" from six. */
function greeting({ time }: WallTime): string {
  const minutes = minutesOf(time);
  if (minutes < 11 * 60) return 'Guten Morgen';
  return minutes < 18 * 60 ? 'Guten Tag' : 'Guten Abend';
}
