import { parseArgs } from 'node:util';
import { createShiftedClock, systemClock, systemMachineClock } from '../src/platform/clock.ts';
import type { Clock } from '../src/platform/clock.ts';
import { readAccountFile } from '../test/simulators/calcom/account-file.ts';
import { createCalcomSimulator } from '../test/simulators/calcom/calcom-simulator.ts';
import { sampleAccounts } from '../test/simulators/calcom/sample-accounts.ts';

const HELP = `A stand-in for Cal.com API v2 on this machine.

  npm run sim:calcom -- [--port PORT] [--config FILE] [--seed N] [--json]

  --port PORT    port on 127.0.0.1, default 4010; 0 takes any free one
  --config FILE  accounts as JSON: {"accounts": [{"apiKey", "userName", "userEmail", "timeZone", "webhooks"?,
                 "eventTypes": [{"id", "slug", "title", "minutes", "hosts", "openingHours", ...}]}]};
                 default: two invented businesses
  --seed N       makes other booking uids, default 1
  --json         prints the address and accounts as one line of JSON
  --help         this text

Business time starts at CLOCK_START (an ISO instant) where it is set, else now.
Faults: POST a rule such as {"path":"/v2/slots","times":1,"fault":{"kind":"hang"}} to /__control/faults
(kinds: delay, hang, reset, status, 429, garbage, html, lose_answer, slow_body), DELETE the same path to end
them; see also /__control/webhook-faults, /__control/bookings, /__control/requests, /__control/deliveries.
`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      config: { type: 'string' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  const seed = Number(values.seed);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('--port needs a number up to 65535');
  if (!Number.isInteger(seed)) throw new Error('--seed needs a whole number');
  return { ...values, port, seed };
}

function startClock(text: string | undefined): Clock {
  if (text === undefined || text === '') return systemClock;
  const start = new Date(text);
  if (Number.isNaN(start.getTime())) throw new Error('CLOCK_START needs an ISO instant');
  return createShiftedClock(start, systemMachineClock);
}

async function run(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const accounts = options.config === undefined ? sampleAccounts : await readAccountFile(options.config);
  const clock = startClock(process.env['CLOCK_START']);
  const simulator = await createCalcomSimulator({
    now: () => clock.now(),
    accounts,
    port: options.port,
    seed: options.seed,
  });
  const shown = accounts.map(({ userName, apiKey, eventTypes }) => ({
    userName,
    apiKey,
    eventTypes: eventTypes.map(({ id, title, minutes }) => ({ id, title, minutes })),
  }));
  if (options.json) console.log(JSON.stringify({ url: simulator.url, accounts: shown }));
  else {
    console.log(`Cal.com simulator at ${simulator.url}`);
    for (const account of shown) {
      console.log(`  ${account.userName}, key ${account.apiKey}`);
      for (const { id, title, minutes } of account.eventTypes)
        console.log(`    ${id}  ${title}, ${minutes} min`);
    }
  }
  const stop = (): void => {
    simulator.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'failed');
  process.exitCode = 1;
});
