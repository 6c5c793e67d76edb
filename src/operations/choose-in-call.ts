import type { Service } from '../domain/tenant.ts';
import { refused } from '../platform/outcome.ts';
import type { Refusal } from '../platform/outcome.ts';
import { chooseService } from './choose-service.ts';
import type { Choice } from './choose-service.ts';
import type { CallCtx } from './context.ts';
import { namesInCall } from './names-in-call.ts';
import { peopleOfCall } from './people-of-call.ts';
import { offerOfCall } from './reminders/waitlist/offer-of-call.ts';

/**
 * The service and the person that are meant on a call. Where we have rung, it is about what we have rung about, unless
 * something else is said: the agent may not know what that is (VIO-56). Asks back with what the call may name.
 */
export async function chooseInCall(
  ctx: CallCtx,
  said: { service?: string; staff?: string },
): Promise<Choice> {
  const choice = chooseService(ctx.tenant, said, await serviceOfCall(ctx));
  return choice.kind === 'refused' ? asNamed(ctx, choice) : choice;
}

/** What our call is about, where that is offered still. */
async function serviceOfCall(ctx: CallCtx): Promise<Service | undefined> {
  if (ctx.call.sessionId === undefined) return undefined;
  const { store, tenant } = ctx;
  const { session } = await peopleOfCall(ctx, store);
  if (session === undefined) return undefined;
  const { appointmentId } = session;
  const about =
    appointmentId === undefined
      ? (await offerOfCall(ctx, store))?.offer.serviceId
      : (await store.appointments.find(appointmentId))?.service?.id;
  return tenant.services.find(({ id, active }) => active && id === about);
}

function asNamed(ctx: CallCtx, refusal: Refusal): Refusal {
  const { what, services, staff } = namesInCall(ctx);
  switch (refusal.reason) {
    case 'service_unknown':
    case 'service_unclear':
      return refused(refusal.reason, { services: services(refusal.facts.services) });
    case 'staff_unknown':
      return refused('staff_unknown', { staff: staff(refusal.facts.staff) });
    case 'staff_unclear':
      return refused('staff_unclear', { ...refusal.facts, staff: staff(refusal.facts.staff) });
    case 'staff_not_selectable':
      return refused('staff_not_selectable', what({ service: refusal.facts.service }));
    case 'staff_not_for_service': {
      const { service, person, selectable } = refusal.facts;
      const named = what({ service, staff: person });
      // "For this", where it has no name or they have none.
      return named.service === '' || named.staff === undefined
        ? refused('staff_unknown', { staff: staff(selectable) })
        : refusal;
    }
    default:
      return refusal;
  }
}
