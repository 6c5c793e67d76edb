import type { Appointment } from '../../../domain/appointment.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';
import { mayOfferTime } from './may-offer-time.ts';

/**
 * An appointment has given back the time it had, in the transaction that cancels or moves it: where somebody on the
 * waitlist would like it, it is offered to them behind.
 */
export async function noteFreedTime(
  ctx: Ctx,
  store: Queries,
  { service, customer, startsAt }: Appointment,
): Promise<void> {
  if (service === undefined || !mayOfferTime(ctx, startsAt)) return;
  if (!(await store.waitlist.isWanted(service.id, startsAt))) return;
  await store.waitlistOffers.addFreed(
    {
      id: ctx.ids.next('frd'),
      serviceId: service.id,
      startsAt,
      ...(customer === undefined ? {} : { freedBy: customer.id }),
    },
    ctx.clock.now(),
  );
}
