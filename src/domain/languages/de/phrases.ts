import { speakCode, speakEmail } from '../../speech/speak.ts';
import { minutesOf } from '../../wall-clock.ts';
import type { WallTime } from '../../../platform/outcome.ts';
import type { SentenceTable } from '../sentence-table.ts';
import { capitalised, clauses, SPOKEN_AT_MOST, spokenName, spokenWish, words } from '../spoken-facts.ts';
import {
  ARGUMENTS,
  dayWith,
  doYouMean,
  german,
  NO_APPOINTMENTS,
  onName,
  otherTimes,
  taken,
  whichOne,
} from './wording.ts';

const NO_SERVICES =
  'Im Moment kann ich leider nichts zur Buchung anbieten. Soll ich einen Rückruf für Sie notieren?';

export const germanPhrases: SentenceTable['phrases'] = {
  call_opened: ({ tenant, today, customer, next }, now) =>
    words(
      `${welcome(tenant, today, customer)}.`,
      next && `${german.appointment('Ihr nächster Termin', next, now, 'ist')}.`,
      'Wie kann ich Ihnen helfen?',
    ),
  call_placed: ({ tenant, today, customer, next, isAsked }, now) =>
    words(
      `${clauses(greeting(today), spokenName(customer ?? ''), spokenName(tenant) && `hier ist ${spokenName(tenant)}`)}.`,
      next === undefined
        ? 'Haben Sie einen Moment Zeit?'
        : words(
            `${german.appointment('Es geht um Ihren Termin', next, now)}.`,
            isAsked ? 'Bleibt es dabei?' : undefined,
          ),
    ),
  caller_unclear: ({ tenant, today }) => `${welcome(tenant, today)}. Mit wem spreche ich bitte?`,
  customer_known: ({ name }) =>
    `${clauses('Ich habe Sie gefunden', spokenName(name))}. Wie kann ich Ihnen helfen?`,
  customer_unknown: () =>
    'Ich finde Sie noch nicht in unserer Kundenliste, das macht aber nichts. Wie kann ich Ihnen helfen?',
  customers_share_number: () => 'Unter dieser Nummer kenne ich mehrere Personen. Mit wem spreche ich bitte?',
  moment_understood: (facts, now) => {
    const moment = german.understood(facts, now);
    return moment === '' ? ARGUMENTS.text.question : `Verstanden, ${moment}.`;
  },
  moment_ambiguous: ({ candidates }, now) => doYouMean(german.readings(candidates, now)),
  moment_unclear: () => `Die Zeitangabe habe ich leider nicht verstanden. ${ARGUMENTS.text.question}`,
  services_listed: ({ services }) => {
    const names = services.map(({ name }) => name);
    const named = german.firstNames(names, 'and', 'weitere Leistungen');
    return named === '' ? NO_SERVICES : `Wir bieten an: ${named}. Was darf ich für Sie buchen?`;
  },
  no_services: () => NO_SERVICES,
  services_unnamed: () => 'In diesem Anruf nenne ich keine Leistungen. Was darf ich für Sie buchen?',
  slots_on_day: ({ date, staff, times, named = times }, now) => {
    const day = (verb: string) => dayWith(date, staff, verb, now);
    if (times.length === 0) return `${day('ist')} leider nichts frei. ${otherTimes([], now)}`;
    const question = whichOne(times.length, now, 'Was passt Ihnen?');
    if (times.length === 1) return `${day('ist')} noch ${german.firstTimes(times)} frei. ${question}`;
    return `${day('sind')} noch frei: ${german.firstTimes(named, times.length)}. ${question}`;
  },
  slot_free: ({ service, staff, ...wall }, now) =>
    `${words('Der Termin', german.forService(service), german.withPerson(staff), german.onDayAt(wall, now))} ist noch frei. ${now.askedBefore === true ? 'Soll ich ihn jetzt buchen?' : 'Möchten Sie ihn buchen?'}`,
  slot_taken_with_alternatives: taken,
  day_full_with_alternatives: ({ date, staff, alternatives }, now) =>
    `${dayWith(date, staff, 'ist', now)} leider nichts frei. ${otherTimes(alternatives, now, date)}`,
  part_of_day_full_with_alternatives: ({ date, alternatives, ...window }, now) =>
    `${capitalised(german.onDay(date, now))}, ist ${german.inWindow(window) || 'zu der gewünschten Zeit'} leider nichts frei. ${otherTimes(alternatives, now, date)}`,
  nothing_fits: ({ first, last, days, weekdays, isMore, alternatives, ...window }, now) => {
    const kept = words(
      german.onWeekdays(weekdays, 'an den gewünschten Wochentagen'),
      german.inWindow(window),
    );
    const nothing = 'leider nichts frei';
    const found = isMore === true ? `${nothing}, das zu Ihrem Wunsch passt` : words(kept, nothing);
    const when = days === undefined ? german.period(first, last, now) : german.onDays(days, now);
    return `${capitalised(when)}, ist ${found}. ${otherTimes(alternatives, now)}`;
  },
  nothing_free: ({ service, first, last }, now) =>
    `${words('Ich finde', german.forService(service), german.period(first, last, now))}, leider keinen freien Termin. ${otherTimes([], now)}`,
  alternatives_listed: ({ staff, alternatives }, now) =>
    alternatives.length === 0
      ? `${words('Ich finde gerade', german.withPerson(staff), 'leider keinen anderen freien Termin')}. ${otherTimes([], now)}`
      : otherTimes(alternatives, now, undefined, staff),
  next_free: ({ service, staff, date, time, more }, now) => {
    const next = `${words('Der nächste freie Termin', german.forService(service), german.withPerson(staff))} ist ${german.onDayAt({ date, time }, now)}.`;
    const later = german.choices(more.slice(0, SPOKEN_AT_MOST - 1), now, date);
    const question = whichOne(1 + more.length, now, 'Was passt Ihnen?');
    return later === '' ? `${next} ${question}` : `${next} Es ginge auch ${later}. ${question}`;
  },
  booking_offered: ({ name, email, ...appointment }, now) =>
    words(
      `Ich fasse zusammen: ${german.deed(appointment, now)}${onName(name)}.`,
      email === undefined ? '' : `Die Bestätigung geht an ${speakEmail(email, 'de')}.`,
      'Darf ich das so verbindlich buchen?',
    ),
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
  waitlist_joined: ({ service, staff, first, last }, now) =>
    `${words('Sie stehen jetzt auf der Warteliste', german.forService(service), german.withPerson(staff))}. Sobald ${german.period(first, last, now)}, etwas frei wird, rufen wir Sie an. Kann ich sonst noch etwas für Sie tun?`,
  attendance_confirmed: ({ appointment }, now) =>
    `Danke, ich habe notiert, dass Sie kommen: ${german.deed(appointment, now)}. Kann ich sonst noch etwas für Sie tun?`,
  reminders_stopped: () =>
    'In Ordnung, unter dieser Nummer rufen wir Sie nicht mehr an. An Ihren Terminen ändert sich dadurch nichts. Kann ich sonst noch etwas für Sie tun?',
};

function welcome(tenant: string, today: WallTime, customer?: string): string {
  const name = spokenName(tenant);
  return clauses(
    greeting(today),
    spokenName(customer ?? ''),
    name === '' ? 'willkommen' : `willkommen bei ${name}`,
  );
}

/** "Guten Morgen" before eleven, "Guten Abend" from six. */
function greeting({ time }: WallTime): string {
  const minutes = minutesOf(time);
  if (minutes < 11 * 60) return 'Guten Morgen';
  return minutes < 18 * 60 ? 'Guten Tag' : 'Guten Abend';
}
