import { z } from 'zod';
import { joinWaitlist } from '../src/operations/reminders/waitlist/join-waitlist.ts';
import { canonicalJson, defineFunction } from '../src/runtime/define-function.ts';
import { spokenArgument } from '../src/runtime/spoken-argument.ts';

export default defineFunction({
  name: 'join_waitlist',
  description:
    'Put the caller on the waitlist: when a time becomes free that is earlier than the appointment they have, or on the days they name, we call them. Books and moves nothing now.',
  input: z.object({
    service: spokenArgument(
      'Service the caller waits for, in their own words. Leave out if they named none.',
    ),
    staff: spokenArgument('Name of the person the caller wants to come to. Leave out if they named none.'),
    date: spokenArgument(
      'Days on which an earlier time would be welcome, or until when, in the words of the caller. Leave out if they named none.',
    ),
    name: spokenArgument('First and last name of the caller. Leave out if they are known.'),
    phone: spokenArgument('Number to call. Leave out to use the number they call from.'),
  }),
  effect: 'write',
  onceKey: (input) => canonicalJson(input),
  undoes: [],
  budgetMs: 1_500,
  run: (ctx, input) => joinWaitlist(ctx, input),
  answer: ({ waitlistId, service, staff, first, last }) => ({
    waitlist_id: waitlistId,
    service,
    staff: staff ?? null,
    from_date: first,
    until_date: last,
  }),
});
