import { asObject } from '../../test/simulators/retell/json-object.ts';
import type { JsonObject } from '../../test/simulators/retell/json-object.ts';
import { insist, isOpen } from './insist.ts';
import { openCall, textIn } from './phone-line.ts';
import type { Heard, PhoneCall, PhoneLine } from './phone-line.ts';
import type { PlannedAttempt, PlannedCaller, WishedTime } from './storm-plan.ts';

/** What a caller believes when all is said. `unsure`: an end was never told, or nobody was there to hear it. */
export type Belief =
  | { kind: 'nothing' }
  | { kind: 'booked'; appointmentId: string; at?: WishedTime }
  | { kind: 'unsure'; appointmentId?: string };

/** One call that is over. */
export interface PlayedAttempt {
  callId: string;
  belief: Belief;
  /** What was asked and heard, for people. */
  trail: string[];
}

export interface CallerTime {
  nowMs(): number;
  /** A human pause, in the caller's own pace. */
  think(): Promise<void>;
  /** The moment between a question and its repeat. */
  blink(): Promise<void>;
  /** How often an agent asks again while it hears "still on it". */
  mostTries: number;
}

/** Plays one call as it is planned and answers what the caller believes at its end. */
export async function playAttempt(
  line: PhoneLine,
  caller: Pick<PlannedCaller, 'name' | 'from'>,
  plan: PlannedAttempt,
  time: CallerTime,
): Promise<PlayedAttempt> {
  const call = openCall(line, { id: plan.callId, from: caller.from, startMs: time.nowMs() });
  const say = (name: string, args: JsonObject) => askOn(line, call, plan, time, { name, args });
  const belief = await talk(call, caller, plan, time, say);
  if (plan.hangsUp !== 'never_told') await call.tell('call_ended');
  return { callId: plan.callId, belief, trail: call.trail };
}

type Say = (name: string, args: JsonObject) => Promise<Heard>;

async function talk(
  call: PhoneCall,
  caller: Pick<PlannedCaller, 'name' | 'from'>,
  plan: PlannedAttempt,
  time: CallerTime,
  say: Say,
): Promise<Belief> {
  if (plan.searchesFirst) {
    await say('check_availability', { date: plan.wish.date });
    await time.think();
  }
  const offered = await findOffer(caller.name, plan, time, say);
  if (offered === undefined || plan.hangsUp === 'before_confirming') return { kind: 'nothing' };
  await time.think();
  const confirming = { booking_id: textIn(offered.answer, 'booking_id'), confirmed: plan.says === 'yes' };
  if (plan.hangsUp === 'while_confirming') {
    await Promise.all([
      call.ask('confirm_booking', confirming),
      time.blink().then(() => call.tell('call_ended')),
    ]);
    return { kind: 'unsure' };
  }
  const belief = afterConfirming(await say('confirm_booking', confirming), plan.says);
  if (belief.kind !== 'booked' || plan.afterwards === 'stay') return belief;
  await time.think();
  return plan.afterwards === 'cancel'
    ? afterCancelling(belief, await say('cancel_appointment', { appointment_id: belief.appointmentId }))
    : afterMoving(
        belief,
        await say('reschedule_appointment', {
          appointment_id: belief.appointmentId,
          new_date: plan.moveTo.date,
          new_time: plan.moveTo.time,
        }),
      );
}

/** The offer for the wished time, or for the first one named in its place. */
async function findOffer(
  name: string,
  plan: PlannedAttempt,
  time: CallerTime,
  say: Say,
): Promise<Heard | undefined> {
  const first = await say('start_booking', { name, ...plan.wish });
  if (first.kind === 'done') return first;
  const other = firstAlternative(first.answer);
  if (!plan.takesAlternative || other === undefined) return undefined;
  await time.think();
  const second = await say('start_booking', { name, ...other });
  return second.kind === 'done' ? second : undefined;
}

function firstAlternative(answer: JsonObject): WishedTime | undefined {
  const list: unknown = answer['alternatives'];
  const first = asObject(Array.isArray(list) ? list[0] : undefined);
  const [date, time] = [textIn(first, 'date'), textIn(first, 'time')];
  return date === '' || time === '' ? undefined : { date, time };
}

export function afterConfirming(heard: Heard, says: 'yes' | 'no'): Belief {
  if (isOpen(heard)) return { kind: 'unsure' };
  const appointmentId = textIn(heard.answer, 'appointment_id');
  if (heard.kind !== 'done' || appointmentId === '') return { kind: 'nothing' };
  if (says === 'no') return { kind: 'booked', appointmentId };
  return { kind: 'booked', appointmentId, at: timeOf(heard.answer) };
}

export function afterCancelling(before: Extract<Belief, { kind: 'booked' }>, heard: Heard): Belief {
  if (heard.kind === 'done') return { kind: 'nothing' };
  if (!isOpen(heard)) return before;
  return { kind: 'unsure', appointmentId: before.appointmentId };
}

export function afterMoving(before: Extract<Belief, { kind: 'booked' }>, heard: Heard): Belief {
  const { appointmentId } = before;
  if (heard.kind === 'done') return { kind: 'booked', appointmentId, at: timeOf(heard.answer) };
  if (!isOpen(heard)) return before;
  return { kind: 'booked', appointmentId };
}

function timeOf(answer: JsonObject): WishedTime {
  return { date: textIn(answer, 'date'), time: textIn(answer, 'time') };
}

/** Asks, as often as the plan repeats it, and again while the answer is that it goes on. */
async function askOn(
  line: PhoneLine,
  call: PhoneCall,
  plan: PlannedAttempt,
  time: CallerTime,
  question: { name: string; args: JsonObject },
): Promise<Heard> {
  const again = async (): Promise<Heard> => {
    await time.think();
    return call.ask(question.name, question.args);
  };
  return insist(await askTwice(line, call, plan, time, question), again, time.mostTries);
}

/** The repeat goes to the other gateway. A success counts, else whatever still goes on. */
async function askTwice(
  line: PhoneLine,
  call: PhoneCall,
  plan: PlannedAttempt,
  time: CallerTime,
  { name, args }: { name: string; args: JsonObject },
): Promise<Heard> {
  if (plan.repeats === 'never') return call.ask(name, args);
  const invocation = `tool_${call.id}_${name}_${line.heard.length}`;
  const again = plan.repeatsSameInvocation ? { invocation } : {};
  const door = line.heard.length;
  const once = call.ask(name, args, { invocation, door });
  await (plan.repeats === 'at_once' ? time.blink() : once);
  const [first, second] = await Promise.all([once, call.ask(name, args, { ...again, door: door + 1 })]);
  line.repeated.push({ callId: call.id, how: plan.repeats, first, second });
  const told = [first, second];
  return told.find(({ kind }) => kind === 'done') ?? told.find(isOpen) ?? first;
}
