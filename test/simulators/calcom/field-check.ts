import { DateTime, IANAZone } from 'luxon';
import { badRequest } from './calcom-errors.ts';

export type Fields = Record<string, unknown>;

/** Collects what is wrong with an input the way the service's validation words it. */
export interface FieldCheck {
  /** Complains about every other field, unless it is undefined. */
  only(names: readonly string[]): void;
  text(name: string): string | undefined;
  requiredText(name: string): string;
  /** A whole number, also as digits (queries are text). */
  integer(name: string, least?: number, most?: number): number | undefined;
  instant(name: string): Date | undefined;
  zone(name: string): string | undefined;
  oneOf(name: string, values: readonly string[]): string | undefined;
  flag(name: string): boolean;
  object(name: string): Fields | undefined;
  texts(name: string): string[];
  wrong(name: string, text: string): void;
  /** Throws the 400 that lists everything wrong so far. */
  finish(): void;
}

/** `prefix` stands before every field's name, such as `attendee.`; `problems` lets a nested check report upwards. */
export function createFieldCheck(fields: Fields, prefix = '', problems: string[] = []): FieldCheck {
  const present = (name: string): unknown => fields[name] ?? undefined;
  const wrong = (name: string, text: string): void => {
    problems.push(`${prefix}${name} property is wrong,${text} `);
  };
  const pick = <T>(
    name: string,
    read: (value: unknown) => T | undefined,
    complaint: string,
  ): T | undefined => {
    const value = present(name);
    if (value === undefined) return undefined;
    const result = read(value);
    if (result === undefined) wrong(name, `${name} ${complaint}`);
    return result;
  };
  const text = (name: string): string | undefined => pick(name, asText, 'must be a string');
  return {
    only(names) {
      for (const name of Object.keys(fields)) {
        if (!names.includes(name) && fields[name] !== undefined)
          wrong(name, `property ${name} should not exist`);
      }
    },
    text,
    requiredText(name) {
      const value = text(name);
      if (present(name) === undefined || value === '') wrong(name, `${name} should not be empty`);
      return value ?? '';
    },
    integer: (name, least = 1, most = Number.MAX_SAFE_INTEGER) =>
      pick(name, (value) => asInteger(value, least, most), `must be an integer from ${least} to ${most}`),
    instant: (name) => pick(name, asInstant, 'must be a valid ISO 8601 date string'),
    zone: (name) => pick(name, asZone, 'must be a valid IANA time-zone'),
    oneOf: (name, values) =>
      pick(
        name,
        (value) => values.find((known) => known === value),
        `must be one of the following values: ${values.join(', ')}`,
      ),
    flag: (name) =>
      pick(name, (value) => (typeof value === 'boolean' ? value : undefined), 'must be a boolean value') ??
      false,
    object: (name) => pick(name, asFields, 'must be an object'),
    texts: (name) =>
      pick(name, (value) => (isTexts(value) ? value : undefined), 'must be an array of strings') ?? [],
    wrong,
    finish() {
      if (problems.length > 0) throw badRequest(problems.join(', '));
    },
  };
}

/** The value as an object's fields; undefined for arrays, null and everything that is no object. */
export function asFields(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}

/** An ISO date or date-time; without a zone it is taken as UTC. */
export function asInstant(value: unknown): Date | undefined {
  if (typeof value !== 'string') return undefined;
  const parsed = DateTime.fromISO(value, { zone: 'utc' });
  return parsed.isValid ? parsed.toJSDate() : undefined;
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asInteger(value: unknown, least: number, most: number): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) return undefined;
  return number < least || number > most ? undefined : number;
}

function asZone(value: unknown): string | undefined {
  return typeof value === 'string' && IANAZone.isValidZone(value) ? value : undefined;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
