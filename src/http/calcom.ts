import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Deps } from '../operations/context.ts';
import { storeCalendarEvent } from '../operations/store-calendar-event.ts';
import { parseJson } from './parse-json.ts';
import { logShape } from './webhook-shape.ts';

const MOST_BYTES = 4 * 1024 * 1024;

// A part that is not as expected counts as missing: the event is kept all the same.
const part = z.string().max(200).nullish().catch(undefined);
const eventSchema = z.looseObject({
  triggerEvent: z.string().min(1).max(100),
  createdAt: part,
  uid: part,
  payload: z.looseObject({ uid: part, bookingUid: part }).nullish().catch(undefined),
});

/** Cal.com's webhooks, signed with the tenant's own secret (ASK-57): stored and answered at once, worked off behind. */
export function calcomRoutes(deps: Deps): Hono {
  const app = new Hono();
  const tooLarge = bodyLimit({
    maxSize: MOST_BYTES,
    onError: (c) => {
      deps.metrics.rejectedRequests.inc({ door: 'calcom' });
      return c.body(null, 413);
    },
  });

  app.post('/api/webhooks/calcom/:tenant', tooLarge, async (c) => {
    const rawBody = Buffer.from(await c.req.arrayBuffer());
    const door = deps.directory.findBySlug(c.req.param('tenant'));
    const secret = door?.calcom?.webhookSecret;
    if (door === undefined || !isSigned(rawBody, c.req.header('x-cal-signature-256'), secret)) {
      deps.metrics.rejectedRequests.inc({ door: 'calcom' });
      deps.log.warn({ door: 'calcom' }, 'webhook without a valid signature turned away');
      return c.body(null, 401);
    }
    const count = (result: string) => deps.metrics.webhooks.inc({ source: 'calcom', result });
    const json = parseJson(rawBody.toString('utf8'));
    const body = eventSchema.safeParse(json);
    if (!body.success) {
      count('unreadable');
      deps.log.warn({ tenant: door.slug }, 'signed webhook that cannot be read');
      return c.body(null, 204);
    }
    logShape(deps, 'calcom', json);
    const { triggerEvent, createdAt, payload } = body.data;
    const uid = payload?.uid ?? payload?.bookingUid ?? body.data.uid ?? '';
    const { isNew } = await storeCalendarEvent(deps, door.id, {
      event: triggerEvent,
      // Copies that several hooks send of one event differ in createdAt; working an event off twice changes nothing.
      dedupeKey: [triggerEvent, uid, createdAt ?? '', ...tellApart(rawBody, uid, createdAt)].join(' '),
      payload: json,
    });
    count(isNew ? 'taken' : 'repeated');
    return c.body(null, 204);
  });
  return app;
}

/** The body's own digest where uid and time do not tell one event from another. */
function tellApart(rawBody: Buffer, uid: string, createdAt: string | null | undefined): string[] {
  const isNamed = uid !== '' && createdAt !== undefined && createdAt !== null && createdAt !== '';
  return isNamed ? [] : [createHash('sha256').update(rawBody).digest('hex')];
}

/** `signature`: lower-case hex HMAC-SHA256 of the raw body (calcom.md 5.3); a hook without a secret proves nothing. */
function isSigned(rawBody: Buffer, signature: string | undefined, secret: string | undefined): boolean {
  // Without a secret the same work is done, so that timing does not tell which tenants exist.
  const digest = createHmac('sha256', secret ?? '')
    .update(rawBody)
    .digest();
  const given = Buffer.from(signature ?? '', 'hex');
  return secret !== undefined && given.length === digest.length && timingSafeEqual(given, digest);
}
