import { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { resolveAccounts } from './calcom-accounts.ts';
import type { CalcomAccount, SimAccount } from './calcom-accounts.ts';
import type { BookingEvent } from './booking-changes.ts';
import { controlRoutes } from './calcom-control.ts';
import { badRequest, invalidKey, tooManyRequests } from './calcom-errors.ts';
import { createFaultControl } from './calcom-faults.ts';
import type { FaultControl, FaultRule } from './calcom-faults.ts';
import { calcomRoutes, errorAnswer, noRoute } from './calcom-routes.ts';
import type { SimEnv } from './calcom-routes.ts';
import { createThrottle } from './calcom-throttle.ts';
import type { Throttle } from './calcom-throttle.ts';
import { createWebhookPost } from './calcom-webhooks.ts';
import type { Delivery } from './calcom-webhooks.ts';
import { createCalendarBook } from './calendar-book.ts';
import type { CalendarBook, SimBooking, SimReservation } from './calendar-book.ts';
import { addElsewhere, cancelElsewhere, rescheduleElsewhere } from './elsewhere.ts';
import type { ElsewhereBooking } from './elsewhere.ts';
import { faultLayer } from './fault-layer.ts';
import { createSeededChance } from './seeded-chance.ts';
import { pingBody, webhookBody } from './webhook-payload.ts';

/** One request below `/v2` as it came in; `status` is absent while it runs and when no answer was sent. */
export interface LoggedRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  body?: unknown;
  /** `cal-api-version` as sent. */
  version?: string;
  apiKey?: string;
  status?: number;
  fault?: string;
}

export interface CalcomSimulator {
  /** Base URL as a tenant's setting has it: `http://127.0.0.1:PORT/v2`. */
  url: string;
  faults: FaultControl;
  /** Copies of all bookings, in every state, in the order they were made. */
  bookings(): SimBooking[];
  /** Copies of the reservations that have not lapsed. */
  reservations(): SimReservation[];
  requests(): LoggedRequest[];
  /** Somebody else books: no rule is checked, webhooks are sent. */
  addBooking(wish: ElsewhereBooking): SimBooking;
  cancelElsewhere(uid: string, reason?: string): SimBooking;
  /** Answers the new booking. */
  rescheduleElsewhere(uid: string, start: Date): SimBooking;
  /** Sends a PING to every hook of every account. */
  ping(): void;
  deliveries(): Delivery[];
  /** Waits until every delivery so far was attempted; delays of webhook faults end at once. */
  flushWebhooks(): Promise<void>;
  /** Ends every connection, hanging ones too. */
  close(): Promise<void>;
}

export interface CalcomSimulatorOptions {
  /** Business time; everything but delays of faults runs on it. */
  now: () => Date;
  accounts: CalcomAccount[];
  faults?: FaultRule[];
  /** Default 1. The same seed and requests give the same uids. */
  seed?: number;
  /** Default 0: any free port. */
  port?: number;
}

/** A Cal.com API v2 of its own on 127.0.0.1, with the rules and error texts of the real one. */
export async function createCalcomSimulator(options: CalcomSimulatorOptions): Promise<CalcomSimulator> {
  const { now } = options;
  const chance = createSeededChance(options.seed ?? 1);
  const book = createCalendarBook(resolveAccounts(options.accounts), chance, now);
  const faults = createFaultControl(createSeededChance((options.seed ?? 1) + 1), options.faults);
  const post = createWebhookPost(createSeededChance((options.seed ?? 1) + 2), faults.webhooks);
  const log: LoggedRequest[] = [];
  const closing = new AbortController();
  const send = (event: BookingEvent, gate: Promise<void>): void =>
    post.enqueue(book.eventTypeOf(event.booking).account, webhookBody(book, event), gate);
  const announce = (event: BookingEvent): void => send(event, Promise.resolve());

  const app = new Hono<SimEnv>();
  app.use('/v2/*', recordRequests(log));
  app.use('/v2/*', faultLayer(faults, now, closing.signal));
  app.use('/v2/*', async (c, next) => {
    await next();
    const { outgoing } = c.env;
    const sendAll = (gate: Promise<void>): void => c.get('outbox').forEach((event) => send(event, gate));
    if (faults.webhooks.beforeAnswer) {
      sendAll(Promise.resolve());
      await post.flush();
    } else if (c.get('outbox').length > 0) {
      sendAll(
        outgoing.destroyed ? Promise.resolve() : new Promise((open) => outgoing.once('close', () => open())),
      );
    }
  });
  app.use('/v2/*', admit(book, createThrottle(now)));
  app.route('/v2', calcomRoutes(book));
  app.route(
    '/__control',
    controlRoutes(() => simulator),
  );
  app.notFound((c) => errorAnswer(c, noRoute(c), now()));
  app.onError((error, c) => errorAnswer(c, error, now()));

  const server = createAdaptorServer({ fetch: app.fetch });
  if (!(server instanceof Server)) throw new Error('not a plain HTTP server');
  const port = await listen(server, options.port ?? 0);
  const simulator: CalcomSimulator = {
    url: `http://127.0.0.1:${port}/v2`,
    faults,
    bookings: () => structuredClone(book.bookings),
    reservations: () => structuredClone(book.reservations.filter((held) => held.until > now())),
    requests: () => structuredClone(log),
    addBooking: (wish) => structuredClone(addElsewhere(book, wish, announce)),
    cancelElsewhere: (uid, reason = '') => structuredClone(cancelElsewhere(book, uid, reason, announce)),
    rescheduleElsewhere: (uid, start) => structuredClone(rescheduleElsewhere(book, uid, start, announce)),
    ping() {
      for (const account of book.accounts) post.enqueue(account, pingBody(now()), Promise.resolve());
    },
    deliveries: () => post.deliveries(),
    flushWebhooks: () => post.flush(),
    close() {
      closing.abort();
      post.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
  return simulator;
}

function recordRequests(log: LoggedRequest[]) {
  return async (c: Context<SimEnv>, next: () => Promise<void>): Promise<void> => {
    const version = c.req.header('cal-api-version');
    const apiKey = keyOf(c);
    const text = await c.req.text();
    const body = text === '' ? undefined : readJson(text);
    const entry: LoggedRequest = {
      method: c.req.method,
      path: c.req.path,
      query: c.req.query(),
      ...(text === '' ? {} : { body: body ?? text }),
      ...(version === undefined ? {} : { version }),
      ...(apiKey === undefined ? {} : { apiKey }),
    };
    log.push(entry);
    c.set('body', body);
    c.set('version', version ?? '2024-04-15');
    c.set('outbox', []);
    await next();
    const fault = c.get('fault');
    if (fault !== undefined) entry.fault = fault;
    if (!c.res.headers.has('x-hono-already-sent')) entry.status = c.res.status;
  };
}

/** Key and rate limit come before the route; every answer carries the limit's headers and a request id. */
function admit(book: CalendarBook, throttle: Throttle) {
  return async (c: Context<SimEnv>, next: () => Promise<void>): Promise<void> => {
    const key = keyOf(c);
    const caller: SimAccount | undefined = book.accounts.find((account) => account.apiKey === key);
    if (key !== undefined && caller === undefined) throw invalidKey();
    c.set('caller', caller);
    const allowance = throttle.count(key ?? 'no key', caller?.requestsPerMinute ?? 120);
    if (!allowance.allowed) {
      c.res = errorAnswer(c, tooManyRequests(), book.now());
    } else if (c.get('body') === undefined && (await c.req.text()) !== '') {
      c.res = errorAnswer(c, badRequest('Unexpected token in JSON'), book.now());
    } else {
      await next();
    }
    for (const [name, value] of Object.entries(allowance.headers)) c.res.headers.set(name, value);
    c.res.headers.set('X-Request-Id', book.chance.uuid());
  };
}

function keyOf(c: Context<SimEnv>): string | undefined {
  return c.req.header('authorization')?.replace(/^Bearer /i, '');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Said to the client by `admit`, which finds text without a value.
    return undefined;
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}
