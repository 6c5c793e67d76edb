import { z } from 'zod';
import { openCall } from '../src/operations/open-call.ts';
import { defineFunction } from '../src/runtime/define-function.ts';

export default defineFunction({
  name: 'initialize_call',
  description:
    'Call this once at the start of the call, before the first sentence: tells what day it is, who is calling if the number is known, and their next appointment; in a call to remind a customer, the one it is about; in a call of the waitlist, the time that is held for them, which confirm_booking takes or gives back.',
  input: z.object({}),
  effect: 'read',
  budgetMs: 300,
  run: (ctx) => openCall(ctx),
  answer: ({ tenant, today, weekday, zone, customer, next, offered }) => ({
    tenant,
    today: { date: today.date, weekday, time: today.time, timezone: zone },
    customer: customer === undefined ? null : { name: customer.name, email: customer.email ?? null },
    next_appointment:
      next === undefined
        ? null
        : { id: next.id, service: next.service, date: next.date, time: next.time, staff: next.staff ?? null },
    ...(offered === undefined
      ? {}
      : {
          offered_time: {
            service: offered.service,
            date: offered.date,
            time: offered.time,
            staff: offered.staff ?? null,
          },
        }),
  }),
});
