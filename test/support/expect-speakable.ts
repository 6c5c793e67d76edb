import { expect } from 'vitest';

/** What a voice would stumble over in a sentence, one line each; none for one that can be spoken. */
export function stumblingBlocks(sentence: string): string[] {
  const withoutDialTimes = sentence.replace(/\b\d{1,2}:\d{2} [ap]\.m\./g, '');
  const blocks: [string, boolean][] = [
    ['does not start with a capital', !/^\p{Lu}/u.test(sentence)],
    ['does not end as a sentence', !/[.?!]$/.test(sentence)],
    ['machine time', /\d:\d|\d{4}-\d{2}/.test(withoutDialTimes)],
    ['braces or symbols', /[{}[\]<>|*#_\n]/.test(sentence)],
    ['a value of the machine', /\b(undefined|null|NaN|Infinity|Invalid)\b|\[object/.test(sentence)],
    ['two spaces', / {2}|^ | $/.test(sentence)],
    ['gap before or between signs', /\s[,.:?]|[,:.?][,:.?]/.test(sentence.replace(/[ap]\.m\.[,?]/g, ''))],
    [
      'a word missing',
      /\b(für|bei|um|am|for|with|at|on|und|oder|and|or)[,.?:]/.test(sentence.replace(/reach you on\?/g, '')),
    ],
    ['too long', sentence.length >= 350],
  ];
  return blocks.filter(([, isThere]) => isThere).map(([name]) => `${name}: ${sentence}`);
}

/** Words that tell of the machine room. */
const TECHNICAL =
  /\b(error|fehler|server|datenbank|database|redis|postgres|timeout|cal\.?com|http|econn\w*|status code|exception)\b/i;
/** Retell cuts a result behind this. */
const MOST_CHARACTERS = 15_000;

/** An answer that an agent can use: a JSON object of sane size whose message can be spoken as it is. */
export function expectSpeakable(answer: { message: string; success: boolean }): void {
  expect(stumblingBlocks(answer.message)).toEqual([]);
  expect(answer.message).not.toMatch(TECHNICAL);
  expect(JSON.stringify(answer).length).toBeLessThan(MOST_CHARACTERS);
}
