import { posix } from 'node:path';
import { blankCode, lineAt } from './blank-code.ts';
import type { SourceFile } from './source-file.ts';

export interface ImportLine {
  path: string;
  line: number;
  /** `type`: gone at run time. `dynamic`: `import('...')`, in code or in a type. `passed on`: `export ... from`. */
  kind: 'value' | 'type' | 'dynamic' | 'passed on';
  specifier: string;
  /** The imported file from the top of the repository; absent for a package. */
  target?: string;
}

const STATEMENT = /^[ \t]*(import|export)\b(\s+type\b)?(?:[^'"`;]*?\bfrom)?\s*['"]([^'"\n]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"\n]+)['"]/g;

/** All imports of a file, found by pattern; no compiler is needed for the way the formatter writes them. */
export function importLines({ path, text }: SourceFile): ImportLine[] {
  const code = blankCode(text, 'keep');
  const statements = [...code.matchAll(STATEMENT)].map((match) => {
    const kind = match[1] === 'export' ? 'passed on' : match[2] === undefined ? 'value' : 'type';
    return found(match.index, kind, match[3]);
  });
  const dynamic = [...code.matchAll(DYNAMIC)].map((match) => found(match.index, 'dynamic', match[1]));
  return [...statements, ...dynamic];

  function found(index: number, kind: ImportLine['kind'], specifier = ''): ImportLine {
    const line = { path, line: lineAt(code, index), kind, specifier };
    if (!specifier.startsWith('.')) return line;
    return { ...line, target: posix.join(posix.dirname(path), specifier) };
  }
}
