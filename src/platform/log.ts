import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

/** A pino logger: constant message, data in fields, anything a caller said under a `pii` key. */
export type Log = Pick<Logger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

const MASK = '[redacted]';
// Both are tried at the beginnings of words only: at every character a long text would take minutes.
const EMAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;
// 10 to 15 digits with the separators people and carriers write between them (ASK-91); not inside of ids.
const PHONE = /(?<!\w)\+?\(?\d(?:[\s()/.\-\u2010-\u2015]{0,3}\d){9,14}(?!\w)/g;
const MOST_DEPTH = 8;

/** Replaces e-mail addresses and 10 to 15 digit phone numbers (ASK-91). */
export function redactText(text: string): string {
  return text.replace(EMAIL, MASK).replace(PHONE, MASK);
}

/** The fields of a line with every text redacted; what is nested deeper than a line has use for is left out. */
function redactFields(fields: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, key === 'pii' ? MASK : redactValue(value, depth)]),
  );
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  // Errors are the serializer's business.
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date) {
    return value;
  }
  if (depth >= MOST_DEPTH) return MASK;
  if (Array.isArray(value)) return value.map((entry) => redactValue(entry, depth + 1));
  return redactFields(value, depth + 1);
}

function redactError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? redactText(error) : undefined;
  return {
    type: error.name,
    message: redactText(error.message),
    stack: error.stack === undefined ? undefined : redactText(error.stack),
    code: 'code' in error ? error.code : undefined,
    cause: depth >= MOST_DEPTH ? undefined : redactError(error.cause, depth + 1),
  };
}

/** The one logger of a process: `pii` fields are removed, all other texts and errors are redacted (ASK-91). */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    serializers: { err: (error: unknown) => redactError(error) },
    formatters: { log: (fields: object) => redactFields(fields) },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
