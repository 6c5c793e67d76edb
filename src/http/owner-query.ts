import type { Context } from 'hono';
import type { z } from 'zod';

export type OwnerQuery<T> = { kind: 'read'; query: T } | { kind: 'rejected'; response: Response };

/** Reads the query of a request; one that says anything unknown or unusable is answered 400 with the field's name. */
export function readQuery<T>(c: Context, schema: z.ZodType<T>): OwnerQuery<T> {
  const read = schema.safeParse(c.req.query());
  if (read.success) return { kind: 'read', query: read.data };
  const [issue] = read.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const field = String(unknown ?? issue?.path[0] ?? 'query').slice(0, 100);
  return { kind: 'rejected', response: c.json({ error: 'invalid', field }, 400) };
}
