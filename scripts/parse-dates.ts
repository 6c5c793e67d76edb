import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { readMoment } from '../src/domain/speech/read-moment.ts';
import type { MomentReading } from '../src/domain/speech/reading.ts';
import { readOptions } from './read-options.ts';

const HELP = `npm run -s parse-dates [-- FILE] < CASES.jsonl > ANSWERS.jsonl

Understands spoken days and times, a JSON object a line:
  in   {"id", "text", "locale": "de-DE", "timezone": "Europe/Berlin", "now": "2026-11-20T10:00:00+01:00"}
  out  {"id", "status": "resolved", "reading": {"kind": "at", "date": "2026-11-24", "time": "14:30"}}
       {"id", "status": "ambiguous", "candidates": [...]}, likeliest first, or {"id", "status": "none",
       "why": "unclear" | "no_such_day" | "no_such_time"}
Lines that cannot be read are named on standard error and end the command with 1 when the others are done.

  --help   print this
`;

const caseSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  locale: z.string(),
  timezone: z.string(),
  now: z.iso.datetime({ offset: true }),
});

const { positionals } = readOptions(HELP, {
  allowPositionals: true,
  options: { help: { type: 'boolean', default: false } },
});
const [file] = positionals;
const input = file === undefined ? process.stdin : createReadStream(file);
input.on('error', () => {
  process.stderr.write(`Cannot read ${file ?? 'standard input'}\n`);
  process.exit(1);
});
// Who reads the answers may stop early ("| head"): that is no failure.
process.stdout.on('error', () => process.exit(0));
let number = 0;
for await (const line of createInterface({ input, crlfDelay: Infinity })) {
  number += 1;
  if (line.trim() === '') continue;
  const answer = answerTo(line);
  if (answer === undefined) {
    process.stderr.write(`Line ${number} is no case: id, text, locale, timezone and now are needed\n`);
    process.exitCode = 1;
    continue;
  }
  if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) {
    await new Promise<void>((resolve) => {
      process.stdout.once('drain', resolve);
    });
  }
}

function answerTo(line: string): (MomentReading & { id: string | number }) | undefined {
  const { data } = caseSchema.safeParse(parsed(line));
  if (data === undefined) return undefined;
  const { id, text, locale, timezone: zone, now } = data;
  return { id, ...readMoment(text, { now: new Date(now), zone, locale }) };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
