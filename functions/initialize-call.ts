import { z } from 'zod';
import { openCall } from '../src/operations/open-call.ts';
import { defineFunction } from '../src/runtime/define-function.ts';

export default defineFunction({
  name: 'initialize_call',
  description:
    'Call this once at the start of the call, before the first sentence: tells what day it is, who is calling if the number is known, and their next appointment.',
  input: z.object({}),
  effect: 'read',
  budgetMs: 300,
  run: (ctx) => openCall(ctx),
  answer: ({ tenant, today, weekday, zone, customer, next }) => ({
    tenant,
    today: { date: today.date, weekday, time: today.time, timezone: zone },
    customer: customer === undefined ? null : { name: customer.name, email: customer.email ?? null },
    next_appointment:
      next === undefined
        ? null
        : { id: next.id, service: next.service, date: next.date, time: next.time, staff: next.staff ?? null },
  }),
});
