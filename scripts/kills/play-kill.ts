import { setTimeout as pause } from 'node:timers/promises';
import type { CalcomFault } from '../../test/simulators/calcom/calcom-faults.ts';
import type { JsonObject } from '../../test/simulators/retell/json-object.ts';
import { waitFor } from '../demo/wait-for.ts';
import type { Stage, StageGateway } from '../storm/open-stage.ts';
import { insist } from '../storm/insist.ts';
import { openCall, textIn } from '../storm/phone-line.ts';
import type { Heard, PhoneCall, PhoneLine } from '../storm/phone-line.ts';
import { afterCancelling, afterConfirming, afterMoving } from '../storm/play-attempt.ts';
import type { Belief, PlayedAttempt } from '../storm/play-attempt.ts';
import { lookAtCalendar, momentOf, requestsSoFar } from './kill-moment.ts';
import type { Moment } from './kill-moment.ts';
import type { PlannedKill } from './kill-plan.ts';

export interface PlayedKill extends PlayedAttempt {
  deed: PlannedKill['deed'];
  moment: Moment;
}

const MOST_TRIES = 8;
const ASKED_LIMIT_MS = 5_000;
const ASKED_EVERY_MS = 2;
const MOST_TRIES_BEFORE = 40;
const BETWEEN_TRIES_MS = 500;

/**
 * One caller, whose gateway is killed in the middle of a deed and started again. Everything up to the deed goes
 * through undisturbed; throws where it does not.
 */
export async function playKill(
  stage: Stage,
  line: PhoneLine,
  lane: number,
  plan: PlannedKill,
): Promise<PlayedKill> {
  const gateway = stage.gateways[lane];
  if (gateway === undefined) throw new Error('a lane needs a gateway');
  const { callId, from } = plan;
  const call = openCall(line, { id: callId, from, startMs: stage.clock.now().getTime() });
  const before = await prepare(call, lane, plan);
  const question = questionOf(plan, before);
  const { heard, moment } = await killDuring(stage, line, { gateway, lane, plan, call, question });
  const last = await hearAgain(call, { gateway, lane, plan, question, heard });
  if (plan.isEndTold) await call.tell('call_ended');
  return { callId, deed: plan.deed, moment, trail: call.trail, belief: beliefAfter(plan, before, last) };
}

/** What the deed begins with: an offer, and an appointment where there is to be one. */
interface Prepared {
  offerId: string;
  booked: Extract<Belief, { kind: 'booked' }> | undefined;
}

async function prepare(call: PhoneCall, door: number, { wish, name, deed }: PlannedKill): Promise<Prepared> {
  const offered = await untilDone(call, door, 'start_booking', { name, ...wish });
  const offerId = textIn(offered.answer, 'booking_id');
  if (deed === 'confirm_booking') {
    if (offerId === '') throw new Error(`nothing was offered: ${offered.message}`);
    return { offerId, booked: undefined };
  }
  const confirmed = await untilDone(call, door, 'confirm_booking', { booking_id: offerId, confirmed: true });
  const booked = afterConfirming(confirmed, 'yes');
  if (booked.kind !== 'booked') throw new Error(`nothing was booked: ${confirmed.message}`);
  return { offerId, booked };
}

interface Question {
  name: string;
  args: JsonObject;
}

function questionOf({ deed, moveTo }: PlannedKill, { offerId, booked }: Prepared): Question {
  const appointment = { appointment_id: booked?.appointmentId ?? '' };
  switch (deed) {
    case 'confirm_booking':
      return { name: deed, args: { booking_id: offerId, confirmed: true } };
    case 'reschedule_appointment':
      return { name: deed, args: { ...appointment, new_date: moveTo.date, new_time: moveTo.time } };
    case 'cancel_appointment':
      return { name: deed, args: appointment };
  }
}

interface Scene {
  gateway: StageGateway;
  lane: number;
  plan: PlannedKill;
  call: PhoneCall;
  question: Question;
}

async function killDuring(
  { calendar, sql }: Stage,
  line: PhoneLine,
  { gateway, lane, plan, call, question }: Scene,
): Promise<{ heard: Heard; moment: Moment }> {
  const { faults } = calendar;
  const rule = faults.add({
    apiKey: line.tenant.calcomKey,
    method: 'POST',
    path: PATHS[plan.deed],
    fault: faultOf(plan),
    times: 1,
  });
  const since = requestsSoFar(calendar);
  let isHeard = false;
  const asked = call.ask(question.name, question.args, { door: lane }).then((heard) => {
    isHeard = heard.status !== 0;
    return heard;
  });
  if (plan.countedFrom === 'calendar_asked') {
    // The rule is gone as soon as a request has met it.
    const isAsked = () => !faults.list().some(({ id }) => id === rule);
    await waitFor(() => Promise.resolve(isHeard || isAsked()), ASKED_LIMIT_MS, ASKED_EVERY_MS);
  }
  await pause(plan.killAfterMs);
  const sight = lookAtCalendar(calendar, line.tenant, plan, since);
  const wasHeard = isHeard;
  await gateway.kill();
  const heard = await asked;
  const moment = await momentOf(sql, plan, sight, wasHeard);
  faults.remove(rule);
  return { heard, moment };
}

const PATHS = {
  confirm_booking: '/v2/bookings',
  reschedule_appointment: '/v2/bookings/*/reschedule',
  cancel_appointment: '/v2/bookings/*/cancel',
} as const;

function faultOf({ calendar, lateMs }: PlannedKill): CalcomFault {
  switch (calendar) {
    case 'late_start':
      return { kind: 'delay', ms: lateMs };
    case 'late_answer':
      return { kind: 'delay', ms: lateMs, when: 'after' };
    case 'lost_answer':
      return { kind: 'lose_answer' };
  }
}

/** Starts the gateway again; answers the last thing the caller hears. */
async function hearAgain(
  call: PhoneCall,
  { gateway, lane, plan, question, heard }: Omit<Scene, 'call'> & { heard: Heard },
): Promise<Heard> {
  const askAgain = (door: number): Promise<Heard> => {
    const again = async (): Promise<Heard> => {
      await pause(BETWEEN_TRIES_MS);
      return call.ask(question.name, question.args, { door });
    };
    return insist(heard, again, MOST_TRIES);
  };
  const back = gateway.start();
  const elsewhere = plan.repeats === 'elsewhere' ? askAgain(lane + 1) : undefined;
  await back;
  const again = plan.repeats === 'when_back' ? askAgain(lane) : undefined;
  return (await (elsewhere ?? again)) ?? heard;
}

/** For what must not fail: a busy machine may keep a gateway from hearing the calendar in time. */
async function untilDone(call: PhoneCall, door: number, name: string, args: JsonObject): Promise<Heard> {
  let heard = await call.ask(name, args, { door });
  for (let tries = 1; tries < MOST_TRIES_BEFORE && heard.kind !== 'done'; tries += 1) {
    await pause(BETWEEN_TRIES_MS);
    heard = await call.ask(name, args, { door });
  }
  return heard;
}

function beliefAfter({ deed }: PlannedKill, { booked }: Prepared, heard: Heard): Belief {
  if (booked === undefined) return afterConfirming(heard, 'yes');
  return deed === 'cancel_appointment' ? afterCancelling(booked, heard) : afterMoving(booked, heard);
}
