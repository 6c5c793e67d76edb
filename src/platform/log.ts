import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

/** A pino logger: constant message, data in fields, anything a caller said under a `pii` key. */
export type Log = Pick<Logger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'child'>;

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

const MASK = '[redacted]';
const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;
// 10 to 15 digits with the separators people and carriers write between them (ASK-91).
const PHONE = /(?<![\w-])\+?\d(?:[ ()/.-]{0,2}\d){9,14}(?![\w-])/g;

/** Replaces e-mail addresses and 10 to 15 digit phone numbers (ASK-91). */
export function redactText(text: string): string {
  return text.replace(EMAIL, MASK).replace(PHONE, MASK);
}

function redactError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? redactText(error) : undefined;
  return {
    type: error.name,
    message: redactText(error.message),
    stack: error.stack === undefined ? undefined : redactText(error.stack),
    code: 'code' in error ? error.code : undefined,
    cause: error.cause === undefined ? undefined : redactError(error.cause),
  };
}

/** The one logger of a process. `pii` fields are removed at every depth the logger knows of, errors are redacted. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    redact: { paths: ['pii', '*.pii', '*.*.pii'], censor: MASK },
    serializers: { err: redactError },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
