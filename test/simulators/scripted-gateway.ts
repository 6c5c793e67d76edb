import { once } from 'node:events';
import { createServer } from 'node:http';
import { asObject, objectIn } from './retell/json-object.ts';
import type { JsonObject } from './retell/json-object.ts';

export interface TakenRequest {
  path: string;
  rawBody: string;
  /** The raw body parsed. */
  body: JsonObject;
  signature: string;
}

export interface ScriptedGateway {
  url: string;
  requests: TakenRequest[];
  close(): Promise<void>;
}

export interface ScriptedReply {
  status?: number;
  text?: string;
}

/** Answers functions in turn from `answers`, the inbound question from `inbound` and events with 204. */
export async function startScriptedGateway(script: {
  answers?: (JsonObject | ScriptedReply)[];
  inbound?: JsonObject;
}): Promise<ScriptedGateway> {
  const requests: TakenRequest[] = [];
  const answers = [...(script.answers ?? [])];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const rawBody = Buffer.concat(chunks).toString('utf8');
      const signature = String(request.headers['x-retell-signature'] ?? '');
      const body = objectIn(rawBody);
      requests.push({ path: request.url ?? '', rawBody, body, signature });
      if (request.url === '/api/webhooks/retell') {
        response.writeHead(204).end();
        return;
      }
      const isInbound = request.url === '/api/webhooks/retell/inbound';
      const next = isInbound ? { call_inbound: script.inbound ?? {} } : (answers.shift() ?? {});
      const { status, text } = asObject(next);
      response.writeHead(typeof status === 'number' ? status : 200, { 'content-type': 'application/json' });
      response.end(typeof text === 'string' ? text : JSON.stringify(next));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
