import type { SSEStreamingApi } from 'hono/streaming';
import { GOODBYE_MS, isDoneWithin } from './live-line.ts';
import type { LiveLine } from './live-line.ts';

/** A watcher on a stream of Server-Sent Events; `cut` ends the connection under it. */
export function openStreamLine(stream: SSEStreamingApi, slowMs: number, cut: () => void): LiveLine {
  const gone = new AbortController();
  stream.onAbort(() => gone.abort());
  const isTaken = (writing: Promise<unknown>): Promise<boolean> =>
    isDoneWithin(
      slowMs,
      gone.signal,
      writing.then(() => !gone.signal.aborted),
    );
  return {
    gone: gone.signal,
    send: (message, id) => isTaken(stream.writeSSE({ id: String(id), data: JSON.stringify(message) })),
    beat: () => isTaken(stream.write(': still here\n\n')),
    end: async (why) => {
      const closing = why === 'behind' ? undefined : stream.close().then(() => true);
      if (closing === undefined || !(await isDoneWithin(GOODBYE_MS, gone.signal, closing))) cut();
    },
  };
}
