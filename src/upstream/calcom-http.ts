import type { Exchange } from './calendar.ts';
import { neverConnected } from './never-connected.ts';

/** The version each endpoint group is pinned to; without the header Cal.com silently serves a different API. */
const API_VERSIONS = {
  slots: '2024-09-04',
  bookings: '2024-08-13',
  eventTypes: '2024-06-14',
  account: '2024-06-14',
} as const;

const BODY_LIMIT_BYTES = 8 * 1024 * 1024;
const KEPT_TEXT_CHARS = 2_000;

export interface CalcomTarget {
  baseUrl: string;
  apiKey: string;
}

export interface CalcomRequest<T> {
  group: keyof typeof API_VERSIONS;
  method: 'GET' | 'POST' | 'DELETE';
  /** Below the base address, with its query. */
  path: string;
  body?: Record<string, unknown>;
  /** What a 2xx body says; undefined when it is not the promised shape. */
  read: (body: unknown) => T | undefined;
}

/** How one request ended. `body` is parsed JSON, or the first 2,000 characters of anything else. */
export type Attempt<T> =
  | { kind: 'done'; status: number; headers: Headers; body: unknown; data: T }
  /** Answered with a status outside 2xx. */
  | { kind: 'refused'; status: number; headers: Headers; body: unknown }
  | FailedAttempt;

export interface FailedAttempt {
  kind: 'failed';
  failure: NonNullable<Exchange['failure']>;
  /** False where it is certain that the service never saw the request. */
  sent: boolean;
  status?: number;
  body?: unknown;
  /** The system's error code, such as ECONNRESET. */
  code?: string;
}

/**
 * One request: `timeoutMs` covers everything up to the last byte of the body, `signal` ends it early. Never rejects,
 * and keeps no foreign error: their texts can hold the key or pieces of the body.
 */
export async function sendCalcomRequest<T>(
  target: CalcomTarget,
  request: CalcomRequest<T>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Attempt<T>> {
  const controller = new AbortController();
  let stoppedBy: 'timeout' | 'aborted' | undefined;
  const stop = (why: 'timeout' | 'aborted') => {
    stoppedBy ??= why;
    controller.abort();
  };
  const hangUp = () => stop('aborted');
  const timer = setTimeout(() => stop('timeout'), timeoutMs);
  signal?.addEventListener('abort', hangUp, { once: true });
  try {
    const response = await fetch(target.baseUrl + request.path, {
      method: request.method,
      headers: headersOf(target, request),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      redirect: 'error',
      signal: controller.signal,
    });
    const text = await readText(response);
    return understand(request, response, text);
  } catch (error) {
    if (stoppedBy !== undefined) return { kind: 'failed', failure: stoppedBy, sent: true };
    const code = codeOf(causeOf(error));
    return {
      kind: 'failed',
      failure: 'network',
      sent: !neverConnected(causeOf(error)),
      ...(code === undefined ? {} : { code }),
    };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', hangUp);
  }
}

function headersOf(target: CalcomTarget, request: CalcomRequest<unknown>): Record<string, string> {
  return {
    authorization: `Bearer ${target.apiKey}`,
    'cal-api-version': API_VERSIONS[request.group],
    accept: 'application/json',
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
}

/** Undefined when the body is larger than the limit, counted after decompression. */
async function readText(response: Response): Promise<string | undefined> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > BODY_LIMIT_BYTES) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function understand<T>(request: CalcomRequest<T>, response: Response, text: string | undefined): Attempt<T> {
  const { status, headers, ok } = response;
  if (text === undefined) return { kind: 'failed', failure: 'unreadable', sent: true, status };
  const parsed = parseJson(text);
  const body = parsed.json ? parsed.value : text.slice(0, KEPT_TEXT_CHARS);
  if (ok) {
    const data = parsed.json || text === '' ? request.read(parsed.value) : undefined;
    if (data !== undefined) return { kind: 'done', status, headers, body, data };
    return { kind: 'failed', failure: 'unreadable', sent: true, status, body };
  }
  // A proxy in front may answer these two in its own words; the status says enough.
  if (parsed.json || status === 429 || status >= 500) return { kind: 'refused', status, headers, body };
  return { kind: 'failed', failure: 'unreadable', sent: true, status, body };
}

function parseJson(text: string): { json: boolean; value?: unknown } {
  try {
    return { json: true, value: JSON.parse(text) };
  } catch {
    // Not kept as a cause: the parser quotes the body in its message.
    return { json: false };
  }
}

function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? error.cause : error;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^[A-Z][A-Z0-9_]{2,40}$/.test(error.code) ? error.code : undefined;
}
