import { resolve } from 'node:path';
import { benchDates } from './bench/dates.ts';
import { readOptions } from './read-options.ts';
import { wholeNumber } from './whole-number.ts';

const HELP = `npm run bench -- dates [--count 10000] [--json]
npm run bench -- reminders [--due 10000] [--waiting 1000000] [--minutes 60] [--tenants 20] [--seed 1] [--json]

Measures on this machine and prints what it found; compare runs of one machine only.
  dates      how long it takes to understand a spoken day and time, over mixed phrases in every language
  reminders  whether reminder calls are made once each and in time by two gateways, one of which is killed twice,
             against simulators of Retell and Cal.com, and what a claim costs among few and many that wait

  --count    how many phrases (1 to 1000000)
  --due      how many reminders become due (1 to 100000)
  --waiting  how many more wait for a time after the run (1 to 5000000)
  --minutes  within how many real minutes they become due: with 60 it is an hour, with fewer it goes that much faster
  --tenants  among how many tenants they are, none of them at a limit of its own (1 to 500)
  --seed     what the due times and the ends of the calls are drawn from
  --json     as JSON
  --help     print this

"reminders" starts a PostgreSQL and a Redis of its own, keeps everything in DATA_DIR/bench (.data/bench) and deletes
it at the end, but for the gateways' logs. It takes the minutes it was told, and a few more to plant and to wait for
the last.
`;

const { values, positionals } = readOptions(HELP, {
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '10000' },
    due: { type: 'string', default: '10000' },
    waiting: { type: 'string', default: '1000000' },
    minutes: { type: 'string', default: '60' },
    tenants: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

switch (positionals.join(' ')) {
  case 'dates':
    dates();
    break;
  case 'reminders':
    process.exit(await reminders());
    break;
  default:
    refuse();
}

function refuse(): never {
  process.stderr.write(HELP);
  process.exit(1);
}

function dates(): void {
  const count = Number(values.count);
  if (!Number.isInteger(count) || count < 1 || count > 1_000_000) refuse();
  const found = benchDates(count);
  process.stdout.write(
    values.json
      ? `${JSON.stringify(found)}\n`
      : `${found.parses} parses of ${found.phrases} phrases: ${found.averageMs.toFixed(3)} ms on average, ` +
          `99 % under ${found.p99Ms.toFixed(2)} ms, the slowest ${found.slowestMs.toFixed(2)} ms; ` +
          `${found.timesHmac.toFixed(0)} times a signature check of the same text\n`,
  );
}

async function reminders(): Promise<number> {
  const plan = {
    due: wholeNumber('due', values.due, 1, 100_000),
    waiting: wholeNumber('waiting', values.waiting, 1, 5_000_000),
    minutes: wholeNumber('minutes', values.minutes, 1, 240),
    tenants: wholeNumber('tenants', values.tenants, 1, 500),
    seed: wholeNumber('seed', values.seed, 0, 2 ** 31),
  };
  // It brings the whole gateway along, which has no part in the other measurement.
  const { runReminders } = await import('./bench/reminders/run-reminders.ts');
  return runReminders(plan, {
    asJson: values.json,
    dataDir: resolve(process.env['DATA_DIR'] || '.data', 'bench'),
  });
}
