import { symmetric } from 'retell-sdk/lib/webhook_auth';
import { objectIn } from './json-object.ts';
import type { JsonObject } from './json-object.ts';

export interface PostedAnswer {
  /** HTTP status; 0 where no answer came. */
  status: number;
  /** The answer's object; empty where the body is no JSON object. */
  answer: JsonObject;
  /** Whether the body is a JSON object. */
  isObject: boolean;
  ms: number;
}

/** Retell waits up to 120 s for a function; nobody wants to wait that long for a simulator. */
const ANSWER_LIMIT_MS = 15_000;

/**
 * Posts as Retell does: JSON, signed over the raw body with the webhook key and machine time (retell.md 2.1). Hangs up
 * after `limitMs`.
 */
export async function postSigned(
  url: string,
  apiKey: string,
  payload: JsonObject,
  limitMs = ANSWER_LIMIT_MS,
): Promise<PostedAnswer> {
  const body = JSON.stringify(payload);
  const signature = await symmetric.sign(body, apiKey);
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), limitMs);
  const began = performance.now();
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-retell-signature': signature },
      body,
      signal: ending.signal,
    });
    const text = await response.text();
    const ms = performance.now() - began;
    return {
      status: response.status,
      answer: objectIn(text),
      isObject: text.trimStart().startsWith('{'),
      ms,
    };
  } catch {
    // No answer is an answer to a simulator: the step is shown with status 0.
    return { status: 0, answer: {}, isObject: false, ms: performance.now() - began };
  } finally {
    clearTimeout(timer);
  }
}
