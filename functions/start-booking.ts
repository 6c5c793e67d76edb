import { z } from 'zod';
import { startBooking } from '../src/operations/start-booking.ts';
import { canonicalJson, defineFunction } from '../src/runtime/define-function.ts';
import { spokenArgument } from '../src/runtime/spoken-argument.ts';

export default defineFunction({
  name: 'start_booking',
  description:
    'First step of a booking: checks everything and holds the time for a few minutes. Books nothing yet. Read the summary to the caller and ask for a clear yes, then call confirm_booking.',
  input: z.object({
    name: spokenArgument('First and last name of the person the appointment is for.'),
    email: spokenArgument('E-mail address the caller gave. Leave out if they gave none.'),
    phone: spokenArgument('Phone number the caller gave. Leave out to use the number they call from.'),
    date: spokenArgument('Day of the appointment, in the words of the caller or as YYYY-MM-DD.'),
    time: spokenArgument('Time of the appointment, in the words of the caller or as HH:MM.'),
    service: spokenArgument('Service to book, in the words of the caller.'),
    staff: spokenArgument('Name of the person the caller wants to come to. Leave out if they named none.'),
    notes: spokenArgument('Anything the caller wants the business to know.'),
  }),
  effect: 'write',
  onceKey: (input) => canonicalJson(input),
  undoes: ['confirm_booking'],
  recognisesRepeats: true,
  budgetMs: 800,
  run: (ctx, input) => startBooking(ctx, input),
  answer: (offer, message) => ({
    booking_id: offer.offerId,
    validation_status: 'valid',
    availability_confirmed: offer.verified,
    requires_confirmation: true,
    summary: message,
    service: offer.service,
    date: offer.wall.date,
    time: offer.wall.time,
    timezone: offer.zone,
    staff: offer.staff ?? null,
  }),
});
