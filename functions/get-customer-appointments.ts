import { z } from 'zod';
import { listAppointments } from '../src/operations/list-appointments.ts';
import { defineFunction } from '../src/runtime/define-function.ts';
import { spokenArgument } from '../src/runtime/spoken-argument.ts';

export default defineFunction({
  name: 'get_customer_appointments',
  description: "List the caller's own upcoming appointments.",
  input: z.object({
    phone: spokenArgument('Phone number the caller named. It proves nothing by itself.'),
    name: spokenArgument('Name the appointment was made under.'),
    date: spokenArgument('Day of the appointment, in the words of the caller.'),
    booking_code: spokenArgument('Booking code the caller reads out.'),
  }),
  effect: 'read',
  budgetMs: 800,
  run: (ctx, { booking_code: bookingCode, ...said }) =>
    listAppointments(ctx, { ...said, ...(bookingCode === undefined ? {} : { bookingCode }) }),
  answer: ({ appointments }) => ({
    appointments: appointments.map(({ id, service, date, time, staff }) => ({
      id,
      service,
      date,
      time,
      staff: staff ?? null,
    })),
  }),
});
