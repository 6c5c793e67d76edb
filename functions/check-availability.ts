import { z } from 'zod';
import { checkAvailability } from '../src/operations/check-availability.ts';
import { availabilityFields } from '../src/runtime/answer-fields.ts';
import { defineFunction } from '../src/runtime/define-function.ts';
import { availabilityArguments } from '../src/runtime/wish-arguments.ts';

export default defineFunction({
  name: 'check_availability',
  description:
    'Look up free appointment times on a day, in a week or on any days the caller described. Call it before naming any time; it brings alternatives when the wished time is taken.',
  input: z.object(availabilityArguments),
  effect: 'read',
  budgetMs: 800,
  run: (ctx, input) => checkAvailability(ctx, input),
  answer: availabilityFields,
});
