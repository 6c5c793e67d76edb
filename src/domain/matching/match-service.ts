import { foldText } from '../fold-text.ts';
import { closeness, groupOf } from './meanings.ts';
import { partsOfName, partsOfSpeech, vocabularyOf } from './read-parts.ts';
import type { Part } from './read-parts.ts';
import { isSaid, saidWords } from './said-words.ts';

/** What matching needs to know of a service. */
export interface ServiceCard {
  id: string;
  name: string;
  synonyms: string[];
  isDefault: boolean;
  active: boolean;
  minutes?: number;
}

export type ServiceMatch<T> =
  | { kind: 'one'; service: T }
  /** What was said may mean these, likeliest first; a single one is to be asked about as well. */
  | { kind: 'several'; services: T[] }
  | { kind: 'unknown' }
  /** Nothing was said: the default, or the only service there is. */
  | { kind: 'none_said'; default?: T };

/** Of what was said, how much has to be in the name of a service that is taken, or asked about. */
const EXPLAINED_TO_TAKE = 0.75;
const EXPLAINED_TO_ASK = 0.4;
/** What the best has to be ahead of the next to be taken without asking. */
const AHEAD = 0.12;
/** How much of the fit is that what was said is in the name; the rest is that the name was said. */
const SAID_SHARE = 0.6;
const CHOICES_AT_MOST = 4;
const NUMBER = 'n';

/** What it costs a service not to have something that was said. */
const UNMET_UNKNOWN = 0.5;
const UNMET_UNKNOWN_AT_MOST = 1;
/** Where all of the name was said, what else was said is likely about something else. */
const WHOLE_NAME = 0.85;
const UNMET_BESIDE_WHOLE_NAME = 0.6;
const UNMET_VISIT = 0.4;
/** Whom it is for, where nothing is for them only, and where something else is. */
const UNMET_WHO = { offered: 0.5, notOffered: 0.15 };
/** "Haare färben" is "Färben", since nothing else is coloured there. */
const TOPIC_AT_MOST = 0.5;
const GENERIC_AT_MOST = 0.3;
const UNMET_TOPIC = 0.1;
/** Not taken unasked for something less special: wisdom teeth for teeth, a child's service for anybody's. */
const SPECIAL: ReadonlySet<string> = new Set(['wisdom', 'who:child']);
/** For people only. */
const OTHER_BEINGS: ReadonlySet<string> = new Set(['who:animal', 'who:thing']);
const SAME_MEANING = 0.9;

interface Scored<T> {
  service: T;
  /** Share of what was said that the service has. */
  explained: number;
  /** That, and the share of its name that was said. */
  fit: number;
  /** It is for something or somebody special of which nothing was said. */
  isSpecial: boolean;
  met: ReadonlySet<Part>;
}

/**
 * Finds the service a caller means (ASK-37) among the active ones. The same name wins. Else each service is scored by
 * what was said that it has and what it has that was said; words that exclude a service ("Herren" for one for
 * "Damen") rule it out. The best is taken where it has nearly all that was said and is clearly ahead.
 */
export function matchService<T extends ServiceCard>(
  said: string | undefined,
  services: readonly T[],
): ServiceMatch<T> {
  const active = services.filter((service) => service.active);
  if (!isSaid(said)) return noneSaid(active);
  const same = sameName(said, active);
  if (same.length > 0) return oneOrSeveral(same);
  const names = new Map(active.map((service) => [service, namesOf(service)]));
  const parts = partsOfSpeech(saidWords(said), () => vocabularyOf([...names.values()].flat()));
  if (parts.length === 0) return noneSaid(active);
  const known = active.map((service) => ({ service, names: (names.get(service) ?? []).map(partsOfName) }));
  return decide(parts, known);
}

interface KnownService<T> {
  service: T;
  names: Part[][];
}

function decide<T extends ServiceCard>(
  parts: readonly Part[],
  known: readonly KnownService<T>[],
): ServiceMatch<T> {
  const scored = ranked(parts, known);
  const [best] = scored;
  if (best === undefined || best.explained < EXPLAINED_TO_ASK) return { kind: 'unknown' };
  const close = closeTo(best, scored);
  if (best.explained >= EXPLAINED_TO_TAKE) {
    return best.isSpecial ? { kind: 'several', services: close } : oneOrSeveral(close);
  }
  // Two services in one sentence: the best is the one, and what it leaves may be another.
  const left = parts.filter((part) => part.isNegated || !(best.met.has(part) || isMinor(part)));
  const [next, ...others] = ranked(left, known);
  const more =
    next === undefined || next.explained < EXPLAINED_TO_ASK ? [] : closeTo(next, [next, ...others]);
  return { kind: 'several', services: [...new Set([...close, ...more])].slice(0, CHOICES_AT_MOST) };
}

function ranked<T extends ServiceCard>(
  parts: readonly Part[],
  known: readonly KnownService<T>[],
): Scored<T>[] {
  const costs = new Map(parts.map((part) => [part, unmetCost(part, parts, known)]));
  return known
    .map(({ service, names }) => score(parts, costs, service, names))
    .toSorted((a, b) => b.fit - a.fit);
}

function closeTo<T>(best: Scored<T>, scored: Scored<T>[]): T[] {
  return scored
    .filter(({ fit, explained }) => fit > best.fit - AHEAD && explained > Math.max(0, best.explained - AHEAD))
    .map(({ service }) => service);
}

function oneOrSeveral<T>(services: T[]): ServiceMatch<T> {
  const [only] = services;
  if (only === undefined) return { kind: 'unknown' };
  return services.length === 1 ? { kind: 'one', service: only } : { kind: 'several', services };
}

function noneSaid<T extends ServiceCard>(active: T[]): ServiceMatch<T> {
  const standard =
    active.find((service) => service.isDefault) ?? (active.length === 1 ? active[0] : undefined);
  return standard === undefined ? { kind: 'none_said' } : { kind: 'none_said', default: standard };
}

function namesOf(service: ServiceCard): string[] {
  return [service.name, ...service.synonyms];
}

/** The services with the very name that was said; where a synonym of one is the name of another, the name wins. */
function sameName<T extends ServiceCard>(said: string, services: T[]): T[] {
  const wanted = squeezed(said);
  const byName = services.filter(({ name }) => squeezed(name) === wanted);
  if (byName.length > 0 || wanted === '') return byName;
  return services.filter(({ synonyms }) => synonyms.some((synonym) => squeezed(synonym) === wanted));
}

function squeezed(text: string): string {
  return foldText(text).replaceAll(' ', '');
}

function score<T extends ServiceCard>(
  parts: readonly Part[],
  costs: ReadonlyMap<Part, number>,
  service: T,
  names: Part[][],
): Scored<T> {
  const none: Scored<T> = { service, explained: 0, fit: 0, isSpecial: false, met: new Set() };
  if (isRuledOut(parts, names.flat())) return none;
  return names.reduce((best, name) => {
    const one = scoreName(parts, costs, service, name);
    return one.fit > best.fit ? one : best;
  }, none);
}

function scoreName<T extends ServiceCard>(
  parts: readonly Part[],
  costs: ReadonlyMap<Part, number>,
  service: T,
  name: Part[],
): Scored<T> {
  const met = new Set<Part>();
  let has = 0;
  let lacks = 0;
  let unknown = 0;
  for (const part of parts) {
    if (part.isNegated) continue;
    const like = bestLikeness(part, name);
    if (like > 0) met.add(part);
    has += like * part.weight;
    if (part.meaning === undefined) unknown += like > 0 ? 0 : UNMET_UNKNOWN;
    else if (like === 0) lacks += hasNumber(part, service) ? 0 : (costs.get(part) ?? part.weight);
    else lacks += (1 - like) * part.weight;
  }
  if (has === 0) return { service, explained: 0, fit: 0, isSpecial: false, met };
  const weight = name.reduce((sum, part) => sum + part.weight, 0);
  const wanted = parts.filter(({ isNegated }) => !isNegated);
  const said = name.reduce((sum, part) => sum + part.weight * bestLikeness(part, wanted), 0) / weight;
  const noise = Math.min(unknown, UNMET_UNKNOWN_AT_MOST) * (said >= WHOLE_NAME ? UNMET_BESIDE_WHOLE_NAME : 1);
  const explained = has / (has + lacks + noise);
  const isSpecial = name.some((part) => SPECIAL.has(part.meaning ?? '') && bestLikeness(part, wanted) === 0);
  return { service, explained, fit: SAID_SHARE * explained + (1 - SAID_SHARE) * said, isSpecial, met };
}

function hasNumber({ meaning }: Part, { minutes }: ServiceCard): boolean {
  return minutes !== undefined && meaning === `n:${minutes}`;
}

function unmetCost<T>(part: Part, parts: readonly Part[], known: readonly KnownService<T>[]): number {
  const { meaning } = part;
  if (meaning === undefined || isMinor(part)) return UNMET_TOPIC;
  const group = groupOf(meaning);
  if (group === 'who' && !OTHER_BEINGS.has(meaning)) {
    return isOfferedFor(part, parts, known) ? UNMET_WHO.offered : UNMET_WHO.notOffered;
  }
  return group === 'visit' || group === NUMBER ? UNMET_VISIT : part.weight;
}

/** Whether there is a service for them that has something else of what was said. */
function isOfferedFor<T>(who: Part, parts: readonly Part[], known: readonly KnownService<T>[]): boolean {
  const deeds = parts.filter((part) => !isMinor(part) && groupOf(part.meaning ?? '') !== 'who');
  return known.some(({ names }) => {
    const name = names.flat();
    return bestLikeness(who, name) > 0 && deeds.some((deed) => bestLikeness(deed, name) > 0);
  });
}

/** Says little by itself: "Haar", "Behandlung". */
function isMinor({ meaning, weight }: Part): boolean {
  if (meaning === undefined) return false;
  return weight <= (groupOf(meaning) === 'part' ? TOPIC_AT_MOST : GENERIC_AT_MOST);
}

function bestLikeness(part: Part, others: readonly Part[]): number {
  return others.reduce((best, other) => Math.max(best, partLikeness(part, other)), 0);
}

function partLikeness(a: Part, b: Part): number {
  const certainty = a.certainty * b.certainty;
  if (a.meaning === undefined || b.meaning === undefined) {
    return a.meaning === b.meaning && a.word === b.word ? certainty : 0;
  }
  const isSameWord = a.word.startsWith(b.word) || b.word.startsWith(a.word);
  return closeness(a.meaning, b.meaning) * (isSameWord ? 1 : SAME_MEANING) * certainty;
}

/** Something said excludes what the service is for, or the service has something that was said not to be wanted. */
function isRuledOut(parts: readonly Part[], name: Part[]): boolean {
  return parts.some((part) => {
    if (part.meaning === undefined) return part.isNegated && bestLikeness(part, name) > 0;
    if (part.isNegated) return name.some(({ meaning }) => meaning === part.meaning);
    return excludes(part.meaning, parts, name);
  });
}

function excludes(meaning: string, parts: readonly Part[], name: Part[]): boolean {
  const group = groupOf(meaning);
  if (group === undefined || group === NUMBER) return false;
  const here = inGroup(name, group);
  const said = inGroup(
    parts.filter(({ isNegated }) => !isNegated),
    group,
  );
  return here.length > 0 && !here.some((one) => said.some((other) => closeness(one, other) > 0));
}

function inGroup(parts: readonly Part[], group: string): string[] {
  return parts.flatMap(({ meaning }) =>
    meaning !== undefined && groupOf(meaning) === group ? [meaning] : [],
  );
}
