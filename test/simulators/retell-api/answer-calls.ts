import { asObject } from '../retell/json-object.ts';
import type { JsonObject } from '../retell/json-object.ts';
import { postSigned } from '../retell/post-signed.ts';
import { endOf } from './dial-script.ts';
import type { AnsweredScript, CallEvent, DialScript } from './dial-script.ts';
import { analyzedCall, callSoFar, endedCall, startedCall, utterance } from './dialled-call.ts';
import type { TranscriptEntry } from './dialled-call.ts';
import type { Dial, RetellApiSimulator } from './retell-api-simulator.ts';
import type { SimCall } from './workspace.ts';

const EVENTS = '/api/webhooks/retell';
const FUNCTIONS = '/api/webhooks/retell/function';

/** A signed POST to the gateway, with the key of the workspace. */
export type GatewayPost = (
  apiKey: string,
  path: string,
  payload: JsonObject,
) => Promise<{ status: number; answer: JsonObject }>;

export interface AnswerOptions {
  post: GatewayPost;
  /** What becomes of a call. */
  script: (dial: Dial) => DialScript | Promise<DialScript>;
  /** Business time. */
  now: () => Date;
  /** So many calls are played at once, each as soon as it is made. Absent: none before `playOut`. */
  atOnce?: number;
}

/** What the gateway was told and asked, in order. */
export interface PlayedDial {
  dial: Dial;
  steps: { what: string; status: number; answer: JsonObject }[];
}

export interface CallAnswerer {
  /** Plays every call that was made and not played yet, in the order they were made; answers all since the last time. */
  playOut(): Promise<PlayedDial[]>;
  /** Calls that were made and not played. */
  waiting(): Dial[];
}

/** A gateway that is reached over the network. */
export function postTo(gatewayUrl: string): GatewayPost {
  return (apiKey, path, payload) => postSigned(gatewayUrl + path, apiKey, payload);
}

/** The people who are rung, and the voice agent that talks with them: plays each call of the simulator by its script. */
export function answerCalls(sim: RetellApiSimulator, options: AnswerOptions): CallAnswerer {
  const queue: Dial[] = [];
  const running = new Set<Promise<void>>();
  let played: PlayedDial[] = [];
  let problem: Error | undefined;

  const playNext = async (): Promise<void> => {
    const dial = queue.shift();
    if (dial === undefined) return;
    try {
      played.push(await playDial(sim, dial, options));
    } catch (error) {
      problem ??= error instanceof Error ? error : new Error('a call could not be played', { cause: error });
    }
  };
  /** Starts as many as may run beside each other; each one that ends makes room for the next. */
  const fill = (most: number): void => {
    while (running.size < most && queue.length > 0) {
      const run: Promise<void> = playNext().finally(() => {
        running.delete(run);
        fill(most);
      });
      running.add(run);
    }
  };

  sim.onDial((dial) => {
    queue.push(dial);
    const { atOnce } = options;
    // Whether the gateway has read the answer by then is as open as in real life.
    return atOnce === undefined ? undefined : () => fill(atOnce);
  });
  return {
    async playOut() {
      fill(options.atOnce ?? 1);
      while (running.size > 0) await Promise.all(running);
      const result = played;
      const failed = problem;
      played = [];
      problem = undefined;
      if (failed !== undefined) throw failed;
      return result;
    },
    waiting: () => [...queue],
  };
}

async function playDial(sim: RetellApiSimulator, dial: Dial, options: AnswerOptions): Promise<PlayedDial> {
  const { post, now } = options;
  const made = sim.findCall(dial.apiKey, dial.callId);
  if (made === undefined) throw new Error('a call was dialled that its workspace does not have');
  const script = await options.script(dial);
  const steps: PlayedDial['steps'] = [];
  const tell = async (event: CallEvent, call: SimCall): Promise<void> => {
    sim.putCall(dial.apiKey, call);
    if (script.untold?.includes(event) === true) return;
    steps.push({ what: event, ...(await post(dial.apiKey, EVENTS, { event, call })) });
  };

  const end = endOf(script);
  const said: TranscriptEntry[] = [];
  let call = made;
  if (end.durationMs !== undefined) {
    call = startedCall(made, now());
    await tell('call_started', call);
    if (script.kind === 'voicemail') said.push(...voicemail(dial));
    if (script.kind === 'answered') {
      await converse(script, call, said, async (name, request) => {
        const answered = await post(dial.apiKey, FUNCTIONS, request);
        steps.push({ what: name, ...answered });
        return answered;
      });
    }
  }
  const ended = endedCall(call, end, said);
  await tell('call_ended', ended);
  await tell('call_analyzed', analyzedCall(ended, script));
  return { dial, steps };
}

/** The functions of a conversation one after the other, each with what was said up to it. */
async function converse(
  { functions = [] }: AnsweredScript,
  call: SimCall,
  said: TranscriptEntry[],
  ask: (name: string, request: JsonObject) => Promise<{ status: number; answer: JsonObject }>,
): Promise<void> {
  said.push(utterance('agent', 'Hello, I am calling about your appointment.'), utterance('user', 'Yes.'));
  const answers: JsonObject[] = [];
  for (const { name, args: given } of functions) {
    const args = typeof given === 'function' ? given(answers) : given;
    const tool = { tool_call_id: `tool_${call.call_id.slice(5, 17)}_${answers.length + 1}` };
    said.push({ role: 'tool_call_invocation', ...tool, name, arguments: JSON.stringify(args) });
    const { status, answer } = await ask(name, { name, args, call: callSoFar(call, [...said]) });
    answers.push(answer);
    const successful = status >= 200 && status < 300;
    said.push({ role: 'tool_call_result', ...tool, content: JSON.stringify(answer), successful });
  }
}

/** What the agent leaves on the tape: the text the call was made with, if any. */
function voicemail({ override }: Dial): TranscriptEntry[] {
  const text = asObject(asObject(override['voicemail_option'])['action'])['text'];
  return [
    utterance('user', 'Please leave a message after the tone.'),
    ...(typeof text === 'string' ? [utterance('agent', text)] : []),
  ];
}
