import { z } from 'zod';
import { readSpokenMoment } from '../src/operations/read-spoken-moment.ts';
import { defineFunction } from '../src/runtime/define-function.ts';
import { spokenArgument } from '../src/runtime/spoken-argument.ts';

export default defineFunction({
  name: 'parse_date',
  description:
    'Work out which day and time the caller means. Pass their words unchanged; never work dates out yourself.',
  input: z.object({ text: spokenArgument('What the caller said about day and time, word for word.') }),
  effect: 'read',
  budgetMs: 300,
  run: (ctx, input) => readSpokenMoment(ctx, input.text),
  answer: (read) => ({
    status: read.status,
    reading: read.status === 'resolved' ? read.reading : null,
    candidates: read.status === 'ambiguous' ? read.candidates : [],
  }),
});
