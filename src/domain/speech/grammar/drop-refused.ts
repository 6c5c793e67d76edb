import { addDays } from '../../wall-clock.ts';
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
const INSTEAD = phrase(`instead ${LEAD}(?<a>[dtp]\\d+)(?: ${LEAD}(?<b>[dtp]\\d+))?`);
const NO_MORE = '(?:refused|not(?= (?:;|$)))';
// "Bis fünf arbeite ich", "I am away until Thursday": free from then on.
const FREE_AFTER = [
  phrase(
    `(?:(?<day>${LEAD}d\\d+)${ASIDE} )?(?:busy|refused)(?: and)?${ASIDE}(?: (?<day2>d\\d+))? until ${LEAD}(?<item>[dt]\\d+)(?:${ASIDE} (?<day3>d\\d+))?`,
  ),
  phrase(
    `(?:(?<day>${LEAD}d\\d+)${ASIDE} )?(?<! d\\d+ (?=until ${LEAD}d)| t\\d+ )until ${LEAD}(?<item>[dt]\\d+)(?:${ASIDE} (?<day2>d\\d+))?${ASIDE} (?:busy|${NO_MORE})`,
  ),
];
const UNTIL_THEN = phrase(`busy${ASIDE} until ${LEAD}(?<end>t\\d+)${ASIDE}(?: (?:;|so))* earliest`);
// "My holiday goes until the 12th, after that is fine."
const THEN_ON = [
  phrase(`until ${LEAD}(?<item>[dt]\\d+)${ASIDE}(?: (?:;|so))* (?:earliest|after)(?! ${LEAD}[tp]\\d)`),
  phrase(`(?<item>t\\d+)${ASIDE} so (?:earliest|after)(?! ${LEAD}[tp]\\d)`),
];
const TAKEN = [
  phrase(`(?:${DAY}${ASIDE} )?busy(?: and)?${ASIDE}(?: ${DAY})? ${BOUNDED}`),
  phrase(`${MOMENTS}${ASIDE} busy`),
  phrase(`busy${ASIDE} ${DAY}`),
];
const ONE_BOUND = [
  phrase(
    `(?<bound>before|after|from|past) ${LEAD}(?<item>[dt]\\d+)(?:${ASIDE} (?<day>d\\d+))?${ASIDE} ${NO_MORE}`,
  ),
  phrase(`not (?<bound>before|after) ${LEAD}(?<item>[dt]\\d+)`),
];
const REFUSED = phrase(`(?<what>${MOMENTS})${ASIDE} refused(?<behind> ${LEAD}[dtp]\\d+)?`);
const REFUSED_NEXT = phrase(`refused ${LEAD}${MOMENTS}`);
const REFUSED_BEFORE = phrase(`${MOMENTS}${ASIDE} ;${ASIDE} refused`);

// "Wednesday, no wait, I can't", "Mittwoch um drei, ach nein, da arbeite ich": nothing of it is left.
const TAKEN_BACK = phrase(
  `${MOMENTS}${ASIDE}(?: (?:;|or|so))*${ASIDE} rather(?: (?:_|;|or|so|rather|on|at|the|in|a))*(?: (?:refused|not(?= (?:;|$)))| busy(?=(?: _)* (?:;|$)))(?! (?:;|_)*${LEAD}(?:until )?[dtp]\\d)`,
);
const SAID_AGAIN = [
  phrase(`rather(?: (?:_|;|or|so|rather))*(?: not)+ ${LEAD}(?<item>d\\d+)(?! ${LEAD}[dtp]\\d)`),
  phrase(`rather(?: (?:_|;|or|so|rather))* refused ${LEAD}(?<item>d\\d+)(?! ${LEAD}[dtp]\\d)`),
  phrase(`rather(?: (?:_|;|or|so|rather))* ${LEAD}(?<item>d\\d+)${ASIDE} (?:refused|not(?= (?:;|$)))`),
];

/** Takes out what the speaker refuses ("nicht am Dienstag", "Dienstag geht nicht") and the hours they have no time. */
export function dropRefused(scene: Scene): void {
  rewrite(scene, TAKEN_BACK, () => 'rather');
  for (const pattern of SAID_AGAIN) dropSaidAgain(pattern, scene);
  rewrite(scene, NOT_BEFORE, () => '_');
  rewrite(scene, INSTEAD, ({ a = '', b = '' }) => (hasOther(scene, [a, b], b) ? '_' : `_ ${b}`));
  // "Ich arbeite bis fünf, danach geht es."
  rewrite(scene, UNTIL_THEN, ({ end }) => `from ${end}`);
  for (const pattern of THEN_ON) rewrite(scene, pattern, ({ item }) => fromThen(item ?? '', scene));
  for (const pattern of FREE_AFTER) {
    rewrite(scene, pattern, ({ day, day2, day3, item = '' }) => freeAfter(day ?? day2 ?? day3, item, scene));
  }
  for (const pattern of TAKEN) rewrite(scene, pattern, () => '_');
  for (const pattern of ONE_BOUND) rewrite(scene, pattern, (groups) => otherSide(groups, scene));
  rewrite(scene, REFUSED, (groups) => whatStays(groups, scene));
  rewrite(scene, REFUSED_NEXT, () => '_');
  rewrite(scene, REFUSED_BEFORE, () => 'rather');
  rewrite(scene, NOT_BEHIND, () => 'rather');
}

/** "Dienstag, ach nee, Dienstag kann ich nicht": the first Tuesday is the one that is refused. */
function dropSaidAgain(pattern: RegExp, scene: Scene): void {
  const optionsOf = (item: string): string =>
    JSON.stringify((scene.days[Number(item.slice(1))]?.options ?? []).map(({ date }) => date));
  for (const { index, groups } of [...scene.line.matchAll(pattern)].slice(-1)) {
    const refused = optionsOf(groups?.['item'] ?? '');
    const before = scene.line
      .slice(0, index)
      .replace(/(?<= )d\d+(?= |$)/g, (item) => (optionsOf(item) === refused ? '_' : item));
    scene.line = before + scene.line.slice(index);
  }
}

/** "Until the 12th, then on the 14th" has its day, "until four, then on Monday" the time from which. */
function fromThen(item: string, scene: Scene): string {
  const from = hasOther(scene, [item], item) ? '_' : (otherSide({ bound: 'before', item }, scene) ?? '_');
  return `${from} so`;
}

/** What is left of the day from then on, unless the wish itself was said, too. */
function freeAfter(day: string | undefined, item: string, scene: Scene): string {
  const named = [item, ...itemsOf(day ?? '')];
  const from = hasOther(scene, named, item) ? '_' : (otherSide({ bound: 'until', item }, scene) ?? '_');
  return day === undefined || hasOther(scene, named, 'd') ? from : `${day} ${from}`;
}

/** Whether the line names something of the same kind (day or time) as `like` beside what is `named`. */
function hasOther({ line }: Scene, named: string[], like: string): boolean {
  return itemsOf(line).some((item) => !named.includes(item) && isDay(item) === isDay(like));
}

/** "Vor zehn kann ich nicht" wants ten or later. */
function otherSide({ bound, item = '', day }: Groups, scene: Scene): string | undefined {
  const side = bound === 'before' || bound === 'until' ? 'from' : 'until';
  if (item.startsWith('t')) return `${side} ${item}${day === undefined ? '' : ` ${day}`}`;
  const options = scene.days[Number(item.slice(1))]?.options ?? [];
  const days = options.flatMap(({ date, untilDate = date }) => {
    if (side === 'until') return [{ date: addDays(date, -1) }];
    const after = { date: addDays(untilDate, 1) };
    // Who is away until Thursday may be back on it.
    return bound === 'until' && scene.lexicon.awayUntil === 'either' ? [{ date: untilDate }, after] : [after];
  });
  return days.length === 0 ? undefined : `${side} ${addDay(scene, ...days)}`;
}

/** Of "Dienstag um zehn geht nicht, um elf" the day stays: the time is what did not suit. */
function whatStays({ what = '', behind = '' }: Groups, { line }: Scene): string {
  const named = itemsOf(what);
  const tail = itemsOf(behind);
  const others = itemsOf(line).filter((item) => !named.includes(item) && !tail.includes(item));
  const days = [...named, ...tail].filter(isDay);
  const isAboutTime = named.some((item) => !isDay(item));
  if (days.length === 1 && isAboutTime && !others.some(isDay) && others.length > 0)
    return `${days[0]} rather`;
  // "Zehn geht nicht am Dienstag" refuses both, "zehn geht nicht, um elf" only ten.
  const isNext = tail.some((item) => named.some((other) => isDay(item) === isDay(other)));
  return isNext ? `rather${behind}` : 'rather';
}

function itemsOf(text: string): string[] {
  return text.match(/(?<= |^)[dtp]\d+(?= |$)/g) ?? [];
}

function isDay(item: string): boolean {
  return item.startsWith('d');
}
