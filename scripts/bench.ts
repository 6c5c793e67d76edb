import { benchDates } from './bench/dates.ts';
import { readOptions } from './read-options.ts';

const HELP = `npm run bench -- dates [--count 10000] [--json]

Measures on this machine and prints what it found; compare runs of one machine only.
  dates    how long it takes to understand a spoken day and time, over mixed phrases in every language

  --count  how many phrases (1 to 1000000)
  --json   as JSON
  --help   print this
`;

const { values, positionals } = readOptions(HELP, {
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '10000' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const count = Number(values.count);
if (positionals.join(' ') !== 'dates' || !Number.isInteger(count) || count < 1 || count > 1_000_000) {
  process.stderr.write(HELP);
  process.exit(1);
}
const found = benchDates(count);
process.stdout.write(
  values.json
    ? `${JSON.stringify(found)}\n`
    : `${found.parses} parses of ${found.phrases} phrases: ${found.averageMs.toFixed(3)} ms on average, ` +
        `99 % under ${found.p99Ms.toFixed(2)} ms, the slowest ${found.slowestMs.toFixed(2)} ms; ` +
        `${found.timesHmac.toFixed(0)} times a signature check of the same text\n`,
);
