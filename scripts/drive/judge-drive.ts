import { functions } from '../../functions/index.ts';
import { outcomeOf } from '../../test/simulators/retell/judge-steps.ts';
import type { SimBooking } from '../../test/simulators/calcom/calendar-book.ts';
import { brokenBudget } from '../broken-budget.ts';
import type { Exchange } from './exchange.ts';
import type { Slot } from './plan-drives.ts';

/** What became of one dialogue. */
export interface DriveEnd {
  exchanges: Exchange[];
  /** The booking that must stand. */
  final?: { slot: Slot; startsAt: Date };
  /** The calendar's standing bookings that the call has made. */
  bookings: SimBooking[];
  /** What our database says otherwise than the calendar about them. */
  differences: string[];
  /** What is still held for the call after it has ended. */
  held: string[];
  /** Events of the call that were not taken. */
  untakenEvents: string[];
}

/**
 * What is not as promised, one line each; nothing where the dialogue has passed. `slackMs` is what an answer may take
 * on top of its function's budget.
 */
export function judgeDrive(end: DriveEnd, slackMs: number): string[] {
  return [
    ...end.untakenEvents.map((event) => `${event} was not taken`),
    ...end.exchanges.flatMap((exchange) => [...wireProblems(exchange, slackMs), ...untruths(exchange)]),
    ...repeatProblems(end.exchanges),
    ...calendarProblems(end),
    ...end.differences,
    ...end.held.map((what) => `still held after the call: ${what}`),
  ];
}

function wireProblems({ name, status, isObject, ms }: Exchange, slackMs: number): string[] {
  if (status !== 200 || !isObject) return [`${name}: ${status === 0 ? 'no answer' : `status ${status}`}`];
  const broken = brokenBudget(name, ms, slackMs);
  return broken === undefined ? [] : [`${name}: ${Math.round(ms)} ms, its budget is ${broken}`];
}

/** Whether the caller hears of a booking that cannot be. */
function untruths({ name, slot, isFree, answer }: Exchange): string[] {
  const isBooked = name === 'confirm_booking' && answer['success'] === true && answer['status'] !== 'dropped';
  const isOffered = name === 'start_booking' && answer['success'] === true;
  if (slot === undefined || (!isBooked && !isOffered)) return [];
  const word = isBooked ? 'booked' : 'offered';
  if (!isFree) return [`${name}: ${word}, and ${slot.date} ${slot.time} is taken`];
  const isOther = answer['date'] !== slot.date || answer['time'] !== slot.time;
  return isOther ? [`${name}: ${word} another time than ${slot.date} ${slot.time}`] : [];
}

/** A repeat hears what the first one heard, unless one of them was only told to wait. */
function repeatProblems(exchanges: Exchange[]): string[] {
  return exchanges.flatMap((repeat, index) => {
    const first = exchanges.findIndex(({ question }) => question === repeat.question);
    const before = exchanges[first];
    if (before === undefined || first === index || functionIsRead(repeat.name)) return [];
    if (before.answer['pending'] === true || repeat.answer['pending'] === true) return [];
    if (before.answer['message'] === repeat.answer['message']) return [];
    return [`${repeat.name}: first ${outcomeOf(before.answer)}, repeated ${outcomeOf(repeat.answer)}`];
  });
}

function functionIsRead(name: string): boolean {
  return functions.find((fn) => fn.name === name)?.effect === 'read';
}

function calendarProblems({ final, bookings, exchanges }: DriveEnd): string[] {
  const isFinal = (booking: SimBooking): boolean =>
    booking.eventTypeId === final?.slot.eventTypeId && booking.start.getTime() === final.startsAt.getTime();
  const strays = bookings.filter((booking) => !isFinal(booking));
  const found = bookings.length - strays.length;
  const lines = strays.map(({ start }) => `a booking at ${start.toISOString()} that nobody wanted`);
  if (final === undefined || found === 1) return lines;
  const heard = exchanges
    .filter(({ slot }) => slot === final.slot)
    .map(({ name, answer }) => `${name}: ${outcomeOf(answer)}`);
  return [`${found} bookings at ${final.slot.date} ${final.slot.time} (${heard.join(', ')})`, ...lines];
}
