import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { countTests } from './test-count.ts';
import type { Count } from './test-count.ts';

const HELP = `Usage: npm run verify [-- --result FILE]

Types, lint, format, migrations in step with the schema, tests. Every step runs, whatever became of the one before;
exits 1 when any failed. The last line counts the tests that passed and failed, with 1 for each other step that failed.

  --result FILE   write that line to FILE instead of printing it`;

const TOP = fileURLToPath(new URL('..', import.meta.url));
const STEPS = ['typecheck', 'lint', 'format:check', 'migrations:check'];

function npm(args: string[]): boolean {
  console.log(`\n> npm ${args.join(' ')}`);
  return spawnSync('npm', args, { cwd: TOP, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

function runTests(): Count {
  const folder = mkdtempSync(join(tmpdir(), 'verify-'));
  const report = join(folder, 'tests.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const passed = npm(['test', '--', ...reporters]);
    if (!existsSync(report)) return { passed: 0, failed: 1 };
    const count = countTests(JSON.parse(readFileSync(report, 'utf8')));
    return passed ? count : { ...count, failed: Math.max(count.failed, 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' }, result: { type: 'string' } },
});
if (values.help === true) {
  console.log(HELP);
} else {
  const broken = STEPS.filter((step) => !npm(['run', step]));
  const tests = runTests();
  if (broken.length > 0) console.log(`\nFailed besides the tests: ${broken.join(', ')}`);
  const failed = tests.failed + broken.length;
  const line = `${tests.passed} passed, ${failed} failed`;
  if (values.result === undefined) console.log(line);
  else writeFileSync(values.result, `${line}\n`);
  if (failed > 0) process.exitCode = 1;
}
