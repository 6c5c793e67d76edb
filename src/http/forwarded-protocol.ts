import type { Context } from 'hono';

/** By which protocol a visitor reached the first proxy, in small letters; `undefined` where no proxy tells. */
export function forwardedProtocol(c: Context): string | undefined {
  return c.req.header('x-forwarded-proto')?.split(',')[0]?.trim().toLowerCase();
}
