import { z } from 'zod';
import { bookInOneStep } from '../src/operations/book-in-one-step.ts';
import { confirmedFields } from '../src/runtime/answer-fields.ts';
import { canonicalJson, defineFunction } from '../src/runtime/define-function.ts';
import { bookingArguments } from '../src/runtime/wish-arguments.ts';

export default defineFunction({
  name: 'book_appointment',
  description:
    'Deprecated: use start_booking and confirm_booking. Books in one step what the caller has already confirmed.',
  deprecated: true,
  input: z.object(bookingArguments),
  effect: 'write',
  onceKey: (input) => canonicalJson(input),
  undoes: ['start_booking', 'confirm_booking', 'cancel_appointment', 'reschedule_appointment'],
  budgetMs: 1_500,
  run: (ctx, input) => bookInOneStep(ctx, input),
  answer: confirmedFields,
});
