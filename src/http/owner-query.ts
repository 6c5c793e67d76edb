import type { Context } from 'hono';
import type { z } from 'zod';

export type OwnerQuery<T> = { kind: 'read'; query: T } | { kind: 'rejected'; response: Response };

/** Reads the query of a request; one that says anything unknown or unusable is answered 400 with the field's name. */
export function readQuery<T>(c: Context, schema: z.ZodType<T>): OwnerQuery<T> {
  const asked = c.req.query();
  const unreadable = Object.keys(asked).find((name) => /\p{Cc}/u.test(asked[name] ?? ''));
  if (unreadable !== undefined) return rejected(c, unreadable);
  const read = schema.safeParse(asked);
  if (read.success) return { kind: 'read', query: read.data };
  const [issue] = read.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  return rejected(c, String(unknown ?? issue?.path[0] ?? 'query'));
}

function rejected(c: Context, field: string): OwnerQuery<never> {
  return { kind: 'rejected', response: c.json({ error: 'invalid', field: field.slice(0, 100) }, 400) };
}
