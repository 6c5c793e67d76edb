import type { Manifest } from './manifest.ts';
import type { SourceFile } from './source-file.ts';

// Put together here, so that this file does not name what it looks for.
const FOREIGN_WORDS = [['registry', 'npmjs', 'org'].join('.'), ['registry', 'yarnpkg', 'com'].join('.')];
/** Where checkouts lie on build machines. */
const MACHINE_PATH = new RegExp(String.raw`(?<![\w.$}])${['', 'work', ''].join('/')}`);

/** Names of package registries and paths of one machine, which mean nothing on another. */
export function foreignNames(files: SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, place) => {
      const names = FOREIGN_WORDS.filter((word) => line.includes(word));
      return names.length > 0 || MACHINE_PATH.test(line) ? [`${path}:${place + 1} ${line.trim()}`] : [];
    }),
  );
}

/** Optional packages of other platforms belong in the lock file too: `npm ci` refuses a file that lacks one. */
export function lockViolations(lock: string): string[] {
  const packages = packagesOf(JSON.parse(lock));
  const optional = Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(asRecord(asRecord(entry)['optionalDependencies'])).map((name) => ({ path, name })),
  );
  return [
    ...(lock.includes('"resolved":') ? ['the lock file names addresses'] : []),
    ...optional
      .filter(({ path, name }) => !isInstalled(packages, path, name))
      .map(({ path, name }) => `${path} wants ${name}, which is not in the lock file`),
  ];
}

/** Whether npm finds `name` from `path`: beside it, or beside anything around it. */
function isInstalled(packages: Record<string, unknown>, path: string, name: string): boolean {
  const steps = path.split('/node_modules/');
  const around = steps.map((_step, place) => steps.slice(0, steps.length - place).join('/node_modules/'));
  return [...around.map((place) => `${place}/node_modules/${name}`), `node_modules/${name}`].some(
    (candidate) => packages[candidate] !== undefined,
  );
}

function packagesOf(lock: unknown): Record<string, unknown> {
  return asRecord(asRecord(lock)['packages']);
}

/** The object as one whose keys can be looked up; anything else has none. */
function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Dependencies without exactly one version. */
export function loosePins({ dependencies, devDependencies }: Manifest): string[] {
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name}@${version}`);
}

/** What package.json and the README's table of dependencies say differently. */
export function undocumentedDependencies(
  { dependencies, devDependencies }: Manifest,
  readme: string,
): string[] {
  const names = Object.keys({ ...dependencies, ...devDependencies });
  const rows = dependencyRows(readme);
  return [
    ...names.filter((name) => !rows.includes(name)).map((name) => `${name} has no row`),
    ...rows.filter((row) => !names.includes(row)).map((row) => `${row} has a row and is no dependency`),
  ];
}

/** The names in backticks in the first cells of the table below the heading "Dependencies". */
function dependencyRows(readme: string): string[] {
  const section = /^#+ .*dependencies\b.*\n([\s\S]*?)(?=^#+ |$(?![\s\S]))/im.exec(readme)?.[1] ?? '';
  const cells = [...section.matchAll(/^\|([^|\n]*)\|/gm)].map((match) => match[1] ?? '');
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''));
}

/** What the settings' schema and `.env.example` say differently; a setting that is commented out counts as named. */
export function settingsViolations(settings: string[], example: string): string[] {
  const named = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1] ?? '');
  return [
    ...settings.filter((name) => !named.includes(name)).map((name) => `${name} is not in .env.example`),
    ...named.filter((name) => !settings.includes(name)).map((name) => `${name} is no setting`),
    ...named.filter((name, place) => named.indexOf(name) !== place).map((name) => `${name} is named twice`),
  ];
}
