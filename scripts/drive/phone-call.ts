import type { JsonObject } from '../../test/simulators/retell/json-object.ts';
import { postSigned } from '../../test/simulators/retell/post-signed.ts';
import type { PostedAnswer } from '../../test/simulators/retell/post-signed.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { FUNCTION_PATH, functionCall } from '../function-call.ts';
import { callerName, callerNumber } from './invented-caller.ts';
import type { Exchange } from './exchange.ts';
import type { Drive, Slot } from './plan-drives.ts';
import { agentOf, numberOf, retellKeyOf } from './start-drive.ts';

/** One phone call to a business, as Retell makes it of what the agent does. */
export interface PhoneCall {
  id: string;
  name: string;
  /** Every answer that was read so far. */
  exchanges: Exchange[];
  /** Lets the agent call a function and answers what it was told, once that is no "still on it". */
  ask(name: string, args: JsonObject, about?: { slot: Slot; isFree: boolean }): Promise<JsonObject>;
  /** Tells of the start or the end; answers whether that was taken. */
  tell(event: 'call_started' | 'call_ended'): Promise<boolean>;
}

/** When a caller's line or Retell gives up on an answer, one after the other. */
const HANGS_UP_AFTER_MS = [2, 10, 30, 80];
const MOST_QUESTIONS = 40;
const ASK_AGAIN_MS = 250;

export function createPhoneCall(gatewayUrl: string, drive: Drive, startAt: Date): PhoneCall {
  const key = retellKeyOf(drive.business);
  const call = {
    call_id: `call_drive_${drive.mode}_${drive.place}`,
    call_type: 'phone_call',
    direction: 'inbound',
    agent_id: agentOf(drive.business),
    from_number: callerNumber(drive.place),
    to_number: numberOf(drive.business),
    call_status: 'ongoing',
    start_timestamp: startAt.getTime(),
  };
  const exchanges: Exchange[] = [];
  let questions = 0;
  let invocations = 0;

  const send = (name: string, args: JsonObject, toolCallId: string, limitMs?: number) =>
    postSigned(gatewayUrl + FUNCTION_PATH, key, functionCall(call, name, args, toolCallId), limitMs);

  /** Sends one question as the mode has it; answers what was read, in order. */
  async function deliver(name: string, args: JsonObject): Promise<PostedAnswer[]> {
    const id = `${call.call_id}_${(invocations += 1)}`;
    const form = drive.place + questions;
    if (drive.mode === 'lost') {
      const hangsUp = form % 2 === 0 ? HANGS_UP_AFTER_MS[(form / 2) % HANGS_UP_AFTER_MS.length] : undefined;
      const lost = await send(name, args, id, hangsUp);
      const again = await send(name, args, id);
      return lost.status === 0 && hangsUp !== undefined ? [again] : [lost, again];
    }
    if (drive.mode !== 'doubled') return [await send(name, args, id)];
    // Retell repeats an invocation under its id, a model that was interrupted calls under a new one.
    const second = form % 4 < 2 ? id : `${call.call_id}_${(invocations += 1)}`;
    if (form % 2 === 0) return Promise.all([send(name, args, id), send(name, args, second)]);
    return [await send(name, args, id), await send(name, args, second)];
  }

  return {
    id: call.call_id,
    name: callerName(drive.place),
    exchanges,
    async ask(name, args, about) {
      for (let turn = 1; ; turn += 1) {
        questions += 1;
        const answers = await deliver(name, args);
        const noted = { name, question: questions, isFree: about?.isFree ?? false };
        const slot = about === undefined ? {} : { slot: about.slot };
        exchanges.push(...answers.map((answer) => ({ ...noted, ...slot, ...answer })));
        const told = answers.at(-1)?.answer ?? {};
        if (told['pending'] !== true || turn === MOST_QUESTIONS) return told;
        await pause(ASK_AGAIN_MS);
      }
    },
    async tell(event) {
      const ended = { call_status: 'ended', end_timestamp: startAt.getTime() + 60_000, duration_ms: 60_000 };
      const payload = { event, call: event === 'call_ended' ? { ...call, ...ended } : call };
      const url = `${gatewayUrl}/api/webhooks/retell`;
      const times = drive.mode === 'doubled' || drive.mode === 'lost' ? 2 : 1;
      let isTaken = true;
      for (let time = 0; time < times; time += 1) {
        const { status } = await postSigned(url, key, payload);
        isTaken &&= status >= 200 && status < 300;
      }
      return isTaken;
    },
  };
}
