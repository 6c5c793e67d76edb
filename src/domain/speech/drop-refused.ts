import { addDays } from '../wall-clock.ts';
import { addDay, phrase, rewrite } from './scene.ts';
import type { Groups, Scene } from './scene.ts';

const LEAD = '(?:(?:on|at|the|in) )*';
const BOUND = '(?:from|until|before|after|past|between|latest|earliest)';
const DAY = `(?:${BOUND} )?${LEAD}d\\d+`;
const TIME = `(?:${BOUND} )?${LEAD}[tp]\\d+`;
const MOMENT = `(?:${DAY}(?: ${TIME}(?: (?:until|to|-) ${LEAD}[tp]\\d+)?)?|${TIME}(?: ${DAY})?)`;
// "Montag oder Dienstag", "from one to three".
const MOMENTS = `${MOMENT}(?: (?:or|and|until|to|-) ${MOMENT}){0,5}`;
const ASIDE = '(?: (?:_|on|at|the|in|a|of|day|this)){0,6}';
const BOUNDED = `(?:from|until|before|after|between|latest) ${LEAD}[dtp]\\d+(?: (?:(?:or|and|until|to|-) )?${LEAD}[dtp]\\d+){0,3}`;

const NOT_BEFORE = phrase(
  `not ${LEAD}(?:d\\d+(?: ${LEAD}[tp]\\d+)?|[tp]\\d+(?: ${LEAD}d\\d+)?)(?: or ${LEAD}[dtp]\\d+){0,3}`,
);
const NOT_BEHIND = phrase(`${MOMENTS}(?: _)?(?: the)? not`);
const UNTIL_THEN = phrase(`busy${ASIDE} until ${LEAD}(?<end>t\\d+)${ASIDE}(?: ;)? earliest`);
const TAKEN = [
  phrase(`(?:${DAY}${ASIDE} )?busy(?: and)?${ASIDE}(?: ${DAY})? ${BOUNDED}`),
  phrase(`${MOMENTS}${ASIDE} busy`),
];
const ONE_BOUND = [
  phrase(`(?<bound>before|after) ${LEAD}(?<item>[dt]\\d+)${ASIDE} refused`),
  phrase(`not (?<bound>before|after) ${LEAD}(?<item>[dt]\\d+)`),
];
const REFUSED = phrase(`(?<what>${MOMENTS})${ASIDE} refused(?<behind> ${LEAD}[dtp]\\d+)?`);
const REFUSED_NEXT = phrase(`refused ${LEAD}${MOMENTS}`);
const REFUSED_BEFORE = phrase(`${MOMENTS}${ASIDE} ;${ASIDE} refused`);

/** Takes out what the speaker refuses ("nicht am Dienstag", "Dienstag geht nicht") and the hours they have no time. */
export function dropRefused(scene: Scene): void {
  rewrite(scene, NOT_BEFORE, () => '_');
  // "Ich arbeite bis fünf, danach geht es."
  rewrite(scene, UNTIL_THEN, ({ end }) => `from ${end}`);
  for (const pattern of TAKEN) rewrite(scene, pattern, () => '_');
  for (const pattern of ONE_BOUND) rewrite(scene, pattern, (groups) => otherSide(groups, scene));
  rewrite(scene, REFUSED, (groups) => whatStays(groups, scene));
  rewrite(scene, REFUSED_NEXT, () => '_');
  rewrite(scene, REFUSED_BEFORE, () => 'rather');
  rewrite(scene, NOT_BEHIND, () => 'rather');
}

/** "Vor zehn kann ich nicht" wants ten or later. */
function otherSide({ bound, item = '' }: Groups, scene: Scene): string | undefined {
  const from = bound === 'before';
  if (item.startsWith('t')) return `${from ? 'from' : 'until'} ${item}`;
  const options = scene.days[Number(item.slice(1))]?.options ?? [];
  const days = options.map(({ date, untilDate = date }) => ({
    date: from ? addDays(untilDate, 1) : addDays(date, -1),
  }));
  return days.length === 0 ? undefined : `${from ? 'from' : 'until'} ${addDay(scene, ...days)}`;
}

/** Of "Dienstag um zehn geht nicht, um elf" the day stays: the time is what did not suit. */
function whatStays({ what = '', behind = '' }: Groups, { line }: Scene): string {
  const named = [...what.matchAll(/[dtp]\d+/g)].map(([item]) => item);
  const tail = /[dtp]\d+/.exec(behind)?.[0] ?? '';
  const others = [...line.matchAll(/[dtp]\d+/g)]
    .map(([item]) => item)
    .filter((item) => !named.includes(item) && item !== tail);
  const hasOther = (isWanted: (item: string) => boolean): boolean => others.some(isWanted);
  const isDay = (item: string): boolean => item.startsWith('d');
  const isTime = (item: string): boolean => !isDay(item);
  const day = [...named, tail].filter(isDay);
  const times = named.filter(isTime);
  if (day.length === 1 && times.length > 0 && !hasOther(isDay) && hasOther(isTime)) return `${day[0]} rather`;
  // "Zehn geht am Dienstag nicht" refuses both, "zehn geht nicht um elf" only ten.
  const isOfSameKind = tail !== '' && named.some((item) => isDay(item) === isDay(tail));
  return isOfSameKind ? `rather${behind}` : 'rather';
}
