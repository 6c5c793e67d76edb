import type { Context } from 'hono';
import { z } from 'zod';
import type { SettingsProblem } from '../domain/reminders/check-reminder-settings.ts';
import { parseJson } from './parse-json.ts';

export type OwnerBody<T> = { kind: 'read'; body: T } | { kind: 'rejected'; response: Response };

/**
 * Reads the JSON of a request, where none is sent an empty object; what says anything unknown or unusable is answered 400
 * with the name of each field.
 */
export async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<OwnerBody<T>> {
  const text = await c.req.text();
  const json = text.trim() === '' ? {} : parseJson(text);
  if (json === undefined) return reject(c, [{ field: 'body', problem: 'is not JSON' }]);
  const read = schema.safeParse(json);
  if (read.success) return { kind: 'read', body: read.data };
  return reject(
    c,
    read.error.issues.flatMap((issue) => problemsOf(issue, json)),
  );
}

/** The answer to what a field must not be: 400 with the first field's name, and with all of them. */
export function invalid(c: Context, problems: SettingsProblem[]): Response {
  return c.json({ error: 'invalid', field: problems[0]?.field ?? 'body', problems }, 400);
}

function reject(c: Context, problems: SettingsProblem[]): OwnerBody<never> {
  return { kind: 'rejected', response: invalid(c, problems) };
}

function problemsOf(issue: z.core.$ZodIssue, json: unknown): SettingsProblem[] {
  const path = z.core.toDotPath(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: `${path === '' ? '' : `${path}.`}${key.slice(0, 100)}`,
      problem: 'is not known',
    }));
  }
  const isMissing = issue.code === 'invalid_type' && valueAt(json, issue.path) === undefined;
  return [{ field: path === '' ? 'body' : path, problem: isMissing ? 'is missing' : issue.message }];
}

function valueAt(json: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    json,
  );
}
