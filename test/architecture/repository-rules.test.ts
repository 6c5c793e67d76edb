import { describe, expect, it } from 'vitest';
import { readManifest } from './manifest.ts';
import {
  foreignNames,
  lockViolations,
  loosePins,
  settingsViolations,
  undocumentedDependencies,
} from './repository-rules.ts';
import { readFiles, readText } from './source-file.ts';

describe('the repository', () => {
  it('names no package registry and no path of one machine', () => {
    expect(foreignNames(readFiles())).toEqual([]);
  });

  it('is reported where it does', () => {
    const registry = `https://${['registry', 'npmjs', 'org'].join('.')}/zod`;
    const path = `cd ${['', 'work', 'main'].join('/')}`;
    expect(foreignNames([{ path: 'README.md', text: `first\n${registry}\n${path}\n` }])).toEqual([
      `README.md:2 ${registry}`,
      `README.md:3 ${path}`,
    ]);
    expect(foreignNames([{ path: 'README.md', text: 'how we live, and src/home/x.ts' }])).toEqual([]);
  });
});

describe('the lock file', () => {
  it('names no address and every optional package', () => {
    expect(lockViolations(readText('package-lock.json'))).toEqual([]);
  });

  it('is reported when it names an address or lacks the package of a platform', () => {
    const lock = (packages: Record<string, unknown>) => JSON.stringify({ packages });
    expect(lockViolations(lock({ 'node_modules/a': { resolved: 'https://example.test/a.tgz' } }))).toEqual([
      'the lock file names addresses',
    ]);
    const parent = { optionalDependencies: { 'tool-linux': '1.0.0', 'tool-darwin': '1.0.0' } };
    expect(lockViolations(lock({ 'node_modules/tool': parent, 'node_modules/tool-linux': {} }))).toEqual([
      'node_modules/tool wants tool-darwin, which is not in the lock file',
    ]);
    const nested = {
      'node_modules/a/node_modules/tool': parent,
      'node_modules/a/node_modules/tool-linux': {},
      'node_modules/a/node_modules/tool/node_modules/tool-darwin': {},
    };
    expect(lockViolations(lock(nested))).toEqual([]);
  });
});

describe('dependencies', () => {
  const manifest = readManifest();
  const made = { dependencies: { hono: '4.0.0' }, devDependencies: { '@types/node': '24.0.0' } };

  it('are pinned exactly', () => {
    expect(loosePins(manifest)).toEqual([]);
    const loose = { a: '^1.0.0', b: '~1.0.0', c: 'latest', d: '*', e: '1.x', f: '18.4.0-beta.17' };
    expect(loosePins({ dependencies: loose, devDependencies: {} })).toHaveLength(5);
  });

  it("each have a row in the README's table", () => {
    expect(undocumentedDependencies(manifest, readText('README.md'))).toEqual([]);
  });

  it('are reported without a row, and rows without a dependency', () => {
    const table =
      '# X\n\n## Dependencies\n\n| Package | Why |\n|---|---|\n| `hono` | routes |\n| `left-pad` | none |\n';
    expect(undocumentedDependencies(made, `${table}\n## Next\n\n| \`@types/node\` | elsewhere |\n`)).toEqual([
      '@types/node has no row',
      'left-pad has a row and is no dependency',
    ]);
    expect(undocumentedDependencies(made, table.replace('left-pad', '@types/node'))).toEqual([]);
  });
});

describe('settings', () => {
  it('are the same in the schema and in .env.example', async () => {
    const { settingsSchema } = await import('../../src/config.ts');
    expect(settingsViolations(Object.keys(settingsSchema.shape), readText('.env.example'))).toEqual([]);
  });

  it('are reported when one of the two lacks one', () => {
    const example = '# where to listen\nPORT=8787\n# HOST=127.0.0.1\n#URL=x\n# HOST=again\n';
    expect(settingsViolations(['PORT', 'HOST', 'SECRET_KEY'], example)).toEqual([
      'SECRET_KEY is not in .env.example',
      'URL is no setting',
      'HOST is named twice',
    ]);
  });
});
