import type { MiddlewareHandler } from 'hono';
import type { CalcomFault, FaultControl } from './calcom-faults.ts';
import { bare, tooManyRequests } from './calcom-errors.ts';
import { errorAnswer, json } from './calcom-routes.ts';
import type { SimEnv } from './calcom-routes.ts';
import { rateHeaders } from './calcom-throttle.ts';

const PAGE =
  '<!doctype html><html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>';

/** Lets each request meet its fault; `closing` ends every wait. */
export function faultLayer(
  control: FaultControl,
  now: () => Date,
  closing: AbortSignal,
): MiddlewareHandler<SimEnv> {
  return async (c, next) => {
    const apiKey = c.req.header('authorization')?.replace(/^Bearer /i, '');
    const fault = control.take({ method: c.req.method, path: c.req.path, apiKey });
    if (fault === undefined) return next();
    c.set('fault', fault.kind);
    const { outgoing } = c.env;
    switch (fault.kind) {
      case 'delay':
        if (fault.when !== 'after') await wait(fault.ms, closing);
        await next();
        if (fault.when === 'after') await wait(fault.ms, closing);
        return undefined;
      case 'slow_body':
        await next();
        c.res = await slowly(c.res, fault.ms, closing);
        return undefined;
      case 'lose_answer':
        await next();
        outgoing.destroy();
        c.res = alreadySent();
        return undefined;
      case 'reset':
        outgoing.destroy();
        return alreadySent();
      case 'hang':
        await new Promise((resolve) => outgoing.once('close', resolve));
        return alreadySent();
      case '429':
        return rateLimited(errorAnswer(c, tooManyRequests(), now()), fault.resetSeconds ?? 60);
      case 'status':
      case 'garbage':
      case 'html':
        return wrongAnswer(fault);
    }
  };
}

function wrongAnswer(fault: Extract<CalcomFault, { kind: 'status' | 'garbage' | 'html' }>): Response {
  if (fault.kind === 'garbage') {
    return new Response('{"status":"success","data":{"20', {
      headers: { 'Content-Type': 'application/json' },
    });
  }
  if (fault.kind === 'html') {
    return new Response(PAGE, { status: fault.status ?? 200, headers: { 'Content-Type': 'text/html' } });
  }
  const text = fault.status === 503 ? 'Service Unavailable' : 'Internal server error';
  const { status, message } = bare(fault.status, text);
  return json(status, fault.body ?? { statusCode: status, message });
}

function rateLimited(answer: Response, seconds: number): Response {
  for (const [name, value] of Object.entries(rateHeaders(120, 0, seconds))) answer.headers.set(name, value);
  return answer;
}

/** Tells the HTTP adapter that the socket is not its business any more. */
function alreadySent(): Response {
  return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
}

async function slowly(answer: Response, ms: number, closing: AbortSignal): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const half = Math.ceil(bytes.length / 2);
  const body = new ReadableStream<Uint8Array>({
    async start(stream) {
      stream.enqueue(bytes.subarray(0, half));
      await wait(ms, closing);
      if (closing.aborted) return;
      stream.enqueue(bytes.subarray(half));
      stream.close();
    },
  });
  return new Response(body, { status: answer.status, headers: answer.headers });
}

function wait(ms: number, closing: AbortSignal): Promise<void> {
  if (closing.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      closing.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    closing.addEventListener('abort', end);
  });
}
