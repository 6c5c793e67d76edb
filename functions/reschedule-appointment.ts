import { z } from 'zod';
import { rescheduleAppointment } from '../src/operations/reschedule-appointment.ts';
import { canonicalJson, defineFunction } from '../src/runtime/define-function.ts';
import { spokenArgument } from '../src/runtime/spoken-argument.ts';
import { appointmentArguments } from '../src/runtime/wish-arguments.ts';

export default defineFunction({
  name: 'reschedule_appointment',
  aliases: ['reschedule'],
  description: "Move one of the caller's appointments to another time, after they have agreed to that time.",
  input: z.object({
    ...appointmentArguments,
    new_date: spokenArgument(
      'Day to move it to, in the words of the caller. Leave out to stay on the same day.',
    ),
    new_time: spokenArgument('Time to move it to, in the words of the caller.'),
    reason: spokenArgument('Why the caller moves it, if they said so.'),
  }),
  effect: 'write',
  onceKey: (input) => canonicalJson(input),
  undoes: [
    'start_booking',
    'confirm_booking',
    'book_appointment',
    'cancel_appointment',
    'reschedule_appointment',
  ],
  budgetMs: 1_500,
  run: (ctx, input) => {
    const { appointment_id: appointmentId, booking_code: bookingCode, ...rest } = input;
    const { new_date: newDate, new_time: newTime, ...said } = rest;
    return rescheduleAppointment(ctx, {
      ...said,
      ...(appointmentId === undefined ? {} : { appointmentId }),
      ...(bookingCode === undefined ? {} : { bookingCode }),
      ...(newDate === undefined ? {} : { newDate }),
      ...(newTime === undefined ? {} : { newTime }),
    });
  },
  answer: ({ appointmentId, wall, status }) => ({
    appointment_id: appointmentId,
    date: wall.date,
    time: wall.time,
    status,
  }),
});
