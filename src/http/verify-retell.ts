import { symmetric } from 'retell-sdk/lib/webhook_auth';

/**
 * The key whose signature stands on the raw body, or `undefined`. `header` is `X-Retell-Signature`
 * (`v=<epoch ms>,d=<hex>`); fresh means within five minutes of `nowMs`, machine time, either way.
 * Scheme and constant-time comparison are those of Retell's own SDK.
 */
export async function verifyRetell(
  rawBody: string,
  header: string | undefined,
  keys: string[],
  nowMs: number,
): Promise<string | undefined> {
  if (header === undefined) return undefined;
  for (const key of keys) {
    if (await symmetric.verify(rawBody, key, header, { timestamp: nowMs })) return key;
  }
  return undefined;
}
