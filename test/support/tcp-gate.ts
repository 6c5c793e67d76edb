import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

/** A way to a server that can be frozen, cut and opened again. */
export interface TcpGate {
  /** The server's URL by way of the gate. */
  url: string;
  /** Ends every connection; new ones are reset. */
  cut(): void;
  /** Keeps every connection and takes new ones, but nothing passes: the server looks like a frozen process. */
  freeze(): void;
  /** What waited meanwhile passes now. */
  open(): void;
  close(): Promise<void>;
}

export async function createTcpGate(serverUrl: string): Promise<TcpGate> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let state: 'open' | 'frozen' | 'cut' = 'open';

  const server = createServer((inner) => {
    if (state === 'cut') {
      inner.resetAndDestroy();
      return;
    }
    const outer = connect(Number(target.port), target.hostname);
    keep(inner, outer);
    keep(outer, inner);
  });

  function keep(socket: Socket, other: Socket): void {
    sockets.add(socket);
    // A connection that was cut says so on both sides; whoever uses it hears of it there.
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    socket.on('data', (bytes) => other.write(bytes));
    if (state === 'frozen') socket.pause();
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
      for (const socket of sockets) socket.pause();
    },
    open: () => {
      state = 'open';
      for (const socket of sockets) socket.resume();
    },
    close: async () => {
      server.close();
      endAll();
      await once(server, 'close');
    },
  };
}
