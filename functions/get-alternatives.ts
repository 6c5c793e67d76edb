import { z } from 'zod';
import { listAlternatives } from '../src/operations/list-alternatives.ts';
import { availabilityFields } from '../src/runtime/answer-fields.ts';
import { defineFunction } from '../src/runtime/define-function.ts';
import { availabilityArguments } from '../src/runtime/wish-arguments.ts';

export default defineFunction({
  name: 'get_alternatives',
  description: 'Find other free times near a wished day and time, up to five.',
  input: z.object(availabilityArguments),
  effect: 'read',
  budgetMs: 1000,
  run: (ctx, input) => listAlternatives(ctx, input),
  answer: availabilityFields,
});
