import { z } from 'zod';
import { startBooking } from '../src/operations/start-booking.ts';
import { canonicalJson, defineFunction } from '../src/runtime/define-function.ts';
import { bookingArguments } from '../src/runtime/wish-arguments.ts';

export default defineFunction({
  name: 'start_booking',
  description:
    'First step of a booking: checks everything and holds the time for a few minutes. Books nothing yet. Read the summary to the caller and ask for a clear yes, then call confirm_booking.',
  input: z.object(bookingArguments),
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
    requires_confirmation: !offer.isBooked,
    summary: message,
    service: offer.service,
    date: offer.wall.date,
    time: offer.wall.time,
    timezone: offer.zone,
    staff: offer.staff ?? null,
  }),
});
