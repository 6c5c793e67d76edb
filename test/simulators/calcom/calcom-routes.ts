import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Context } from 'hono';
import type { SimAccount } from './calcom-accounts.ts';
import { listBookings, renderBooking } from './booking-answers.ts';
import type { BookingEvent } from './booking-changes.ts';
import {
  cancelByRequest,
  createBooking,
  readBooking,
  rescheduleBooking,
  settlePending,
} from './booking-rules.ts';
import type { Visit } from './booking-rules.ts';
import { CalcomError, bare, errorBody, missingKey, notFound } from './calcom-errors.ts';
import type { CalendarBook } from './calendar-book.ts';
import { renderEventType, renderMe } from './event-type-answers.ts';
import type { Fields } from './field-check.ts';
import { answerSlots } from './slot-answers.ts';
import { moveReservation, readReservation, releaseReservation, reserve } from './slot-reservations.ts';

export interface SimEnv {
  Bindings: HttpBindings;
  Variables: {
    /** Whose key it is; absent without a key. A wrong key never reaches a route. */
    caller: SimAccount | undefined;
    version: string;
    body: unknown;
    outbox: BookingEvent[];
    /** Kind of the fault that hit the request. */
    fault: string | undefined;
  };
}

type Sim = Context<SimEnv>;

const SLOTS = ['2024-09-04'];
const BOOKINGS = ['2024-08-13', '2026-02-25'];
const EVENT_TYPES = ['2024-06-14'];

/** The routes below `/v2`. A version header the path does not know is the same as an unknown path. */
export function calcomRoutes(book: CalendarBook): Hono<SimEnv> {
  const app = new Hono<SimEnv>();
  app.route('/slots', slotRoutes(book));
  app.route('/bookings', bookingRoutes(book));
  app.route('/event-types', eventTypeRoutes(book));
  app.get('/me', (c) => success(200, renderMe(requireCaller(c))));
  return app;
}

function slotRoutes(book: CalendarBook): Hono<SimEnv> {
  const app = new Hono<SimEnv>();
  app.use('*', forVersions(SLOTS));
  app.get('/', (c) => success(200, answerSlots(book, c.req.query())));
  app.post('/reservations', (c) => success(201, reserve(book, c.get('caller'), bodyOf(c))));
  app.get('/reservations/:uid', (c) => success(200, readReservation(book, c.req.param('uid'))));
  app.patch('/reservations/:uid', (c) =>
    success(200, moveReservation(book, c.get('caller'), c.req.param('uid'), bodyOf(c))),
  );
  app.delete('/reservations/:uid', (c) => {
    releaseReservation(book, c.req.param('uid'));
    return json(200, { status: 'success' });
  });
  return app;
}

function bookingRoutes(book: CalendarBook): Hono<SimEnv> {
  const app = new Hono<SimEnv>();
  app.use('*', forVersions(BOOKINGS));
  app.post('/', (c) => {
    const { booking, seatUid } = createBooking(visitOf(c, book), bodyOf(c));
    return success(201, renderBooking(book, booking, seatUid));
  });
  app.get('/', (c) =>
    json(200, { status: 'success', ...listBookings(book, requireCaller(c), c.req.query()) }),
  );
  app.get('/:uid', (c) => success(200, renderBooking(book, readBooking(book, c.req.param('uid')))));
  app.post('/:uid/cancel', (c) => {
    const booking = cancelByRequest(visitOf(c, book), c.req.param('uid'), bodyOf(c));
    return success(200, renderBooking(book, booking));
  });
  app.post('/:uid/reschedule', (c) => {
    const booking = rescheduleBooking(visitOf(c, book), c.req.param('uid'), bodyOf(c));
    return success(201, renderBooking(book, booking));
  });
  for (const [path, verdict] of [
    ['confirm', 'accepted'],
    ['decline', 'rejected'],
  ] as const) {
    app.post(`/:uid/${path}`, (c) => {
      requireCaller(c);
      const booking = settlePending(visitOf(c, book), c.req.param('uid') ?? '', verdict, bodyOf(c));
      return success(200, renderBooking(book, booking));
    });
  }
  return app;
}

function eventTypeRoutes(book: CalendarBook): Hono<SimEnv> {
  const app = new Hono<SimEnv>();
  app.use('*', forVersions(EVENT_TYPES));
  app.get('/', (c) => {
    const { username, eventSlug } = c.req.query();
    const caller = c.get('caller');
    const owner =
      username === undefined ? caller : book.accounts.find((account) => account.user.username === username);
    const found = (owner?.eventTypes ?? [])
      .filter((eventType) => owner === caller || !eventType.hidden)
      .filter((eventType) => eventSlug === undefined || eventType.slug === eventSlug);
    return success(200, found.map(renderEventType));
  });
  app.get('/:id', (c) => {
    const caller = requireCaller(c);
    const found = caller.eventTypes.find((eventType) => String(eventType.id) === c.req.param('id'));
    if (found === undefined) throw notFound(`Event type with id ${c.req.param('id')} not found`);
    return success(200, renderEventType(found));
  });
  return app;
}

function forVersions(versions: string[]) {
  return async (c: Sim, next: () => Promise<void>): Promise<void> => {
    if (!versions.includes(c.get('version'))) throw noRoute(c);
    await next();
  };
}

/** What the service answers where it has no route for method, path and version. */
export function noRoute(c: Sim): CalcomError {
  return notFound(`Cannot ${c.req.method} ${pathOf(c)}`);
}

/** Any thrown value as the service would answer it; what is no `CalcomError` is a bare 500. */
export function errorAnswer(c: Sim, thrown: unknown, now: Date): Response {
  const error = thrown instanceof CalcomError ? thrown : bare(500, 'Internal server error');
  return json(error.status, errorBody(error, pathOf(c), now));
}

export function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  });
}

function success(status: number, data: unknown): Response {
  return json(status, { status: 'success', data });
}

function pathOf(c: Sim): string {
  const { pathname, search } = new URL(c.req.url);
  return pathname + search;
}

function requireCaller(c: Sim): SimAccount {
  const caller = c.get('caller');
  if (caller === undefined) throw missingKey();
  return caller;
}

function visitOf(c: Sim, book: CalendarBook): Visit {
  const outbox = c.get('outbox');
  return {
    book,
    caller: c.get('caller'),
    version: c.get('version'),
    // A copy: the webhook tells what was, not what later becomes of the booking.
    announce: (event) => outbox.push(structuredClone(event)),
  };
}

function bodyOf(c: Sim): Fields {
  const body = c.get('body');
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return Object.fromEntries(Object.entries(body));
  return {};
}
