import { z } from 'zod';
import { findNextAvailable } from '../src/operations/find-next-available.ts';
import { availabilityFields } from '../src/runtime/answer-fields.ts';
import { defineFunction } from '../src/runtime/define-function.ts';
import { availabilityArguments } from '../src/runtime/wish-arguments.ts';

export default defineFunction({
  name: 'find_next_available',
  description:
    'Find the earliest free time that keeps to what the caller wants, from a day on or from now on.',
  input: z.object(availabilityArguments),
  effect: 'read',
  budgetMs: 800,
  run: (ctx, input) => findNextAvailable(ctx, input),
  answer: availabilityFields,
});
