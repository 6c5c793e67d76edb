import { importLines } from './import-lines.ts';
import type { ImportLine } from './import-lines.ts';
import type { SourceFile } from './source-file.ts';

type Place =
  | 'platform'
  | 'domain'
  | 'store'
  | 'upstream'
  | 'operations'
  | 'runtime'
  | 'functions'
  | 'http'
  | 'scheduler'
  | 'config'
  | 'app'
  | 'build-deps'
  | 'main'
  | 'scripts'
  | 'test';

const LAYERS: Place[] = [
  'platform',
  'domain',
  'store',
  'upstream',
  'operations',
  'runtime',
  'functions',
  'http',
  'scheduler',
];

/** Who may import whom, besides its own place. */
const MAY_IMPORT: Record<Place, Place[]> = {
  platform: [],
  domain: ['platform'],
  store: ['domain', 'platform'],
  upstream: ['domain', 'platform'],
  operations: ['store', 'upstream', 'domain', 'platform'],
  runtime: ['operations', 'domain', 'platform'],
  functions: ['runtime', 'operations', 'domain', 'platform'],
  http: ['runtime', 'operations', 'domain', 'platform'],
  scheduler: ['operations', 'domain', 'platform'],
  config: ['platform'],
  app: ['http', 'functions', 'operations'],
  'build-deps': [...LAYERS, 'config'],
  main: [...LAYERS, 'config', 'app', 'build-deps'],
  scripts: [...LAYERS, 'config', 'app', 'build-deps', 'test'],
  test: [...LAYERS, 'config', 'app', 'build-deps', 'main', 'scripts'],
};

/** Places that are one file below `src`. */
const FILES: Place[] = ['config', 'app', 'build-deps', 'main'];

/** Every import that crosses from one place to another against the table, type imports included. */
export function layerViolations(files: SourceFile[]): string[] {
  return files.flatMap((file) => {
    const from = placeOf(file.path);
    if (from === undefined) return [`${file.path}: belongs to no layer`];
    return importLines(file).flatMap((line) => {
      const reason = objection(from, line);
      return reason === undefined ? [] : [`${line.path}:${line.line} ${reason}`];
    });
  });
}

function objection(from: Place, line: ImportLine): string | undefined {
  if (line.target === undefined) return undefined;
  const to = placeOf(line.target);
  if (to === undefined) return `imports ${line.target}, which belongs to no layer`;
  if (to !== from && !MAY_IMPORT[from].includes(to)) return `${from} imports ${to} (${line.target})`;
  const buildsParts = from === 'operations' && (to === 'store' || to === 'upstream');
  if (buildsParts && line.kind !== 'type')
    return `operations imports more than types of ${to} (${line.target})`;
  return undefined;
}

function placeOf(path: string): Place | undefined {
  const [top = '', second = ''] = path.split('/');
  const name = top === 'src' ? second.replace(/\.ts$/, '') : top;
  return Object.keys(MAY_IMPORT)
    .filter(isPlace)
    .find((place) => place === name && isAt(place, path));
}

function isPlace(word: string): word is Place {
  return word in MAY_IMPORT;
}

/** `config`, `app`, `build-deps` and `main` are files; `functions`, `scripts` and `test` stand beside `src`; the rest are its folders. */
function isAt(place: Place, path: string): boolean {
  if (FILES.includes(place)) return path === `src/${place}.ts`;
  if (place === 'functions' || place === 'scripts' || place === 'test') return path.startsWith(`${place}/`);
  return path.startsWith(`src/${place}/`);
}
