import type { Utterance } from './recorded-call.ts';

type Word = Utterance['words'][number];

/** The words of a line spread over `start` to `end`, seconds into the call, each as long as it is written. */
export function spokenWords(content: string, start: number, end: number): Word[] {
  const words = content.split(/\s+/).filter((word) => word !== '');
  const letters = words.reduce((sum, word) => sum + word.length + 1, 0);
  const perLetter = letters === 0 ? 0 : (end - start) / letters;
  let at = start;
  return words.map((word) => {
    const from = at;
    at += perLetter * (word.length + 1);
    return { word, start: toMs(from), end: toMs(at - perLetter) };
  });
}

/** A line as it was said in this run, in the time it took in the recording. */
export function saidInstead(recorded: Utterance, content: string): Utterance {
  if (content === recorded.content) return recorded;
  const start = recorded.words.at(0)?.start ?? 0;
  const end = recorded.words.at(-1)?.end ?? start;
  return { ...recorded, content, words: spokenWords(content, start, end) };
}

function toMs(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}
