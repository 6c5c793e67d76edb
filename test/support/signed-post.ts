import type { Hono } from 'hono';
import { symmetric } from 'retell-sdk/lib/webhook_auth';
import { systemMachineClock } from '../../src/platform/clock.ts';

export interface RetellPost {
  /** The workspace's key. */
  key: string;
  /** Sent as it is where it is a text, else as JSON. */
  body: unknown;
  /** When it was signed, on the machine's clock; default now. */
  signedAtMs?: number;
  /** In place of the right header; `null` sends none. */
  signature?: string | null;
}

/** A POST as Retell sends it, to any door of any app. */
export async function postSigned(app: Hono, path: string, post: RetellPost): Promise<Response> {
  const text = typeof post.body === 'string' ? post.body : JSON.stringify(post.body);
  const signedAtMs = post.signedAtMs ?? systemMachineClock.epochMs();
  const signature =
    post.signature === undefined ? await symmetric.sign(text, post.key, signedAtMs) : post.signature;
  return app.request(path, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      ...(signature === null ? {} : { 'x-retell-signature': signature }),
    },
  });
}
