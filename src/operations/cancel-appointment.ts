import type { Appointment } from '../domain/appointment.ts';
import { mayCancel } from '../domain/policy.ts';
import type { ProvenAppointment } from '../domain/proof.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome, Refusal, SpokenAppointment } from '../platform/outcome.ts';
import { auditReadOut } from './audit-read-out.ts';
import { cancelBooking } from './cancel-booking.ts';
import type { CallCtx } from './context.ts';
import {
  findMatching,
  findOwnAppointment,
  spokenAppointment,
  understandQuestion,
} from './find-appointment.ts';
import type { AppointmentQuestion, AppointmentWish } from './find-appointment.ts';
import { peopleOfCall } from './people-of-call.ts';
import { refuseChangedElsewhere } from './refuse-changed-elsewhere.ts';

export interface CancelWish extends AppointmentWish {
  reason?: string;
}

export interface CancelledAppointment {
  appointmentId: string;
  appointment: SpokenAppointment;
}

/** Cancels one of the caller's appointments after the policy check (ASK-29, ASK-31). Twice is once. */
export async function cancelAppointment(
  ctx: CallCtx,
  wish: CancelWish,
): Promise<Outcome<CancelledAppointment>> {
  const question = await understandQuestion(ctx, wish, 'cancel');
  if (question.kind === 'refused') return question;
  const found = await findOwnAppointment(ctx, question);
  if (found.kind === 'refused') return answerCancelled(ctx, question, found);
  const outcome = await cancelProven(ctx, wish, found.proven);
  // A refusal that names the appointment tells the caller of it.
  if (outcome.kind === 'refused' && 'appointment' in outcome.facts) auditReadOut(ctx, [found.proven]);
  return outcome;
}

async function cancelProven(
  ctx: CallCtx,
  wish: CancelWish,
  { appointment, by }: ProvenAppointment,
): Promise<Outcome<CancelledAppointment>> {
  const hours = ctx.tenant.policies.cancelHours;
  const spoken = spokenAppointment(ctx, appointment);
  if (!mayCancel(appointment.startsAt, ctx.clock.now(), hours)) {
    return { ...refused('too_late_to_cancel', { hours, appointment: spoken }), offerCallback: true };
  }
  const end = await cancelBooking(ctx, appointment, {
    callId: ctx.call.id,
    proof: by,
    ...(wish.reason === undefined ? {} : { reason: wish.reason }),
  });
  if (end === 'cancelled') return answerDone(ctx, appointment);
  if (end === 'changed_elsewhere') return refuseChangedElsewhere(ctx, appointment);
  return { ...refused('change_not_allowed', { appointment: spoken }), offerCallback: true };
}

/**
 * What nothing standing fits may be cancelled already: on this call, whatever words it was asked in then, the answer
 * is the same again; before it, only where the caller names that appointment.
 */
async function answerCancelled(
  ctx: CallCtx,
  question: AppointmentQuestion,
  refusal: Refusal,
): Promise<Outcome<CancelledAppointment>> {
  if (refusal !== question.caller.otherwise) return refusal;
  const { name, appointmentId, bookingCode, date } = question.wish;
  const isAboutSomebody = [name, appointmentId, bookingCode].some((said) => said !== undefined);
  // Several people have the number: what was done for one of them is no answer about another one.
  if (!isAboutSomebody && (await peopleOfCall(ctx, ctx.store)).customers.length > 1)
    return refused('customer_unclear', {});
  const matching = await findMatching(ctx, question, 'cancelled');
  for (const write of await ctx.store.calendarWrites.doneOfCall(ctx.call.id, 'cancel')) {
    const ours = matching.find(({ appointment }) => appointment.id === write.appointmentId);
    if (ours !== undefined) return answerDone(ctx, ours.appointment);
  }
  const isNamed = [question.about, appointmentId, bookingCode, date].some((said) => said !== undefined);
  const [only, ...others] = matching;
  if (!isNamed || only === undefined || others.length > 0) return refusal;
  auditReadOut(ctx, [only]);
  return refused('already_cancelled', { appointment: spokenAppointment(ctx, only.appointment) });
}

function answerDone(ctx: CallCtx, appointment: Appointment): Outcome<CancelledAppointment> {
  const spoken = spokenAppointment(ctx, appointment);
  return done(
    { appointmentId: appointment.id, appointment: spoken },
    say('cancelled', { appointment: spoken }),
  );
}
