import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

/** A TCP proxy on 127.0.0.1 that can stop forwarding: behind it the server looks like a frozen process. */
export interface FreezableProxy {
  port: number;
  /** From now on nothing passes, either way; connections are still accepted and stay open. */
  freeze(): void;
  thaw(): void;
  /** Cuts every connection. */
  close(): Promise<void>;
}

export async function openFreezableProxy(target: { host: string; port: number }): Promise<FreezableProxy> {
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const keep = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    socket.on('data', (bytes) => other.write(bytes));
    if (isFrozen) socket.pause();
  };
  const server = createServer((inside) => {
    const outside = connect(target);
    keep(inside, outside);
    keep(outside, inside);
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
  return {
    port,
    freeze: () => {
      isFrozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw: () => {
      isFrozen = false;
      for (const socket of sockets) socket.resume();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
