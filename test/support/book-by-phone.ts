import type { Answered, AskOptions, TenantUnderTest } from './tenant-under-test.ts';

/** What a booked call knows of its appointment. */
export interface BookedByPhone {
  appointmentId: string;
  bookingCode: string;
  /** The answer of `confirm_booking`. */
  answer: Answered;
}

/** Both steps of a booking, as an agent takes them; throws where the appointment was not made. */
export async function bookByPhone(
  tenant: TenantUnderTest,
  wish: Record<string, unknown>,
  options: AskOptions = {},
): Promise<BookedByPhone> {
  const offer = await tenant.ask('start_booking', wish, options);
  if (!offer.success) throw new Error(`not offered: ${offer.message}`);
  const answer = await tenant.ask(
    'confirm_booking',
    { booking_id: offer['booking_id'], confirmed: true },
    options,
  );
  const { appointment_id: appointmentId, booking_code: bookingCode } = answer;
  if (typeof appointmentId !== 'string' || typeof bookingCode !== 'string') {
    throw new Error(`not booked: ${answer.message}`);
  }
  return { appointmentId, bookingCode, answer };
}
