import type { Context } from 'hono';

/** What a form says by the names of its fields, a list where it says one several times. */
type Form = Awaited<ReturnType<typeof parse>>;

type FormRead = { kind: 'read'; form: Form } | { kind: 'rejected'; response: Response };

/** Reads a form of a page; a body that is none by its own word is answered 400. */
export async function readForm(c: Context): Promise<FormRead> {
  // A body that does not come in whole is no wrong form.
  await c.req.arrayBuffer();
  try {
    return { kind: 'read', form: await parse(c) };
  } catch {
    return { kind: 'rejected', response: noForm(c) };
  }
}

/** The answer to what no page of ours sends. */
export function noForm(c: Context): Response {
  return c.text('This is no form of ours.', 400);
}

function parse(c: Context) {
  return c.req.parseBody({ all: true });
}
