import type { WallTime } from '../../../platform/outcome.ts';
import { toWallTime } from '../../wall-clock.ts';
import { addClock, addDay, phrase, rewrite } from './scene.ts';
import type { Groups, Scene } from './scene.ts';

const COUNT = '(?<count>a|\\d{1,3})';
const UNIT = '(?<unit>hour|minute)';
// "1 day and 2 hours", "an hour and 30 minutes".
const AMOUNT = `(?:(?<days>a|\\d{1,2}) day (?:and )?)?${COUNT} ${UNIT}(?: (?:and )?(?<rest>\\d{1,2}) minute)?`;

// "In two to three hours", "in an hour or two".
const EITHER = phrase(
  `in(?: (?:the|at))* ${COUNT}(?: ${UNIT})? (?:until|to|or|-)(?: at)? (?<count2>\\d{1,2})(?: (?<unit2>hour|minute))?`,
);

// "Two hours ago"; "vor zwei Stunden".
const AGO = phrase(`${AMOUNT} ago`);
const BEFORE_NOW = phrase(`before ${AMOUNT}(?! (?:before|after|past|[tWdM]\\d))`);
const WISH =
  / (?:[dtp]\d+|[WCT]\d\S*|at \d+|\d+ oclock|(?:next|coming|this|afternext) (?:week|month|weekend))(?= )/;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** Replaces moments and stretches told from now: "in zwei Stunden", "30 min later", "the next three hours". */
export function findStretches(scene: Scene): void {
  rewrite(scene, phrase(`(?:in|within)(?: the)? (?:next|coming) ${COUNT} ${UNIT}`), (groups) =>
    fullAhead(groups, scene),
  );
  rewrite(scene, phrase(`(?:the )?(?:next|coming) ${COUNT} ${UNIT}`), (groups) => fullAhead(groups, scene));
  rewrite(
    scene,
    phrase(`(?:in(?: the)? (?:next|coming)|within(?: the)?(?: next| coming)?) (?<unit>hour)`),
    (groups) => within(groups, scene),
  );
  rewrite(scene, phrase(`within(?: the)? ${COUNT} ${UNIT}`), (groups) => within(groups, scene));
  rewrite(scene, EITHER, (groups) => either(groups, scene));
  rewrite(scene, phrase(`in(?: (?:the|at))* ${AMOUNT}`), (groups) => fromNow(groups, scene));
  rewrite(scene, phrase(`${AMOUNT} fromnow`), (groups) => fromNow(groups, scene));
  rewrite(scene, AGO, (groups) => past(groups, scene));
  if (scene.lexicon.dotIsOrdinal) rewrite(scene, BEFORE_NOW, (groups) => past(groups, scene));
  rewrite(scene, phrase(`after(?: (?:the|at))* ${AMOUNT}(?! (?:before|after|past))`), (groups) =>
    afterSome(groups, scene),
  );
}

function fromNow(groups: Groups, scene: Scene, direction = 1): string {
  const wall = wallIn(direction * amountMinutes(groups), scene);
  return `${addDay(scene, { date: wall.date })} ${wallClock(wall.time, scene)}`;
}

/** "I rang two hours ago, is Friday free?": beside a wish it is none. */
function past(groups: Groups, scene: Scene): string {
  return WISH.test(scene.line) ? '_' : fromNow(groups, scene, -1);
}

function afterSome(groups: Groups, scene: Scene): string {
  const wall = wallIn(amountMinutes(groups), scene);
  return `${addDay(scene, { date: wall.date })} from ${wallClock(wall.time, scene)}`;
}

function within(groups: Groups, scene: Scene): string {
  return stretch(0, amountMinutes(groups), scene);
}

function either({ count, unit, count2, unit2 }: Groups, scene: Scene): string | undefined {
  const said = unit2 ?? unit;
  if (said === undefined) return undefined;
  const first = amountMinutes({ count, unit: said });
  const second = amountMinutes({ count: count2, unit: said });
  return second > first ? stretch(first, second - first, scene) : undefined;
}

/** From the next full hour (or minute), for as long as was said. */
function fullAhead(groups: Groups, scene: Scene): string {
  const start = groups['unit'] === 'minute' ? 1 : 60 - Number(scene.nowTime.slice(3));
  return stretch(start, amountMinutes(groups), scene);
}

function stretch(start: number, length: number, scene: Scene): string {
  const [from, until] = [wallIn(start, scene), wallIn(start + length, scene)];
  if (length >= DAY_MINUTES) return addDay(scene, { date: from.date, untilDate: until.date });
  const day = addDay(
    scene,
    from.date === until.date ? { date: from.date } : { date: from.date, untilDate: until.date },
  );
  return `${day} from ${wallClock(from.time, scene)} until ${wallClock(until.time, scene)}`;
}

function amountMinutes({ days, count, unit, rest }: Groups): number {
  const minutes = countOf(count) * (unit === 'hour' ? 60 : 1);
  return (days === undefined ? 0 : countOf(days) * DAY_MINUTES) + minutes + Number(rest ?? 0);
}

function countOf(word: string | undefined): number {
  return word === undefined || word === 'a' ? 1 : Number(word);
}

/** Hours are counted as they pass, across clock changes too. */
function wallIn(minutes: number, { now, zone }: Scene): WallTime {
  return toWallTime(new Date(now.getTime() + minutes * MINUTE_MS), zone);
}

function wallClock(time: string, scene: Scene): string | undefined {
  return addClock(scene, Number(time.slice(0, 2)), Number(time.slice(3)), 'fixed');
}
