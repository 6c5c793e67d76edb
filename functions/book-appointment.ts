import { z } from 'zod';
import { bookInOneStep } from '../src/operations/book-in-one-step.ts';
import { canonicalJson, defineFunction } from '../src/runtime/define-function.ts';
import { spokenArgument } from '../src/runtime/spoken-argument.ts';
import { confirmedFields } from './confirm-booking.ts';

export default defineFunction({
  name: 'book_appointment',
  description:
    'Deprecated: use start_booking and confirm_booking. Books in one step what the caller has already confirmed.',
  deprecated: true,
  input: z.object({
    name: spokenArgument('First and last name of the person the appointment is for.'),
    email: spokenArgument('E-mail address the caller gave. Leave out if they gave none.'),
    phone: spokenArgument('Phone number the caller gave. Leave out to use the number they call from.'),
    date: spokenArgument('Day of the appointment, in the words of the caller or as YYYY-MM-DD.'),
    time: spokenArgument('Time of the appointment, in the words of the caller or as HH:MM.'),
    service: spokenArgument('Service to book, in the words of the caller.'),
    staff: spokenArgument('Name of the person the caller wants to come to. Leave out if they named none.'),
    notes: spokenArgument('Anything the caller wants the business to know.'),
  }),
  effect: 'write',
  onceKey: (input) => canonicalJson(input),
  undoes: ['start_booking', 'confirm_booking', 'cancel_appointment', 'reschedule_appointment'],
  budgetMs: 1_500,
  run: (ctx, input) => bookInOneStep(ctx, input),
  answer: confirmedFields,
});
