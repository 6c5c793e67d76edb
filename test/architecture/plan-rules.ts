import { blankCode, lineAt } from './blank-code.ts';
import type { SourceFile } from './source-file.ts';

const CHANGES = /\bappointments\s*\.\s*(?:add|moveTo|setStatus)\b/;
const PLANS = /\bplanAppointmentReminders\(/;

/** Files that change nothing about when an appointment is, or whether it stands. */
const SAME_TIME = [
  // Gives an appointment its claim again, at its own time.
  'src/operations/clear-leftovers.ts',
];

/** Operations that make, move or end appointments and leave their reminders behind (VIO-12). */
export function planViolations(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith('src/operations/') && !SAME_TIME.includes(path))
    .flatMap(({ path, text }) => {
      const code = blankCode(text, 'keep');
      const change = CHANGES.exec(code);
      if (change === null || PLANS.test(code)) return [];
      return [`${path}:${lineAt(code, change.index)} ${change[0]} leaves the reminders as they were`];
    });
}
