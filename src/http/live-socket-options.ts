import type { WebSocketServerLike } from '@hono/node-server';
import type { ServerOptions } from 'node:http';
import { WebSocketServer } from 'ws';

/** What a browser offers beside its key, and hears back: the key itself is never repeated. */
const SUBPROTOCOL = 'slotline';
/** Watchers have nothing to say. */
const MOST_BYTES = 1_024;

export interface LiveSocketOptions {
  websocket: { server: WebSocketServerLike };
  serverOptions: ServerOptions;
}

/** What `serve` needs so that there are WebSockets. A request that offers any other protocol is answered as it is. */
export function liveSocketOptions(): LiveSocketOptions {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });
  return {
    websocket: { server: asWebSocketServer(server) },
    serverOptions: {
      shouldUpgradeCallback: ({ method, headers }) =>
        method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket',
    },
  };
}

/** The two descriptions of one class differ only in how they say that an option may be missing. */
function asWebSocketServer(server: WebSocketServer): WebSocketServerLike {
  return server as WebSocketServerLike;
}
