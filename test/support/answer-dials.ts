import { asObject } from '../simulators/retell/json-object.ts';
import { answerCalls } from '../simulators/retell-api/answer-calls.ts';
import type { AnswerOptions, CallAnswerer } from '../simulators/retell-api/answer-calls.ts';
import { postSigned } from './signed-post.ts';
import type { World } from './world.ts';

/** The people whom the tenants of a world ring: each call is played by the script, against the world's own app. */
export function answerDials(world: World, script: AnswerOptions['script']): CallAnswerer {
  return answerCalls(world.retellApi, {
    script,
    now: () => world.clock.now(),
    post: async (key, path, body) => {
      const response = await postSigned(world.app, path, { key, body });
      const text = await response.text();
      return { status: response.status, answer: text === '' ? {} : asObject(JSON.parse(text)) };
    },
  });
}
