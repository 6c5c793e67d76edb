import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `Usage: npm run migrations:check

Generates migrations from the schema into a copy of drizzle/ and compares the two. Exits 1 when they differ,
with the statements that are missing. The tree is left as it is.`;

const TOP = fileURLToPath(new URL('..', import.meta.url));
const IN_STEP = 'No schema changes, nothing to migrate';

/** Every file below `folder`: path from there to content. */
function contentsOf(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

/** Runs the generator where nothing of ours is written to; answers what it said and what it would have changed. */
function generateInCopy(): { said: string; finished: boolean; changed: Map<string, string> } {
  const copy = mkdtempSync(join(tmpdir(), 'migrations-'));
  try {
    for (const name of ['src', 'node_modules', 'package.json', 'tsconfig.json', 'drizzle.config.ts']) {
      symlinkSync(join(TOP, name), join(copy, name));
    }
    const ours = join(TOP, 'drizzle');
    mkdirSync(ours, { recursive: true });
    cpSync(ours, join(copy, 'drizzle'), { recursive: true });
    const command = [join(TOP, 'node_modules/drizzle-kit/bin.cjs'), 'generate', '--name', 'missing'];
    const run = spawnSync(process.execPath, command, {
      cwd: copy,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const before = contentsOf(ours);
    const after = contentsOf(join(copy, 'drizzle'));
    const changed = new Map([...after].filter(([path, text]) => before.get(path) !== text));
    return { said: run.stdout + run.stderr, finished: run.status === 0, changed };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help === true) {
  console.log(HELP);
} else {
  const { said, finished, changed } = generateInCopy();
  // The generator ends with 0 after some of its own errors, so its word is needed too.
  if (finished && changed.size === 0 && said.includes(IN_STEP)) {
    console.log('The migrations are in step with the schema.');
  } else {
    console.error(said.trim());
    for (const [path, text] of changed) if (path.endsWith('.sql')) console.error(`\n${path}\n${text}`);
    const verdict = changed.size === 0 ? 'could not be compared' : 'are not in step';
    console.error(`\nThe migrations ${verdict} with the schema. To write what is missing: npm run generate`);
    process.exitCode = 1;
  }
}
