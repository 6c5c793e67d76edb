import type { Context, MiddlewareHandler } from 'hono';

const HARMLESS = new Set(['GET', 'HEAD']);

/**
 * Turns away what another site's page sends. Browsers name the page's origin; its scheme is not compared, since behind
 * a proxy only the proxy knows it.
 */
export const ownForms: MiddlewareHandler = async (c, next) => {
  if (!HARMLESS.has(c.req.method) && !comesFromHere(c))
    return c.text('This form is not ours: its Origin is missing, or another site.', 403);
  await next();
  return undefined;
};

function comesFromHere(c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = c.req.header('origin');
  if (origin === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === (c.req.header('host') ?? new URL(c.req.url).host);
}
