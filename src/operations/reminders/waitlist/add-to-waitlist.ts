import { bookableFrom } from '../../../domain/offer-times.ts';
import { isStanding } from '../../../domain/appointment.ts';
import type { Appointment } from '../../../domain/appointment.ts';
import { DAY_MS } from '../../../platform/day-ms.ts';
import { auditDeed } from '../../audit-deed.ts';
import type { Ctx } from '../../context.ts';
import { waitlistClosedBy } from './waitlist-closed-by.ts';

/** What an owner puts on the list for a customer; instants. */
export interface WaitlistAddition {
  customerId: string;
  serviceId: string;
  staffId?: string;
  /** The appointment that would be moved. */
  appointmentId?: string;
  earliest?: Date;
  latest?: Date;
}

/** The named part of the addition is not there, or cannot be. */
export type UnusablePart =
  | 'customer_id'
  | 'service_id'
  | 'staff_id'
  | 'appointment_id'
  | 'earliest'
  | 'latest';

export type WaitlistAdded =
  | { kind: 'added'; id: string }
  | { kind: 'unusable'; part: UnusablePart }
  /** By which setting. */
  | { kind: 'waitlist_closed'; setting: 'enabled' | 'waitlist' }
  /** Nobody could ring them about a freed time (VIO-35). */
  | { kind: 'no_number' | 'number_not_called' };

const USUAL_DAYS = 30;

/** Puts a customer on the waitlist, or gives the entry that they have for the service this newer wish. */
export async function addToWaitlist(ctx: Ctx, wish: WaitlistAddition): Promise<WaitlistAdded> {
  const setting = waitlistClosedBy(ctx);
  if (setting !== undefined) return { kind: 'waitlist_closed', setting };
  const now = ctx.clock.now();
  const unusable = (part: UnusablePart) => ({ kind: 'unusable' as const, part });
  const service = ctx.tenant.services.find(({ id, active }) => id === wish.serviceId && active);
  if (service === undefined) return unusable('service_id');
  if (wish.staffId !== undefined && !service.staff.some(({ id }) => id === wish.staffId))
    return unusable('staff_id');
  return ctx.store.atomically(async (store): Promise<WaitlistAdded> => {
    const customer = await store.customers.find(wish.customerId);
    if (customer === undefined) return unusable('customer_id');
    if (customer.phone === undefined) return { kind: 'no_number' };
    if ((await store.dialGate.forbiddenBy(customer.phone)) !== undefined)
      return { kind: 'number_not_called' };
    const appointment =
      wish.appointmentId === undefined
        ? (await store.appointments.upcomingOf([wish.customerId], now)).find(
            (one) => one.service?.id === service.id,
          )
        : await store.appointments.find(wish.appointmentId);
    const isTheirs =
      appointment !== undefined &&
      isStanding(appointment) &&
      appointment.customer?.id === wish.customerId &&
      appointment.service?.id === service.id;
    if (wish.appointmentId !== undefined && !isTheirs) return unusable('appointment_id');
    const soonest = bookableFrom(now, ctx.tenant.policies.minNoticeMinutes);
    const end = appointment?.startsAt ?? wish.latest ?? new Date(now.getTime() + USUAL_DAYS * DAY_MS);
    const earliest = wish.earliest !== undefined && wish.earliest > soonest ? wish.earliest : soonest;
    const latest = wish.latest !== undefined && wish.latest < end ? wish.latest : end;
    if (latest <= earliest) return unusable(misfitOf(wish, appointment, soonest));
    const id = await store.waitlist.join(
      {
        id: ctx.ids.next('wtl'),
        customerId: wish.customerId,
        serviceId: service.id,
        earliest,
        latest,
        askedAt: now,
        ...(wish.staffId === undefined ? {} : { staffId: wish.staffId }),
        ...(appointment === undefined ? {} : { appointmentId: appointment.id }),
      },
      now,
    );
    await auditDeed(ctx, store, { deed: 'join_waitlist', customerId: wish.customerId, after: { task: id } });
    return { kind: 'added', id };
  });
}

/** What leaves no time between the earliest and the latest one. */
function misfitOf(
  { earliest, latest }: WaitlistAddition,
  appointment: Appointment | undefined,
  soonest: Date,
): UnusablePart {
  if (latest !== undefined && latest <= soonest) return 'latest';
  if (appointment !== undefined && appointment.startsAt <= soonest) return 'appointment_id';
  return earliest === undefined ? 'latest' : 'earliest';
}
