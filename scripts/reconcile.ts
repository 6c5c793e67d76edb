import { loadConfig } from '../src/config.ts';
import { readOptions } from './read-options.ts';
import { describeReport, isWhole, reportAsJson } from './reconcile/describe-report.ts';

const HELP = `npm run reconcile -- SLUG [--since ISO] [--json]

Compares the appointments and calls of a tenant with what Cal.com and Retell have, repairs what was never delivered,
and says what differed. Uses the database, cache and addresses of the environment, also while the gateway runs; it
shares the calendar's limit with it and lets callers go first. Safe to repeat.

  --since ISO  look back at least to this instant; default: to the last comparison, or a week
  --json       print one JSON object instead of sentences
  --help       print this

What differs: missing, moved, cancelled or status (an appointment), vanished (the calendar has no such booking: left
for a person), call_missing, call_unfinished.
Exits 0 when everything was compared and everything found is repaired, else 1.
Without REDIS_URL the free times that a running gateway has cached stay as they are for up to five minutes.
`;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

const { values, positionals } = readOptions(HELP, {
  allowPositionals: true,
  options: {
    since: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [slug, ...others] = positionals;
if (slug === undefined || others.length > 0) fail(['name one tenant: npm run reconcile -- SLUG']);
const since = values.since === undefined ? undefined : new Date(values.since);
if (since !== undefined && Number.isNaN(since.getTime())) fail(['--since needs an ISO instant']);
const loaded = loadConfig(process.env);
if (loaded.kind === 'wrong') fail(loaded.problems);

// Loaded where it is needed: help and wrong arguments are told at once.
const { reconcileBySlug } = await import('./reconcile/reconcile-by-slug.ts');
const reports = await reconcileBySlug(loaded.config, {
  slug,
  signal: stopping.signal,
  onProgress: (line) => void (values.json ? undefined : process.stderr.write(`${line}\n`)),
  ...(since === undefined ? {} : { since }),
}).catch((error: unknown) => fail([error instanceof Error ? error.message : 'unknown error']));
if (values.json) {
  process.stdout.write(`${JSON.stringify({ tenant: slug, runs: reports.map(reportAsJson) })}\n`);
} else {
  const lines = reports.flatMap(describeReport);
  process.stdout.write(`${(lines.length === 0 ? ['nothing to compare with'] : lines).join('\n')}\n`);
}
process.exit(reports.every(isWhole) ? 0 : 1);

function fail(lines: string[]): never {
  process.stderr.write(`Not compared:\n  ${lines.join('\n  ')}\n`);
  process.exit(1);
}
