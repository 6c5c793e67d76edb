import { createHmac } from 'node:crypto';
import { readMoment } from '../../src/domain/speech/read-moment.ts';
import type { SpeechContext } from '../../src/domain/speech/reading.ts';

const GERMAN = `heute|morgen um zehn|übermorgen nachmittags|nächsten Dienstag um halb drei|so gegen elf, aber nicht vor zehn
übernächste Woche Mittwoch vormittags|am dritten Dezember um viertel nach neun|Freitag, den 27. November|zwischen drei und fünf
ab dem fünften Dezember|bis Freitag um zwölf|fünf vor halb vier|in zwei Wochen|Montag in acht Tagen früh|nach Feierabend
ähm ja also ich bräuchte einen Termin am Donnerstag so um 14 uhr 30 wenn das geht|heiligabend vormittags|24.12.2026
hätten Sie vielleicht nächste Woche irgendwann abends was frei|nicht am Montag, lieber Dienstag|am 31. Juni|keine Ahnung
für vier Personen|meine Nummer ist null eins sieben eins zwei drei vier|dritter Dienstag im Januar um 8 Uhr|Ende des Monats`;
const ENGLISH = `today|tomorrow at ten|the day after tomorrow in the afternoon|next Tuesday at half past two|a week from Friday
around eleven but not before ten|Wednesday week, in the morning|the third of December at quarter past nine|Friday the 27th
between three and five|any time after the 5th of December|by noon on Friday|twenty-five to seven p.m.|in two weeks
first thing Monday|after work|um yeah so I need an appointment on Thursday at like 2:30 if that's possible|Christmas Eve
do you have anything next week in the evening|not Monday, Tuesday instead|June 31st|no idea|a table for four
my number is four one five five five five|third Tuesday in January at 8 am|the end of the month|12/24/2026|2026-12-24T14:30`;

const GERMAN_CONTEXT = { zone: 'Europe/Berlin', locale: 'de-DE' };
const ENGLISH_CONTEXT = { zone: 'America/New_York', locale: 'en-US' };

/** Milliseconds per phrase; `timesHmac`: the average over that of an HMAC-SHA-256 of the same text in the same run. */
export interface DatesFound {
  parses: number;
  phrases: number;
  averageMs: number;
  p99Ms: number;
  slowestMs: number;
  timesHmac: number;
}

/** Parses `count` mixed phrases, after one unmeasured round of each. */
export function benchDates(count: number): DatesFound {
  const now = new Date('2026-11-20T09:00:00Z');
  const cases: { text: string; context: SpeechContext }[] = [
    ...GERMAN.split(/[|\n]/).map((text) => ({ text, context: { ...GERMAN_CONTEXT, now } })),
    ...ENGLISH.split(/[|\n]/).map((text) => ({ text, context: { ...ENGLISH_CONTEXT, now } })),
  ];
  for (const { text, context } of cases) readMoment(text, context);
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const one = cases[index % cases.length];
    if (one === undefined) break;
    const startedAt = performance.now();
    readMoment(one.text, one.context);
    times.push(performance.now() - startedAt);
  }
  const startedAt = performance.now();
  for (let index = 0; index < count; index += 1) {
    createHmac('sha256', 'key_of_a_benchmark')
      .update(cases[index % cases.length]?.text ?? '')
      .digest('hex');
  }
  const hmacMs = (performance.now() - startedAt) / count;
  const averageMs = times.reduce((sum, ms) => sum + ms, 0) / times.length;
  const rising = times.toSorted((a, b) => a - b);
  return {
    parses: times.length,
    phrases: cases.length,
    averageMs,
    p99Ms: rising[Math.floor(rising.length * 0.99)] ?? 0,
    slowestMs: rising.at(-1) ?? 0,
    timesHmac: averageMs / hmacMs,
  };
}
