import { describe, expect, it } from 'vitest';
import { layerViolations } from './layer-rules.ts';
import { readSources } from './source-file.ts';

function violationsOf(path: string, text: string): string[] {
  return layerViolations([{ path, text }]);
}

describe('layers', () => {
  it('are kept by every import of the repository', () => {
    expect(layerViolations(readSources())).toEqual([]);
  });

  it.each([
    ['src/platform/clock.ts', '../domain/tenant.ts', 'platform imports domain'],
    ['src/domain/slots.ts', '../store/database.ts', 'domain imports store'],
    ['src/store/calls.ts', '../upstream/calendar.ts', 'store imports upstream'],
    ['src/upstream/calcom.ts', '../store/calls.ts', 'upstream imports store'],
    ['src/operations/book.ts', '../runtime/run-function.ts', 'operations imports runtime'],
    ['src/runtime/run-function.ts', '../store/calls.ts', 'runtime imports store'],
    ['src/runtime/run-function.ts', '../../functions/book.ts', 'runtime imports functions'],
    ['functions/book.ts', '../src/upstream/calendar.ts', 'functions imports upstream'],
    ['src/http/retell.ts', '../../functions/index.ts', 'http imports functions'],
    ['src/http/retell.ts', '../config.ts', 'http imports config'],
    ['src/scheduler/reminders.ts', '../http/retell.ts', 'scheduler imports http'],
    ['src/app.ts', './store/calls.ts', 'app imports store'],
    ['src/config.ts', './domain/tenant.ts', 'config imports domain'],
    ['src/app.ts', './config.ts', 'app imports config'],
    ['src/http/retell.ts', '../main.ts', 'http imports main'],
    ['src/main.ts', '../scripts/seed.ts', 'main imports scripts'],
    ['src/domain/slots.ts', '../../test/support/world.ts', 'domain imports test'],
    ['scripts/seed.ts', '../src/main.ts', 'scripts imports main'],
  ])('report %s importing %s', (path, specifier, complaint) => {
    expect(violationsOf(path, `import { x } from '${specifier}';\n`)).toEqual([
      expect.stringContaining(`${path}:1 ${complaint}`),
    ]);
  });

  it.each([
    ['a type import', "import type { X } from '../store/x.ts';"],
    ['an import over several lines', "import {\n  x,\n  y,\n} from '../store/x.ts';"],
    ['an import for its effect', "import '../store/x.ts';"],
    ['a dynamic import', "const x = await import('../store/x.ts');"],
    ['a type taken from an import expression', "let x: import('../store/x.ts').X;"],
    ['a passed-on export', "export { x } from '../store/x.ts';"],
  ])('see %s', (_form, text) => {
    expect(violationsOf('src/http/retell.ts', `${text}\n`)).toHaveLength(1);
  });

  it('let operations take types alone from store and upstream', () => {
    expect(violationsOf('src/operations/deps.ts', "import type { X } from '../store/x.ts';")).toEqual([]);
    expect(violationsOf('src/operations/deps.ts', "import { x } from '../store/x.ts';")).toHaveLength(1);
  });

  it('report a source file outside every layer', () => {
    expect(violationsOf('src/lib/x.ts', '')).toEqual(['src/lib/x.ts: belongs to no layer']);
    expect(violationsOf('src/stray.ts', '')).toEqual(['src/stray.ts: belongs to no layer']);
  });

  it('let tests and scripts import what they need, and do not read comments', () => {
    expect(violationsOf('test/main.test.ts', "import { main } from '../src/main.ts';")).toEqual([]);
    expect(violationsOf('scripts/demo.ts', "import { x } from '../test/simulators/x.ts';")).toEqual([]);
    expect(violationsOf('src/domain/slots.ts', "// import { x } from '../store/x.ts';")).toEqual([]);
  });
});
