import type { ArgumentName, WallTime, WallTimePart } from '../../../platform/outcome.ts';
import type { SpokenNow } from '../sentence-table.ts';
import { ended, SPOKEN_AT_MOST, spokenName, words } from '../spoken-facts.ts';
import { createWording } from '../wording.ts';

export const english = createWording('en', {
  today: 'today',
  tomorrow: 'tomorrow',
  yesterday: 'yesterday',
  sameDay: 'on the same day',
  on: 'on',
  at: 'at',
  since: 'from',
  fromDay: 'from',
  until: 'until',
  between: 'between',
  beforeClockChange: 'before the clocks go back',
  for: 'for',
  with: 'with',
  moreTimes: 'more',
  everyWeekday: (name) => `${name}s`,
  onEvery: 'on',
});

/** Each argument as the object of "did not catch", and the question that gets it. */
export const ARGUMENTS: Record<ArgumentName, { name: string; question: string }> = {
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

export const DAY_UNCLEAR = "I'm sorry, I didn't catch the day. Which date would you like?";
export const NO_APPOINTMENTS = "I can't find an upcoming appointment for you. Would you like to book one?";

export function taken(
  { date, time, staff, alternatives }: WallTime & { staff?: string; alternatives: WallTime[] },
  now: SpokenNow,
): string {
  const when = english.onDayAt({ date, time }, now);
  const lost = `${words("I'm afraid the appointment", english.withPerson(staff), when)} is not available.`;
  return `${lost} ${otherTimes(alternatives, now, date)}`;
}

export function whichMoment(moments: WallTimePart[], now: SpokenNow): string {
  return doYouMean(english.candidates(moments, now));
}

export function doYouMean(named: string): string {
  return named === '' ? ARGUMENTS.text.question : `Do you mean ${named}?`;
}

/** The first other times as an offer that can be taken up, else the question for another day. */
export function otherTimes(alternatives: WallTime[], now: SpokenNow, asked?: string, staff?: string): string {
  const named = english.choices(alternatives.slice(0, SPOKEN_AT_MOST), now, asked);
  if (named === '') return 'Shall I look at another day?';
  return `${ended(words('I could offer you a time', english.withPerson(staff), named))} ${whichOne(alternatives.length, now)}`;
}

/** What is asked behind times that are free; who asks the same again is asked for the next step. */
export function whichOne(count: number, { askedBefore }: SpokenNow): string {
  if (askedBefore === true) return count === 1 ? 'Shall I book that for you?' : 'Shall I book one of them?';
  return count === 1 ? 'Does that suit you?' : 'Which would suit you?';
}

export function inName(name: string): string {
  const spoken = spokenName(name);
  return spoken === '' ? '' : `, in the name of ${spoken}`;
}
