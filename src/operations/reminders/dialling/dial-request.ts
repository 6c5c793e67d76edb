import { agentOverride } from '../../../domain/reminders/words/agent-override.ts';
import type { CallFacts } from '../../../domain/reminders/words/call-facts.ts';
import { callVariables } from '../../../domain/reminders/words/call-variables.ts';
import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import { voicemailText } from '../../../domain/reminders/words/voicemail-text.ts';
import { USUAL_DAY_HOURS } from '../../../domain/speech/day-hours.ts';
import type { DialRequest } from '../../../upstream/telephony.ts';
import type { Ctx } from '../../context.ts';
import type { AllowedCall } from './dial-gate.ts';
import { offeredTo } from '../waitlist/offered-to.ts';

/** What the provider is asked for: whom to ring, and what its agent may say and knows them by. */
export async function dialRequestOf(ctx: Ctx, task: FollowUpTask, call: AllowedCall): Promise<DialRequest> {
  const { tenant } = ctx;
  const { appointment, customer, settings } = call;
  const zone = call.zones[0] ?? tenant.timezone;
  const service = tenant.services.find(({ id }) => id === appointment?.service?.id);
  const offeredAt = await offeredTo(ctx, task);
  const { open } = tenant.policies.dayHours;
  const facts: CallFacts = {
    purpose: task.purpose,
    language: tenant.language,
    now: ctx.clock.now(),
    customer,
    zone,
    appointment: {
      ...(appointment === undefined ? {} : { startsAt: appointment.startsAt }),
      ...(appointment?.service === undefined ? {} : { service: appointment.service.name }),
      ...(service === undefined ? {} : { minutes: service.minutes }),
      ...(appointment?.staff === undefined ? {} : { staff: appointment.staff.name }),
    },
    ...(offeredAt === undefined ? {} : { offeredAt }),
    // Hours that nobody has set are not told as the business's.
    business: {
      name: tenant.name,
      zone: tenant.timezone,
      ...(open === USUAL_DAY_HOURS.open ? {} : { openHours: open }),
    },
    settings,
  };
  return {
    fromNumber: settings.fromNumber,
    toNumber: customer.phone,
    agentId: settings.agentId,
    variables: callVariables(facts),
    metadata: {
      session_id: call.sessionId,
      contact_id: customer.id,
      tenant_id: tenant.id,
      slotline_tenant: tenant.slug,
      call_purpose: task.purpose,
      business_type: tenant.businessType,
      attempt: String(task.retryCount + 1),
      ...(appointment === undefined ? {} : { appointment_id: appointment.id }),
    },
    override: agentOverride(settings.behaviour, { voicemail: voicemailText(facts), zone: tenant.timezone }),
  };
}
