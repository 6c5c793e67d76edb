import { blankCode } from './blank-code.ts';
import { importLines } from './import-lines.ts';
import type { SourceFile } from './source-file.ts';

const REGISTRY = 'functions/index.ts';

/** What the registry and the folder of voice functions say differently, and functions not named after their file. */
export function registryViolations(files: SourceFile[]): string[] {
  const registry = files.find(({ path }) => path === REGISTRY);
  if (registry === undefined) return [`${REGISTRY} is missing`];
  const declared = files.filter(({ path }) => /^functions\/[^/]+\.ts$/.test(path) && path !== REGISTRY);
  return [...listViolations(registry, declared), ...declared.flatMap(declarationViolations)];
}

function listViolations(registry: SourceFile, declared: SourceFile[]): string[] {
  const code = blankCode(registry.text, 'keep');
  const imported = importLines(registry).flatMap(({ target }) =>
    target?.startsWith('functions/') === true ? [target] : [],
  );
  const names = [...code.matchAll(/^import (\w+) from '\.\//gm)].map((match) => match[1] ?? '');
  const list = /export const functions\b[^=]*=\s*\[([^\]]*)\]/.exec(code)?.[1] ?? '';
  const listed = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return [
    ...missing(paths(declared), imported).map((path) => `${path} is not imported by the registry`),
    ...missing(imported, paths(declared)).map(
      (path) => `${path} is imported by the registry, and is no function`,
    ),
    ...missing(names, listed).map((name) => `${name} is imported by the registry and not listed`),
    ...missing(listed, names).map((name) => `${name} is listed and not imported`),
    ...listed
      .filter((name, place) => listed.indexOf(name) !== place)
      .map((name) => `${name} is listed twice`),
  ];
}

function declarationViolations({ path, text }: SourceFile): string[] {
  const code = blankCode(text, 'keep');
  const expected = path.replace(/^functions\/(.*)\.ts$/, '$1').replaceAll('-', '_');
  const defaults = [...code.matchAll(/^export default\b/gm)].length;
  const name = /^ {2}name: '([^']*)'/m.exec(code)?.[1];
  return [
    ...(defaults === 1 ? [] : [`${path} has ${defaults} default exports`]),
    ...(name === expected ? [] : [`${path} is named ${name ?? 'nothing'}, not ${expected}`]),
  ];
}

function paths(files: SourceFile[]): string[] {
  return files.map(({ path }) => path);
}

function missing(wanted: string[], there: string[]): string[] {
  return wanted.filter((one) => !there.includes(one));
}
