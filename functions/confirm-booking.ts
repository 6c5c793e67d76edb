import { z } from 'zod';
import { answerConfirmation } from '../src/operations/answer-confirmation.ts';
import { readYesNo } from '../src/domain/speech/read-yes-no.ts';
import { confirmedFields } from '../src/runtime/answer-fields.ts';
import { defineFunction } from '../src/runtime/define-function.ts';
import { spokenArgument } from '../src/runtime/spoken-argument.ts';

export default defineFunction({
  name: 'confirm_booking',
  description:
    'Second step of a booking: books what start_booking has offered, after the caller has clearly said yes to the summary. With confirmed false it gives the held time back. In a call to remind a customer, with nothing offered: notes whether they come to the appointment.',
  input: z.object({
    booking_id: spokenArgument('The booking_id that start_booking returned. Never guess it.'),
    confirmed: z
      .union([z.boolean(), z.string()])
      .optional()
      .describe('True when the caller said yes to the summary, or that they come; false when they said no.'),
  }),
  // A yes that was never heard must not book.
  emptyCounts: ['confirmed'],
  effect: 'write',
  onceKey: (input) => `${input.booking_id ?? ''} ${readYesNo(input.confirmed)}`,
  undoes: ['start_booking', 'book_appointment', 'cancel_appointment', 'reschedule_appointment'],
  recognisesRepeats: true,
  budgetMs: 1_500,
  run: (ctx, input) =>
    answerConfirmation(ctx, {
      confirmed: readYesNo(input.confirmed),
      ...(input.booking_id === undefined ? {} : { offerId: input.booking_id }),
    }),
  answer: confirmedFields,
});
