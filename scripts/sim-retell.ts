import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { wireProblems } from '../test/simulators/retell/judge-steps.ts';
import { createLiveValues } from '../test/simulators/retell/live-values.ts';
import { playCall } from '../test/simulators/retell/play-call.ts';
import {
  listRecordedCalls,
  readRecordedCall,
  RECORDED_CALLS,
} from '../test/simulators/retell/recorded-call.ts';
import type { RecordedCall } from '../test/simulators/retell/recorded-call.ts';
import { readDemoTenants } from './demo/demo-tenants.ts';
import { DEMO_CLOCK_START } from './demo/start-demo.ts';
import { conversationLines, headline, paragraph } from './demo/print-call.ts';

const HELP = `A stand-in for Retell that plays recorded calls against a gateway through signed HTTP.

  npm run sim:retell -- [--gateway URL] [--key KEY] [--call FILE ...] [--new-ids] [--json]

  --gateway URL  default http://127.0.0.1:8787
  --key KEY      the webhook key that signs; default: the key of the called number in
                 test/fixtures/demo-tenants.json
  --call FILE    a call in Retell's own format; may be repeated; default: all of test/fixtures/calls
  --new-ids      play each call under an id of its own, so that a second run brings new calls
  --json         prints one JSON object per call instead of the conversation
  --help         this text

The recorded calls belong to the tenants of test/fixtures/demo-tenants.json and to a business clock that begins at
CLOCK_START=${DEMO_CLOCK_START}. What the gateway answers takes the place of what was recorded.
Exits 1 when a function was not answered with 200 and a JSON object, or an event not with 2xx.
`;

const { values: options } = parseArgs({
  options: {
    gateway: { type: 'string', default: 'http://127.0.0.1:8787' },
    key: { type: 'string' },
    call: { type: 'string', multiple: true },
    'new-ids': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function run(): Promise<void> {
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const gatewayUrl = options.gateway.replace(/\/+$/, '');
  const paths = options.call ?? (await listRecordedCalls(fileURLToPath(RECORDED_CALLS)));
  const values = createLiveValues();
  const problems: string[] = [];
  for (const path of paths) {
    const call = await readRecordedCall(path);
    const played = await playCall({
      gatewayUrl,
      apiKey: options.key ?? (await keyOf(call)),
      call,
      values,
      ...(options['new-ids'] ? { callId: `call_${randomBytes(14).toString('hex').slice(1)}` } : {}),
    });
    problems.push(...wireProblems(played.steps).map((problem) => `${path}: ${problem}`));
    print(options.json ? [JSON.stringify(played)] : describeCall(call, conversationLines(played.steps)));
  }
  if (problems.length === 0) return;
  process.stderr.write(`Not as it should be:\n${problems.map((line) => `  ${line}\n`).join('')}`);
  process.exitCode = 1;
}

async function keyOf(call: RecordedCall): Promise<string> {
  const tenants = await readDemoTenants();
  const called = tenants.find(({ phone_numbers: numbers }) => numbers.includes(call.to_number));
  if (called === undefined)
    throw new Error('the called number belongs to no tenant of the demo: give its --key');
  return called.retell.api_key;
}

function describeCall(call: RecordedCall, conversation: string[]): string[] {
  const title = headline(`${call.from_number} calls ${call.to_number}`);
  return [title, ...paragraph(call.call_analysis.call_summary), '', ...conversation, ''];
}

function print(lines: string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'failed'}\n`);
  process.exitCode = 1;
});
