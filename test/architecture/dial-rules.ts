import { blankCode, lineAt } from './blank-code.ts';
import type { SourceFile } from './source-file.ts';

interface DialRule {
  pattern: RegExp;
  /** Files that may say so. */
  homes: RegExp;
}

const PERMIT = 'src\\/domain\\/reminders\\/dial-permit\\.ts';
const WIRE = 'src\\/upstream\\/(?:telephony|retell|retell-dial)\\.ts';

/** The whole way to the dialler: the gate grants, the task has it placed, one file of `upstream` sends it. */
const RULES: DialRule[] = [
  {
    pattern: /\bgrantDialPermit\b/g,
    homes: new RegExp(`^(?:${PERMIT}|src\\/operations\\/reminders\\/dialling\\/dial-gate\\.ts)$`),
  },
  { pattern: /\bas\s+(?:unknown\s+as\s+)?DialPermit\b|<DialPermit>/g, homes: new RegExp(`^${PERMIT}$`) },
  {
    pattern: /\bplaceCall\b/g,
    homes: new RegExp(`^(?:${WIRE}|src\\/operations\\/reminders\\/dialling\\/dial-task\\.ts)$`),
  },
  { pattern: /\bdialRetell\b/g, homes: /^src\/upstream\/retell(?:-dial)?\.ts$/ },
  {
    pattern: /\bcreatePhoneCall\b|create-phone-call|\bbatchCall\b|create-batch-call|\bregisterPhoneCall\b/g,
    // What scripts call so is a call that comes in.
    homes: /^src\/upstream\/retell-dial\.ts$|^scripts\/drive\//,
  },
];

/** Ways around the dial gate, in strings too; comments do not count, and tests may dial the simulator. */
export function dialViolations(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => !path.startsWith('test/'))
    .flatMap(({ path, text }) => {
      const code = blankCode(text, 'keep');
      return RULES.filter(({ homes }) => !homes.test(path)).flatMap(({ pattern }) =>
        [...code.matchAll(pattern)].map(
          (match) => `${path}:${lineAt(code, match.index)} ${match[0]} goes around the dial gate`,
        ),
      );
    });
}
