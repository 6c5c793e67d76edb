import { z } from 'zod';
import { cancelAppointment } from '../src/operations/cancel-appointment.ts';
import { canonicalJson, defineFunction } from '../src/runtime/define-function.ts';
import { spokenArgument } from '../src/runtime/spoken-argument.ts';
import { appointmentArguments } from '../src/runtime/wish-arguments.ts';

export default defineFunction({
  name: 'cancel_appointment',
  aliases: ['cancel'],
  description: "Cancel one of the caller's appointments, after they have clearly asked for it.",
  input: z.object({
    ...appointmentArguments,
    reason: spokenArgument('Why the caller cancels, if they said so.'),
  }),
  effect: 'write',
  onceKey: (input) => canonicalJson(input),
  undoes: ['start_booking', 'confirm_booking', 'book_appointment', 'reschedule_appointment'],
  budgetMs: 1_500,
  run: (ctx, { appointment_id: appointmentId, booking_code: bookingCode, ...said }) =>
    cancelAppointment(ctx, {
      ...said,
      ...(appointmentId === undefined ? {} : { appointmentId }),
      ...(bookingCode === undefined ? {} : { bookingCode }),
    }),
  answer: ({ appointmentId }) => ({ appointment_id: appointmentId, status: 'cancelled' }),
});
