import { blankCode, lineAt } from './blank-code.ts';
import { importLines } from './import-lines.ts';
import type { SourceFile } from './source-file.ts';

const LINES_AT_MOST = 350;
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const EMPTY_NAMES = ['utils', 'util', 'helpers', 'helper', 'common', 'types', 'index', 'misc'];

/** File and folder names: kebab-case, saying what is inside. The one `index.ts` is the registry of functions. */
export function nameViolations(files: SourceFile[]): string[] {
  return files.flatMap(({ path }) => {
    if (path === 'functions/index.ts') return [];
    const steps = path.replace(/(?:\.test|\.d)?\.ts$/, '').split('/');
    const name = steps.at(-1) ?? '';
    return [
      ...(steps.every((step) => KEBAB.test(step)) ? [] : [`${path}: is not in kebab-case`]),
      ...(EMPTY_NAMES.includes(name) ? [`${path}: its name says nothing`] : []),
    ];
  });
}

/** The sources run as they are, so there is no other kind of script. */
export function foreignScripts(files: SourceFile[]): string[] {
  return files.filter(({ path }) => /\.(?:[cm]?jsx?|tsx|[cm]ts)$/.test(path)).map(({ path }) => path);
}

export function lengthViolations(files: SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.replace(/\n$/, '').split('\n').length;
    return lines > LINES_AT_MOST ? [`${path}: ${lines} lines`] : [];
  });
}

/** Default exports outside the voice functions and the tools' own settings. */
export function defaultExportViolations(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => !/^functions\/(?!index\.ts)[^/]+\.ts$|^[^/]+\.config\.ts$/.test(path))
    .flatMap((file) =>
      matches(file, /^\s*export default\b|^\s*export \{[^}]*\bas default\b/gm, 'is a default export'),
    );
}

/** `export ... from`: each thing has one home, and is imported from there. */
export function passedOnExports(files: SourceFile[]): string[] {
  return files.flatMap((file) =>
    importLines(file)
      .filter(({ kind }) => kind === 'passed on')
      .map(({ path, line, specifier }) => `${path}:${line} passes on ${specifier}`),
  );
}

/** Classes that are no errors. */
export function classViolations(files: SourceFile[]): string[] {
  const others =
    /\bclass\s+\w+(?!\s+extends\s+(?:Error|Fault|\w+Error)\b)(?=\s*[<{]|\s+(?:extends|implements)\b)/g;
  return files
    .filter(({ path }) => !path.startsWith('test/'))
    .flatMap((file) => matches(file, others, 'is no error'));
}

function matches({ path, text }: SourceFile, pattern: RegExp, complaint: string): string[] {
  const code = blankCode(text, 'blank');
  return [...code.matchAll(pattern)].map(
    (match) => `${path}:${lineAt(code, match.index)} ${match[0].trim()} ${complaint}`,
  );
}
