import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { onTestFinished } from 'vitest';
import type { CalcomAccount, CalcomEventType } from './calcom/calcom-accounts.ts';
import { createCalcomSimulator } from './calcom/calcom-simulator.ts';
import type { CalcomSimulator } from './calcom/calcom-simulator.ts';

export const KEY = 'cal_live_ava_example';
export const OTHER_KEY = 'cal_live_other_example';

const DAY: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];
const HOURS = { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY };

export const CONSULTATION = 482193;
export const LONG = 482194;
export const TEAM = 482300;
export const CONFIRMED = 482400;
export const LIMITED = 482500;
export const FIXED = 482600;
export const SEATED = 482777;
export const FOREIGN = 590001;

const plain = (id: number, slug: string, hosts: string[]): CalcomEventType => ({
  id,
  slug,
  title: 'Consultation 30 min',
  minutes: 30,
  hosts,
  openingHours: HOURS,
});

const EVENT_TYPES: CalcomEventType[] = [
  {
    ...plain(CONSULTATION, 'consultation-30', ['Ava Lindqvist']),
    minimumBookingNotice: 60,
    bookingWindowDays: 30,
  },
  { ...plain(LONG, 'long', ['Ava Lindqvist']), minutes: 60, emailRequired: false },
  plain(TEAM, 'team', ['Ben Sommer', 'Cleo Wirth']),
  { ...plain(CONFIRMED, 'confirmed', ['Dora Falk']), requiresConfirmation: true },
  { ...plain(LIMITED, 'limited', ['Emil Brandt']), bookingLimitPerDay: 1 },
  {
    ...plain(FIXED, 'fixed', ['Fay Holm']),
    disableCancelling: true,
    disableRescheduling: true,
    hidden: true,
  },
  { ...plain(SEATED, 'seated', ['Gus Lang']), minutes: 60, seats: 2 },
];

export interface Reply {
  status: number;
  headers: Headers;
  // Tests look into answers of many shapes; a wrong path fails the comparison, not the compiler.
  body: Loose;
}

/** Any JSON value, readable by index and key. */
export type Loose = { [key: string]: Loose } & Loose[];

export interface Call {
  version?: string | null;
  key?: string | null;
  body?: unknown;
}

export interface Harness {
  sim: CalcomSimulator;
  /** Business time; moved with `advance`. */
  advance(seconds: number): void;
  call(method: string, path: string, options?: Call): Promise<Reply>;
  book(start: string, more?: Record<string, unknown>, call?: Call): Promise<Reply>;
  slots(query: string, call?: Call): Promise<Reply>;
}

/** A simulator at 2026-11-20T10:00:00Z (a Friday), closed when the test ends. */
export async function startHarness(change: Partial<CalcomAccount> = {}): Promise<Harness> {
  let now = new Date('2026-11-20T10:00:00Z');
  const account: CalcomAccount = {
    apiKey: KEY,
    userName: 'Ava Lindqvist',
    userEmail: 'ava@clinic.example.test',
    timeZone: 'Europe/Berlin',
    eventTypes: EVENT_TYPES,
    ...change,
  };
  const other: CalcomAccount = {
    apiKey: OTHER_KEY,
    userName: 'Otto Roth',
    userEmail: 'otto@shop.example.test',
    timeZone: 'Europe/Berlin',
    eventTypes: [plain(FOREIGN, 'foreign', ['Otto Roth'])],
  };
  const sim = await createCalcomSimulator({ now: () => now, accounts: [account, other] });
  onTestFinished(() => sim.close());
  const call: Harness['call'] = async (method, path, options = {}) => {
    const { version = path.startsWith('/slots') ? '2024-09-04' : '2024-08-13', key = KEY, body } = options;
    const headers: Record<string, string> = {};
    if (version !== null) headers['cal-api-version'] = version;
    if (key !== null) headers['authorization'] = `Bearer ${key}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await fetch(sim.url + path, init);
    return { status: answer.status, headers: answer.headers, body: loose(await answer.text()) };
  };
  return {
    sim,
    advance: (seconds) => {
      now = new Date(now.getTime() + seconds * 1_000);
    },
    call,
    book: (start, more = {}, options = {}) =>
      call('POST', '/bookings', {
        ...options,
        body: { start, eventTypeId: CONSULTATION, attendee: JONAS, ...more },
      }),
    slots: (query, options) => call('GET', `/slots?${query}`, options),
  };
}

export const JONAS = {
  name: 'Jonas Weber',
  email: 'jonas.weber@example.test',
  timeZone: 'Europe/Berlin',
  phoneNumber: '+491711234567',
  language: 'de',
};

// Safe: JSON text becomes JSON values only, and `Loose` promises nothing about them but that.
function loose(text: string): Loose {
  return (text === '' ? null : JSON.parse(text)) as Loose;
}

export interface Hook {
  url: string;
  received: { headers: IncomingHttpHeaders; raw: string; body: Loose }[];
}

/** A receiver of webhooks that answers `status`, or destroys the socket at 0. */
export async function startReceiver(status = 200, onPost: () => void = () => {}): Promise<Hook> {
  const received: Hook['received'] = [];
  const server = createServer((request, response) => {
    let raw = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (raw += part));
    request.on('end', () => {
      received.push({ headers: request.headers, raw, body: loose(raw) });
      onPost();
      if (status === 0) request.socket.destroy();
      else response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/hook`, received };
}
