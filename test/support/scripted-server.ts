import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface ScriptedAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is, in place of `json`. */
  text?: string;
  /**
   * `hang`: no answer at all; `stall`: status, headers and half of the body, then nothing; `reset`: the connection is
   * reset instead of an answer; `cut`: it is reset in the middle of the body.
   */
  manner?: 'hang' | 'stall' | 'reset' | 'cut';
}

export interface RecordedRequest {
  method: string;
  /** With its query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** Parsed where it is JSON; undefined where there is none. */
  body: unknown;
}

export interface ScriptedServer {
  /** Such as `http://127.0.0.1:40123`. */
  origin: string;
  requests: RecordedRequest[];
  /** Appends to the queue; a promise holds its request until it resolves. An empty queue answers 555. */
  script(...answers: (ScriptedAnswer | Promise<ScriptedAnswer>)[]): void;
  /** Resolves when that many requests have come in since the start. */
  received(count: number): Promise<void>;
  /** Resolves when the peer has hung up on a request that was not answered. */
  hungUp(): Promise<void>;
  close(): Promise<void>;
}

/** An HTTP server on a free loopback port that answers each request with the next piece of its script. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const queue: (ScriptedAnswer | Promise<ScriptedAnswer>)[] = [];
  const requests: RecordedRequest[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const hangUp = Promise.withResolvers<void>();

  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) hangUp.resolve();
    });
    const serve = async () => {
      requests.push(await record(request));
      const next = queue.shift() ?? { status: 555, text: 'the script is empty' };
      for (const { count, resolve } of waiting) if (requests.length >= count) resolve();
      play(await next, response, request.socket);
    };
    serve().catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    origin: `http://127.0.0.1:${portOf(server.address())}`,
    requests,
    script: (...answers) => void queue.push(...answers),
    received(count) {
      if (requests.length >= count) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ count, resolve });
      return promise;
    },
    hungUp: () => hangUp.promise,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

async function record(request: IncomingMessage): Promise<RecordedRequest> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += String(chunk);
  const path = request.url ?? '';
  return {
    method: request.method ?? '',
    path,
    query: new URL(path, 'http://127.0.0.1').searchParams,
    headers: request.headers,
    body: text === '' ? undefined : parsed(text),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function play(answer: ScriptedAnswer, response: ServerResponse, socket: Socket): void {
  if (answer.manner === 'hang') return;
  if (answer.manner === 'reset') {
    socket.resetAndDestroy();
    return;
  }
  const text = answer.text ?? (answer.json === undefined ? '' : JSON.stringify(answer.json));
  response.writeHead(answer.status ?? 200, {
    'content-type': answer.text === undefined ? 'application/json' : 'text/plain',
    'content-length': Buffer.byteLength(text),
    ...answer.headers,
  });
  if (answer.manner === undefined) {
    response.end(text);
    return;
  }
  response.write(text.slice(0, Math.ceil(text.length / 2)), () => {
    if (answer.manner === 'cut') socket.resetAndDestroy();
  });
}
