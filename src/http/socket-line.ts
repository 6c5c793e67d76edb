import type { WebSocket } from 'ws';
import { pause } from '../platform/pause.ts';
import { GOODBYE_MS, isDoneWithin } from './live-line.ts';
import type { LineEnd, LiveLine } from './live-line.ts';

/** RFC 6455: going away, policy violation, try again later. */
const CODES: Record<LineEnd, number> = { over: 1001, denied: 1008, behind: 1013, full: 1013 };

/** A watcher on a WebSocket. */
export function openSocketLine(socket: WebSocket, slowMs: number): LiveLine {
  const gone = new AbortController();
  let hasAnswered = true;
  socket.on('pong', () => {
    hasAnswered = true;
  });
  for (const event of ['close', 'error']) socket.on(event, () => gone.abort());
  return {
    gone: gone.signal,
    send: (message) =>
      isDoneWithin(
        slowMs,
        gone.signal,
        new Promise((resolve) => {
          socket.send(JSON.stringify(message), (error) => resolve(!(error instanceof Error)));
        }),
      ),
    beat: () => {
      if (!hasAnswered) return Promise.resolve(false);
      hasAnswered = false;
      socket.ping();
      return Promise.resolve(true);
    },
    async end(why) {
      if (why !== 'behind') {
        socket.close(CODES[why]);
        await pause(GOODBYE_MS, gone.signal);
      }
      socket.terminate();
    },
  };
}
