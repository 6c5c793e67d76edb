import { describe, expect, it } from 'vitest';
import {
  classViolations,
  defaultExportViolations,
  foreignScripts,
  lengthViolations,
  nameViolations,
  passedOnExports,
} from './shape-rules.ts';
import { readFiles, readSources } from './source-file.ts';

const sources = readSources();

function at(path: string, text = ''): { path: string; text: string }[] {
  return [{ path, text }];
}

describe('file names', () => {
  it('are kebab-case and say what is inside', () => {
    expect(nameViolations(sources)).toEqual([]);
  });

  it.each([
    'src/http/ownerRoutes.ts',
    'src/http/Owner.ts',
    'src/store/call_log.ts',
    'src/Store/calls.ts',
    'test/http/owner.spec.ts',
    'src/domain/utils.ts',
    'src/domain/helpers.ts',
    'src/store/common.ts',
    'src/store/types.ts',
    'src/http/index.ts',
    'test/functions/index.ts',
    'test/support/helpers.test.ts',
  ])('are reported: %s', (path) => {
    expect(nameViolations(at(path))).toHaveLength(1);
  });

  it('are fine for a file, a test, a declaration and the registry', () => {
    const files = [
      'src/http/owner.ts',
      'test/http/owner.test.ts',
      'test/support/x.d.ts',
      'functions/index.ts',
    ];
    expect(nameViolations(files.flatMap((path) => at(path)))).toEqual([]);
  });
});

describe('source files', () => {
  it('are TypeScript that runs as it is', () => {
    const folders = ['src', 'functions', 'scripts', 'test'];
    expect(foreignScripts(folders.flatMap((folder) => readFiles(folder)))).toEqual([]);
    expect(
      foreignScripts(['a.js', 'b.mjs', 'c.cjs', 'd.tsx', 'e.mts'].flatMap((path) => at(path))),
    ).toHaveLength(5);
    expect(foreignScripts([...at('a.ts'), ...at('b.json'), ...at('c.sql')])).toEqual([]);
  });

  it('have at most 350 lines', () => {
    expect(lengthViolations(sources)).toEqual([]);
    expect(lengthViolations(at('src/domain/x.ts', 'a\n'.repeat(350)))).toEqual([]);
    expect(lengthViolations(at('src/domain/x.ts', 'a\n'.repeat(351)))).toEqual([
      'src/domain/x.ts: 351 lines',
    ]);
  });

  it('export by name, but for the voice functions', () => {
    expect(defaultExportViolations(sources)).toEqual([]);
    expect(defaultExportViolations(at('src/app.ts', 'export default createApp;'))).toHaveLength(1);
    expect(defaultExportViolations(at('src/app.ts', 'export { createApp as default };'))).toHaveLength(1);
    expect(defaultExportViolations(at('functions/index.ts', 'export default [];'))).toHaveLength(1);
    expect(defaultExportViolations(at('functions/book.ts', 'export default defineFunction({});'))).toEqual(
      [],
    );
    expect(defaultExportViolations(at('drizzle.config.ts', 'export default {};'))).toEqual([]);
  });

  it('pass nothing on', () => {
    expect(passedOnExports(sources)).toEqual([]);
    const text = "export { a } from './a.ts';\nexport * from './b.ts';\nexport type { C } from './c.ts';\n";
    expect(passedOnExports(at('src/store/x.ts', text))).toHaveLength(3);
    expect(passedOnExports(at('src/store/x.ts', "export const from = 'here';"))).toEqual([]);
  });

  it('have classes for errors alone', () => {
    expect(classViolations(sources)).toEqual([]);
    expect(classViolations(at('src/store/x.ts', 'export class Pool {}'))).toHaveLength(1);
    expect(classViolations(at('src/store/x.ts', 'class Pool<T> extends Base {}'))).toHaveLength(1);
    expect(classViolations(at('src/platform/fault.ts', 'export class Fault extends Error {}'))).toEqual([]);
    expect(classViolations(at('src/upstream/x.ts', 'class Late extends Fault {}'))).toEqual([]);
  });
});
