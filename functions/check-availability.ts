import { z } from 'zod';
import { checkAvailability } from '../src/operations/check-availability.ts';
import { defineFunction } from '../src/runtime/define-function.ts';
import { spokenArgument } from '../src/runtime/spoken-argument.ts';

export default defineFunction({
  name: 'check_availability',
  description:
    'Look up free appointment times on a day. Call it before naming any time; it brings alternatives when the wished time is taken.',
  input: z.object({
    date: spokenArgument('Day the caller wants, in their own words or as YYYY-MM-DD.'),
    time: spokenArgument(
      'Time the caller wants, in their own words or as HH:MM. Leave out if they named none.',
    ),
    service: spokenArgument('Service the caller wants, in their own words. Leave out if they named none.'),
    staff: spokenArgument('Name of the person the caller wants to come to. Leave out if they named none.'),
  }),
  effect: 'read',
  budgetMs: 800,
  run: (ctx, input) => checkAvailability(ctx, input),
  answer: ({ service, available, date, formattedDate, times, alternatives }) => ({
    available,
    service,
    date,
    formatted_date: formattedDate,
    slots: times,
    alternatives,
  }),
});
