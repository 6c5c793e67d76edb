import { syncBooking } from '../../src/operations/sync-booking.ts';
import type { ReminderSalon } from './reminder-salon.ts';
import { HAIRCUT } from './salon.ts';
import { MAX } from './tenant-under-test.ts';

/** An appointment made on the calendar's own page, by default on Thursday by a customer in Berlin, and heard of. */
export async function bookElsewhere(
  salon: ReminderSalon,
  wish: { start?: string; number?: string; timeZone?: string } = {},
): Promise<{ id: string; uid: string; startsAt: Date }> {
  const startsAt = new Date(wish.start ?? '2026-11-26T13:30:00Z');
  const phoneNumber = wish.number ?? MAX;
  const { uid } = salon.calcom.addBooking({
    eventTypeId: HAIRCUT,
    start: startsAt,
    attendee: { name: `Kim ${phoneNumber}`, phoneNumber, timeZone: wish.timeZone ?? 'Europe/Berlin' },
  });
  await hearOf(salon, uid);
  const appointment = await salon.store.appointments.findByUid(uid);
  if (appointment === undefined) throw new Error('the booking was not adopted');
  return { id: appointment.id, uid, startsAt };
}

/** What the webhook of a booking does. */
export async function hearOf(salon: ReminderSalon, uid: string): Promise<void> {
  const ctx = await salon.ctx();
  const seen = await ctx.calendar.getBooking(uid, {});
  if (seen.kind === 'done') await syncBooking(ctx, seen.data, undefined);
}
