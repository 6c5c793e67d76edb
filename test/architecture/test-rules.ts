import { blankCode, lineAt } from './blank-code.ts';
import { importLines } from './import-lines.ts';
import type { SourceFile } from './source-file.ts';

const LEFT_OUT =
  /\b(?:it|test|describe|suite|bench)(?:\.\w+)*\.(?:only|skip|todo|skipIf|runIf|fails)\b|\b(?:xit|xtest|xdescribe|fit|fdescribe)\(|\b(?:ctx|context|task)\.skip\(/g;
const MODULE_MOCK = /\bvi\.(?:mock|doMock|unmock|doUnmock|hoisted|importActual|importMock)\b/g;
const SLEEP =
  /\bset(?:Timeout|Immediate)\(\s*(?:resolve|done|res|r)\b|\bawait (?:sleep|delay|pause)\(|\bsleep\(/g;

/** Tests that are skipped, or make others skipped. */
export function leftOutTests(files: SourceFile[]): string[] {
  return find(files, LEFT_OUT);
}

export function moduleMocks(files: SourceFile[]): string[] {
  return find(files, MODULE_MOCK);
}

/** Waiting for time to pass; only the simulators may, which answer late on purpose. */
export function sleepingTests(files: SourceFile[]): string[] {
  const tests = files.filter(({ path }) => !path.startsWith('test/simulators/'));
  const imports = tests
    .filter(isTest)
    .flatMap(importLines)
    .filter(({ specifier }) => /^(?:node:)?timers\/promises$/.test(specifier));
  return [
    ...find(tests, SLEEP),
    ...imports.map(({ path, line, specifier }) => `${path}:${line} ${specifier}`),
  ];
}

function isTest({ path }: SourceFile): boolean {
  return path.startsWith('test/');
}

function find(files: SourceFile[], pattern: RegExp): string[] {
  return files.filter(isTest).flatMap(({ path, text }) => {
    const code = blankCode(text, 'blank');
    return [...code.matchAll(pattern)].map((match) => `${path}:${lineAt(code, match.index)} ${match[0]}`);
  });
}
