import { listCoverage } from './features/list-coverage.ts';
import type { Feature, FeatureTag } from './features/feature-ids.ts';
import { readOptions } from './read-options.ts';
import { REPOSITORY_FOLDER } from './demo/repository-folder.ts';

const HELP = `npm run -s features [-- --part PART] [--json]

Reads the titles of all tests and lists which features they name, and which none does.

  --part PART   only these, such as VIO; ends with 1 where a core or supporting one of them is missing
  --json        one JSON object: covered (id, tag, titles), missing (id, tag), unknown
  --help        print this
`;

const TAGS: readonly FeatureTag[] = ['core', 'supporting', 'nice'];

const { values } = readOptions(HELP, {
  options: {
    part: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const { part } = values;
const all = await listCoverage(`${REPOSITORY_FOLDER}test`);
const isAsked = ({ id }: { id: string }) => part === undefined || id.startsWith(`${part}-`);
const covered = all.covered.filter(isAsked);
const missing = all.missing.filter(isAsked);
if (values.json) {
  process.stdout.write(`${JSON.stringify({ covered, missing, unknown: all.unknown })}\n`);
} else {
  for (const name of new Set([...covered, ...missing].map(({ id }) => id.slice(0, 3)))) print(name);
  if (all.unknown.length > 0)
    process.stdout.write(`named by a test and no feature: ${all.unknown.join(' ')}\n`);
}
if (covered.length + missing.length === 0) {
  process.stderr.write(`No feature is of the part ${part}.\n`);
  process.exitCode = 1;
}
if (part !== undefined && missing.some(({ tag }) => tag !== 'nice')) process.exitCode = 1;

function print(name: string): void {
  const isOfPart = ({ id }: Feature) => id.startsWith(`${name}-`);
  const have = covered.filter(isOfPart);
  const lack = missing.filter(isOfPart);
  process.stdout.write(
    `${name}: ${have.length} of ${have.length + lack.length} features are named by a test\n`,
  );
  process.stdout.write(
    `  covered: ${have.map(({ id, titles }) => `${id} (${titles})`).join(' ') || 'none'}\n`,
  );
  for (const tag of TAGS) {
    const ids = lack.filter((one) => one.tag === tag).map(({ id }) => id);
    if (ids.length > 0) process.stdout.write(`  missing, ${tag}: ${ids.join(' ')}\n`);
  }
}
