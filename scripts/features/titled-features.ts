import { featureId } from './feature-ids.ts';

/** A title stands right behind the name, or behind the table of `each`. */
const TITLE = /(?:\b(?:describe|it|test)(?:\.\w+)?|\))\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/gs;
/** `VIO-26`, `VIO-26 to VIO-28`, `VIO-26, 27`. */
const NAMED = /\b(ASK|VIO|VET|LKO)-(\d+)((?:(?:, | and | to )(?:\1-)?\d+(?!\d|-))*)/g;
const FURTHER = /(, | and | to )(?:[A-Z]{3}-)?(\d+)/g;

/** The features that the titles of a test file name, each as often as it is named. */
export function titledFeatures(source: string): string[] {
  return [...source.matchAll(TITLE)].flatMap(([, , title = '']) => namedFeatures(title));
}

export function namedFeatures(title: string): string[] {
  return [...title.matchAll(NAMED)].flatMap(([, part = '', first = '', further = '']) => {
    const numbers = [Number(first)];
    for (const [, word, next] of further.matchAll(FURTHER)) {
      const from = word === ' to ' ? (numbers.at(-1) ?? 0) + 1 : Number(next);
      for (let number = from; number <= Number(next); number += 1) numbers.push(number);
    }
    return numbers.map((number) => featureId(part, number));
  });
}
