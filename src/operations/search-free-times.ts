import { keptWish, windowOf } from '../domain/kept-wish.ts';
import { dropTooSoon, wallTimesOf } from '../domain/offer-times.ts';
import { rankTimes } from '../domain/rank-times.ts';
import type { RankWish } from '../domain/rank-times.ts';
import { fitsWish, hasDayWish, hasTimeWish } from '../domain/search-wish.ts';
import type { Broken, SearchWish } from '../domain/search-wish.ts';
import type { SlotSource } from '../domain/seats.ts';
import { formattedDate } from '../domain/speech/speak.ts';
import { daysBetween } from '../domain/wall-clock.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome, Refusal, Saying, Subject, WallTime } from '../platform/outcome.ts';
import { chooseInCall } from './choose-in-call.ts';
import type { CallCtx } from './context.ts';
import { daysFrom, findFreeSlots } from './find-free-slots.ts';
import type { FreeSlots } from './find-free-slots.ts';
import { hearPerson } from './hear-person.ts';
import { namesInCall } from './names-in-call.ts';
import { releaseOffersOfCall } from './release-offers.ts';
import { MOST_DAYS, spanOf, understandSearch } from './understand-search.ts';
import type { SaidMoment, WithoutDay } from './understand-search.ts';

export interface AvailabilityWish extends SaidMoment {
  service?: string;
  staff?: string;
}

export interface Availability {
  /** Empty where the call may not name it. */
  service: string;
  available: boolean;
  /** The day asked for, or of a stretch the one that is offered first. */
  date: string;
  /** As numbers in the order of the tenant's locale, such as 24.11.2026 (ASK-06). */
  formattedDate: string;
  /** Free times of that day, HH:MM. */
  times: string[];
  alternatives: WallTime[];
}

/** A search that is understood: what for, which days, and whether the call has asked the same before. */
export interface OpenSearch {
  kind: 'open';
  source: SlotSource;
  service: string;
  /** The service, and the person where one was wished for, as a sentence says them. */
  subject: Subject;
  search: SearchWish;
  /** First and last day that will do. */
  span: { first: string; last: string };
  askedBefore: Promise<boolean>;
}

/** Free times on the wall, rising, that may still be booked. */
export interface FoundTimes {
  walls: WallTime[];
  step: FreeSlots['step'];
}

/** How many days one question to the calendar covers, so that alternatives come in the same answer (ASK-10). */
export const DAYS_AHEAD = 8;
export const MOST_ALTERNATIVES = 5;
const MOST_TIMES = 288;

/** What every search begins with: service, wish, and the end of what the call was offered before. */
export async function openSearch(
  ctx: CallCtx,
  said: AvailabilityWish,
  kind: string,
  withoutDay: WithoutDay,
): Promise<OpenSearch | Refusal> {
  const wish = hearPerson(ctx, said);
  const choice = await chooseInCall(ctx, wish);
  if (choice.kind === 'refused') return choice;
  const search = understandSearch(ctx, wish, withoutDay);
  if (search.kind === 'refused') return search;
  await releaseOffersOfCall(ctx);
  const { source } = choice;
  const subject = subjectOf(ctx, source);
  const question = [kind, source.key, JSON.stringify(search)].join(' ');
  const askedBefore = ctx.cache.noteAsked(ctx.call.id, question, ctx.toolCallId);
  // An answer without free times does not wait for it; it only has to be over before the process stops.
  ctx.background.add('note of what was asked', askedBefore);
  return {
    kind: 'open',
    source,
    service: subject.service,
    subject,
    search,
    span: spanOf(search),
    askedBefore,
  };
}

/** What is looked for, as far as the call may say it. */
export function subjectOf(ctx: CallCtx, { service, staff }: SlotSource): Subject {
  return namesInCall(ctx).what({
    service: service.name,
    ...(staff === undefined ? {} : { staff: staff.name }),
  });
}

/** The free times of `count` days from the first on; `fetchDays` of them where the calendar has to be asked. */
export async function findTimes(
  ctx: CallCtx,
  { source, span }: OpenSearch,
  count: number,
  fetchDays = count,
): Promise<FoundTimes | undefined> {
  const found = await findFreeSlots(ctx, source, daysFrom(span.first, count), { fetchDays });
  return found && { walls: wallTimesOf(bookable(ctx, found), ctx.tenant.timezone), step: found.step };
}

/** How many days of the stretch are looked at. */
export function daysIn({ first, last }: { first: string; last: string }): number {
  return Math.min(daysBetween(first, last) + 1, MOST_DAYS);
}

export function refuseUnreachable(): Refusal {
  return { ...refused('calendar_unreachable', {}), offerCallback: true };
}

/** What keeps to most of the wish where nothing keeps to all of it, the nearest first; and what it breaks. */
function nearestOthers(
  { search, span }: OpenSearch,
  walls: readonly WallTime[],
): { broken: Broken; others: WallTime[] } | undefined {
  const ways: Broken[] = [
    ...(hasTimeWish(search) ? (['time'] as const) : []),
    ...(hasDayWish(search) ? (['weekday'] as const) : []),
    'days',
    'anything',
  ];
  for (const broken of ways) {
    const others = walls.filter((wall) => fitsWish(search, wall, broken));
    if (others.length > 0) {
      const near = { ...rankWishOf(search), ...(broken === 'time' ? {} : { date: span.first }) };
      return { broken, others: rankTimes(others, near, MOST_ALTERNATIVES) };
    }
  }
  return undefined;
}

/** What alternatives are to be near to. */
export function rankWishOf({ options }: SearchWish): RankWish {
  const [option] = options;
  if (option === undefined) return {};
  const { first, last, time, earliest, latest } = option;
  return {
    ...(first === last ? { date: first } : {}),
    ...(time === undefined ? { earliest, latest } : { time }),
  };
}

/** The answer when nothing keeps to the wish: the nearest that breaks one part of it, or that there is nothing. */
export async function answerNothing(
  ctx: CallCtx,
  opened: OpenSearch,
  found: FoundTimes | undefined,
  times: string[] = [],
): Promise<Outcome<Availability>> {
  const { service, span } = opened;
  const near = nearestOthers(opened, found?.walls ?? []);
  const data = {
    available: false,
    service,
    ...datesOf(ctx, span.first),
    times,
    alternatives: near?.others ?? [],
  };
  const saying = near === undefined ? say('nothing_free', { service, ...span }) : sayNearest(opened, near);
  return answer(opened, data, saying, found);
}

/** That nothing keeps to the wish, and what comes near it. */
export function sayNearest(
  { service, subject, search, span }: OpenSearch,
  { broken, others: alternatives }: { broken: Broken; others: WallTime[] },
): Saying {
  if (span.first !== span.last || broken === 'weekday')
    return say('nothing_fits', { service, alternatives, ...span, ...keptWish(search) });
  const { first: date } = span;
  return broken === 'time'
    ? say('part_of_day_full_with_alternatives', { service, alternatives, date, ...windowOf(search) })
    : say('day_full_with_alternatives', { ...subject, alternatives, date: span.first });
}

export async function answer(
  { askedBefore }: OpenSearch,
  data: Availability,
  saying: Saying,
  ...looked: (FoundTimes | undefined)[]
): Promise<Outcome<Availability>> {
  return {
    ...done(data, saying),
    stale: looked.some((found) => found?.step === 'stale'),
    askedBefore: await askedBefore,
  };
}

/** Wall times as they are listed: each once, no more than a day of five-minute steps has. */
export function listedTimes(walls: readonly WallTime[], date: string): string[] {
  const ofDay = walls.filter((wall) => wall.date === date).map((wall) => wall.time);
  return [...new Set(ofDay)].slice(0, MOST_TIMES);
}

/** A date as data, in both forms. */
export function datesOf(ctx: CallCtx, date: string): { date: string; formattedDate: string } {
  return { date, formattedDate: formattedDate(date, ctx.tenant.locale) };
}

/** Free times near a moment, the nearest first (ASK-13); none where nothing was found out. */
export function pickAlternatives(ctx: CallCtx, found: FreeSlots | undefined, near: WallTime): WallTime[] {
  if (found === undefined) return [];
  const walls = wallTimesOf(bookable(ctx, found), ctx.tenant.timezone);
  return rankTimes(walls, { date: near.date, time: near.time }, MOST_ALTERNATIVES);
}

/** Without the times that are past or too soon (ASK-58). */
function bookable(ctx: CallCtx, found: FreeSlots): FreeSlots['slots'] {
  return dropTooSoon(found.slots, ctx.clock.now(), ctx.tenant.policies.minNoticeMinutes);
}
