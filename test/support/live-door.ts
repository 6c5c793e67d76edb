import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';
import { liveSocketOptions } from '../../src/http/live-socket-options.ts';

export interface LiveMessage {
  type: string;
  seq: number;
  [field: string]: unknown;
}

/** Who watches calls from outside, over a real connection. */
export interface Watcher {
  messages: LiveMessage[];
  /** The changes among them. */
  updates(): LiveMessage[];
  /** The number of the last message. */
  lastSeq(): number;
  /** The code of the end of a WebSocket, 0 of a stream; undefined while it is open. */
  ended(): number | undefined;
  leave(): Promise<void>;
}

/** What is answered to who is not let in. */
export class TurnedAwayError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`turned away with ${status}`);
    this.status = status;
  }
}

/** A gateway on a port, as `main` makes it. */
export interface LiveDoor {
  origin: string;
  socket(path: string, options?: SocketOptions): Promise<Watcher & { socket: WebSocket }>;
  stream(path: string, headers: Record<string, string>): Promise<Watcher>;
  /** A bare connection that says this. */
  say(request: string): Promise<Socket>;
  connections(): number;
  close(): Promise<void>;
}

export interface SocketOptions {
  key?: string;
  protocols?: string[];
  client?: ClientOptions;
}

export async function openLiveDoor(app: Hono): Promise<LiveDoor> {
  const server = createAdaptorServer({ fetch: app.fetch, ...liveSocketOptions() });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the door has no port');
  const { port } = address;
  return {
    origin: `http://127.0.0.1:${port}`,
    socket: (path, options) => watchSocket(`ws://127.0.0.1:${port}${path}`, options ?? {}),
    stream: (path, headers) => watchStream(`http://127.0.0.1:${port}${path}`, headers),
    say: async (request) => {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(request);
      return socket;
    },
    connections: () => sockets.size,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

async function watchSocket(url: string, { key, protocols = [], client }: SocketOptions) {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const socket = new WebSocket(url, protocols, { headers, ...client });
  const messages: LiveMessage[] = [];
  let code: number | undefined;
  socket.on('message', (data) => messages.push(JSON.parse(Buffer.isBuffer(data) ? data.toString() : '')));
  socket.on('close', (ended: number) => (code = ended));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.on('error', reject);
    socket.once('unexpected-response', (request, response) => {
      request.destroy();
      reject(new TurnedAwayError(response.statusCode ?? 0));
    });
  });
  return {
    socket,
    ...heard(messages),
    ended: () => code,
    leave: async () => {
      if (code !== undefined) return;
      socket.close();
      await once(socket, 'close');
    },
  };
}

async function watchStream(url: string, headers: Record<string, string>): Promise<Watcher> {
  const leaving = new AbortController();
  const response = await fetch(url, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: leaving.signal,
  });
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    throw new TurnedAwayError(response.status);
  }
  const messages: LiveMessage[] = [];
  let isOver = false;
  const reading = readEvents(response.body, messages)
    .catch(() => undefined)
    .finally(() => (isOver = true));
  return {
    ...heard(messages),
    ended: () => (isOver ? 0 : undefined),
    leave: async () => {
      leaving.abort();
      await reading;
    },
  };
}

async function readEvents(body: ReadableStream<Uint8Array>, messages: LiveMessage[]): Promise<void> {
  let text = '';
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    text += part;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const fields = new Map(
        event.split('\n').map((line) => [line.split(': ')[0], line.replace(/^\w*: /, '')]),
      );
      const data = fields.get('data');
      if (data === undefined) continue;
      const message: LiveMessage = JSON.parse(data);
      if (fields.get('id') !== String(message.seq))
        throw new Error('an event has another id than its message');
      messages.push(message);
    }
  }
}

function heard(messages: LiveMessage[]) {
  return {
    messages,
    updates: () => messages.filter(({ type }) => type === 'call_outcome_update'),
    lastSeq: () => messages.at(-1)?.seq ?? 0,
  };
}
