import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

/** A way to a server that can be cut and opened again. */
export interface TcpGate {
  /** The server's URL by way of the gate. */
  url: string;
  /** Ends every connection; new ones are reset. */
  cut(): void;
  /** Keeps every connection, and lets nothing through any more. */
  freeze(): void;
  open(): void;
  close(): Promise<void>;
}

export async function createTcpGate(serverUrl: string): Promise<TcpGate> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let state: 'open' | 'frozen' | 'cut' = 'open';

  const server = createServer((inner) => {
    keep(inner);
    if (state === 'cut') {
      inner.resetAndDestroy();
      return;
    }
    const outer = keep(connect(Number(target.port), target.hostname));
    inner.on('data', (bytes) => pass(bytes, outer));
    outer.on('data', (bytes) => pass(bytes, inner));
    inner.on('close', () => outer.destroy());
    outer.on('close', () => inner.destroy());
  });

  function keep(socket: Socket): Socket {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A connection that was cut says so on both sides; whoever uses it hears of it there.
    socket.on('error', () => socket.destroy());
    return socket;
  }

  function pass(bytes: Buffer, to: Socket): void {
    if (state === 'open') to.write(bytes);
  }

  function endAll(): void {
    for (const socket of sockets) socket.destroy();
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the gate has no port');
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.href,
    cut: () => {
      state = 'cut';
      endAll();
    },
    freeze: () => {
      state = 'frozen';
    },
    open: () => {
      // What was swallowed meanwhile is lost, so connections of that time are of no use.
      if (state === 'frozen') endAll();
      state = 'open';
    },
    close: async () => {
      server.close();
      endAll();
      await once(server, 'close');
    },
  };
}
