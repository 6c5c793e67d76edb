import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Deps } from '../operations/context.ts';
import { asFault } from '../platform/fault.ts';
import { forwardedProtocol } from './forwarded-protocol.ts';
import type { OwnerEnv } from './owner-gate.ts';
import { createKeyProver } from './prove-key.ts';
import type { ProvenKey } from './prove-key.ts';

const COOKIE = 'slotline_session';
const SESSION_SECONDS = 12 * 3_600;
/** In front of what is sealed, so that nothing else that was sealed passes for a session. */
const MARK = 'page-session';

export interface PageGate {
  /** Lets browsers through that have signed in; the others are sent to do so. */
  prove: MiddlewareHandler<OwnerEnv>;
  /** Keeps an access key in the browser, sealed, if it opens anything. */
  signIn(c: Context, key: string): Promise<ProvenKey['kind']>;
  signOut(c: Context): void;
}

/**
 * A browser's session is its access key, sealed in an http-only, same-site cookie: taken away with the key, and read
 * by nobody but us.
 */
export function createPageGate(deps: Deps): PageGate {
  const keys = createKeyProver(deps);
  return {
    prove: async (c, next) => {
      c.header('cache-control', 'no-store');
      const proven = await keys.prove(keyIn(deps, getCookie(c, COOKIE)));
      if (proven.kind === 'busy') return tryAgain(c);
      if (proven.kind === 'wrong') return c.redirect('/sign-in', 303);
      await keys.bind(c, proven.owner);
      await next();
      return undefined;
    },
    async signIn(c, key) {
      const { kind } = await keys.prove(key);
      if (kind !== 'proven') {
        deps.metrics.rejectedRequests.inc({ door: 'page' });
        return kind;
      }
      const until = deps.clock.now().getTime() + SESSION_SECONDS * 1_000;
      setCookie(c, COOKIE, deps.browserSeal.seal(JSON.stringify([MARK, until, key])), {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        maxAge: SESSION_SECONDS,
        secure: isSecure(c),
      });
      return kind;
    },
    signOut(c) {
      deleteCookie(c, COOKIE, { path: '/', secure: isSecure(c) });
    },
  };
}

/** More keys than may wait are being looked up. */
export function tryAgain(c: Context): Response {
  c.header('retry-after', '1');
  return c.text('Too many are asking at this moment. Please try again.', 503);
}

function keyIn(deps: Deps, sealed: string | undefined): string | undefined {
  if (sealed === undefined) return undefined;
  try {
    const told: unknown = JSON.parse(deps.browserSeal.open(sealed));
    if (!Array.isArray(told)) return undefined;
    const [mark, until, key]: unknown[] = told;
    const isFresh = typeof until === 'number' && until > deps.clock.now().getTime();
    return mark === MARK && isFresh && typeof key === 'string' ? key : undefined;
  } catch (error) {
    // Sealed with another key, or by nobody.
    deps.log.debug({ code: asFault(error).code }, 'cookie of a browser cannot be opened');
    return undefined;
  }
}

/** Behind a proxy only the proxy knows. */
function isSecure(c: Context): boolean {
  return forwardedProtocol(c) === 'https' || new URL(c.req.url).protocol === 'https:';
}
