import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the repository: `path` from its top, with forward slashes. */
export interface SourceFile {
  path: string;
  text: string;
}

const TOP = fileURLToPath(new URL('../../', import.meta.url));
const NOT_OURS = new Set(['node_modules', '.git', '.data', '.env', 'coverage']);

/** Every file below `place` (all of them without one), in the order of their paths; what git ignores is left out. */
export function readFiles(place = ''): SourceFile[] {
  return readdirSync(join(TOP, place), { withFileTypes: true })
    .filter((entry) => !NOT_OURS.has(entry.name) && !entry.name.endsWith('.log'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = place === '' ? entry.name : `${place}/${entry.name}`;
      if (entry.isDirectory()) return readFiles(path);
      return entry.isFile() ? [{ path, text: readFileSync(join(TOP, path), 'utf8') }] : [];
    });
}

/** The TypeScript files of the four source folders. */
export function readSources(): SourceFile[] {
  return ['src', 'functions', 'scripts', 'test'].flatMap((place) => readFiles(place)).filter(isTypeScript);
}

export function readText(path: string): string {
  return readFileSync(join(TOP, path), 'utf8');
}

function isTypeScript({ path }: SourceFile): boolean {
  return path.endsWith('.ts');
}
