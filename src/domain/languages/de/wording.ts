import type { ArgumentName, WallTime, WallTimePart } from '../../../platform/outcome.ts';
import type { SpokenNow } from '../sentence-table.ts';
import { capitalised, SPOKEN_AT_MOST, spokenName, words } from '../spoken-facts.ts';
import { createWording } from '../wording.ts';

export const german = createWording('de', {
  today: 'heute',
  tomorrow: 'morgen',
  yesterday: 'gestern',
  sameDay: 'am selben Tag',
  on: 'am',
  at: 'um',
  since: 'ab',
  fromDay: 'von',
  until: 'bis',
  between: 'zwischen',
  beforeClockChange: 'vor der Zeitumstellung',
  for: 'für',
  with: 'bei',
  moreTimes: 'weitere',
  everyWeekday: (name) => `${name.toLowerCase()}s`,
  onEvery: '',
});

/** Each argument as the object of "nicht verstanden", and the question that gets it. */
export const ARGUMENTS: Record<ArgumentName, { name: string; question: string }> = {
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

export const DAY_UNCLEAR = 'Den Tag habe ich leider nicht verstanden. An welchem Datum soll es sein?';
export const NO_APPOINTMENTS = 'Ich finde für Sie keinen anstehenden Termin. Möchten Sie einen buchen?';

export function taken(
  { date, time, staff, alternatives }: WallTime & { staff?: string; alternatives: WallTime[] },
  now: SpokenNow,
): string {
  const who = capitalised(german.withPerson(staff));
  const when = german.onDayAt({ date, time }, now);
  const lost =
    who === '' ? `Der Termin ${when} ist leider nicht frei.` : `${who} ist ${when} leider nichts frei.`;
  return `${lost} ${otherTimes(alternatives, now, date)}`;
}

export function whichMoment(moments: WallTimePart[], now: SpokenNow): string {
  return doYouMean(german.candidates(moments, now));
}

export function doYouMean(named: string): string {
  return named === '' ? ARGUMENTS.text.question : `Meinen Sie ${named}?`;
}

/** "Am Dienstag, den 24. November, ist", or with whom before it: what is free, or not, follows. */
export function dayWith(date: string, staff: string | undefined, verb: string, now: SpokenNow): string {
  const who = capitalised(german.withPerson(staff));
  const day = german.onDay(date, now);
  return who === '' ? `${capitalised(day)}, ${verb}` : `${who} ${verb} ${day},`;
}

/** The first other times as an offer that can be taken up, else the question for another day. */
export function otherTimes(alternatives: WallTime[], now: SpokenNow, asked?: string, staff?: string): string {
  const named = german.choices(alternatives.slice(0, SPOKEN_AT_MOST), now, asked);
  if (named === '') return 'Soll ich an einem anderen Tag nachsehen?';
  return `${words('Möglich wäre es', german.withPerson(staff), named)}. ${whichOne(alternatives.length, now, 'Was davon passt Ihnen?')}`;
}

/** What is asked behind times that are free; who asks the same again is asked for the next step. */
export function whichOne(count: number, { askedBefore }: SpokenNow, several: string): string {
  if (askedBefore === true) return count === 1 ? 'Soll ich das so buchen?' : 'Soll ich einen davon buchen?';
  return count === 1 ? 'Passt Ihnen das?' : several;
}

export function onName(name: string): string {
  const spoken = spokenName(name);
  return spoken === '' ? '' : `, auf den Namen ${spoken}`;
}
