import { z } from 'zod';
import { checkCustomer } from '../src/operations/check-customer.ts';
import { defineFunction } from '../src/runtime/define-function.ts';
import { spokenArgument } from '../src/runtime/spoken-argument.ts';

export default defineFunction({
  name: 'check_customer',
  description:
    'Find out whether the caller is already a customer. Without arguments it goes by the number they call from.',
  input: z.object({
    phone: spokenArgument('Phone number the caller named as theirs, when it is not the one they call from.'),
    name: spokenArgument('Name the caller gave. Needed together with a phone number they named.'),
  }),
  effect: 'read',
  budgetMs: 300,
  run: (ctx, input) => checkCustomer(ctx, input),
  answer: ({ customer }) => ({
    known: customer !== undefined,
    customer: customer === undefined ? null : { name: customer.name, email: customer.email ?? null },
  }),
});
