import { blankCode, lineAt } from './blank-code.ts';
import type { SourceFile } from './source-file.ts';

interface WordRule {
  pattern: RegExp;
  /** Files that may use the word. */
  homes: RegExp;
  /** Files the rule is about. */
  scope: RegExp;
}

const GATEWAY = /^(?:src|functions)\//;
const EVERYWHERE = /^/;
const NOWHERE = /(?!)/;
const TIMER_HOMES =
  /^src\/(?:platform\/(?:background|pause)\.ts|main\.ts|(?:runtime|upstream|scheduler|store)\/)/;
const CHANCE_HOMES = /^src\/platform\/ids\.ts/;

const RULES: WordRule[] = [
  {
    pattern:
      /\bnew Date(?:\(\s*\)|(?!\s*\(|\w))|(?<![\w.]|new )Date\(|\bDate\.now\b|\bperformance\.now\b|\bprocess\.hrtime\b|\bDateTime\.(?:now\b|(?:local|utc)\(\s*\))|\bTemporal\.Now\b/g,
    homes: /^src\/platform\/clock\.ts/,
    scope: GATEWAY,
  },
  {
    pattern: /\bMath\.random\b|\brandomUUID\b|\brandomInt\b|\bgetRandomValues\b/g,
    homes: CHANCE_HOMES,
    scope: GATEWAY,
  },
  {
    pattern: /\brandomBytes\b/g,
    homes: /^src\/(?:platform\/ids\.ts|store\/secret-(?:box|key-file)\.ts|store\/embedded-postgres\/)/,
    scope: GATEWAY,
  },
  { pattern: /\bprocess\.env\b/g, homes: /^src\/main\.ts|^scripts\/|^test\//, scope: EVERYWHERE },
  // A test gets in through arguments; only what starts processes for all tests may prepare their environment.
  {
    pattern: /\bprocess\.env(?:\.\w+|\[[^\]]+\])\s*(?:\?\?)?=(?!=)|\bdelete process\.env\b|\bvi\.stubEnv\b/g,
    homes: /^test\/support\//,
    scope: /^test\//,
  },
  { pattern: /(?<![\w.])fetch\(|\bglobalThis\.fetch\b/g, homes: /^src\/upstream\//, scope: GATEWAY },
  { pattern: /\bset(?:Timeout|Interval|Immediate)\b/g, homes: TIMER_HOMES, scope: GATEWAY },
  { pattern: /\bAbortSignal\.timeout\b/g, homes: NOWHERE, scope: EVERYWHERE },
];

/** Words of time, chance, environment, network and timers outside their homes. Comments and strings do not count. */
export function wordViolations(files: SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const rules = RULES.filter(({ scope, homes }) => scope.test(path) && !homes.test(path));
    if (rules.length === 0) return [];
    const code = blankCode(text, 'blank');
    return rules.flatMap(({ pattern }) =>
      [...code.matchAll(pattern)].map(
        (match) => `${path}:${lineAt(code, match.index)} ${match[0]} is not at home`,
      ),
    );
  });
}

/** SQL that asks the database what time it is; only a column's default may (it stamps when the row was made). */
export function databaseClockViolations(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith('src/store/') && !path.startsWith('src/store/schema/'))
    .flatMap(({ path, text }) => {
      const code = blankCode(text, 'keep');
      const words = /(?<![\w.])now\(\)|\bcurrent_(?:timestamp|date|time)\b|\bclock_timestamp\b/gi;
      return [...code.matchAll(words)].map(
        (match) => `${path}:${lineAt(code, match.index)} ${match[0]} asks the database's clock`,
      );
    });
}
