export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** An error as the service words it: no machine code. */
export function failure(status: number, message: string, headers?: Record<string, string>): Response {
  return json(status, { status: 'error', message }, headers);
}
