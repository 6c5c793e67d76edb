import { z } from 'zod';
import { requestCallback } from '../src/operations/request-callback.ts';
import { canonicalJson, defineFunction } from '../src/runtime/define-function.ts';
import { spokenArgument } from '../src/runtime/spoken-argument.ts';

export default defineFunction({
  name: 'request_callback',
  description: 'Note that the caller wants to be called back by a person.',
  input: z.object({
    name: spokenArgument('Name of the caller.'),
    phone: spokenArgument('Number to call back. Leave out to use the number they call from.'),
    reason: spokenArgument('What it is about, in a few words.'),
    best_time: spokenArgument('When they can be reached, in their own words.'),
  }),
  effect: 'write',
  onceKey: (input) => canonicalJson(input),
  undoes: [],
  budgetMs: 1_500,
  run: (ctx, { best_time: bestTime, ...said }) =>
    requestCallback(ctx, { ...said, ...(bestTime === undefined ? {} : { bestTime }) }),
  answer: ({ callbackId }) => ({ callback_id: callbackId }),
});
