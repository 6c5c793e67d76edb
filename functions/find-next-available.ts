import { z } from 'zod';
import { findNextAvailable } from '../src/operations/list-alternatives.ts';
import { defineFunction } from '../src/runtime/define-function.ts';
import { spokenArgument } from '../src/runtime/spoken-argument.ts';

export default defineFunction({
  name: 'find_next_available',
  description: 'Find the earliest free time, from a day on or from now on.',
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
  run: (ctx, input) => findNextAvailable(ctx, input),
  answer: ({ service, available, date, formattedDate, times, alternatives }) => ({
    available,
    service,
    date,
    formatted_date: formattedDate,
    slots: times,
    alternatives,
  }),
});
