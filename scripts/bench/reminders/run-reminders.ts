import { onStage } from '../../on-stage.ts';
import { benchReminders } from '../reminders.ts';
import type { RemindersPlan } from '../reminders.ts';
import { openBench } from './open-bench.ts';
import { reminderLines } from './reminder-lines.ts';

type Wish = Pick<RemindersPlan, 'due' | 'waiting' | 'minutes' | 'seed'> & { tenants: number };

/** Runs the measurement on a stage of its own and prints it; answers the exit code. */
export function runReminders(
  { tenants, ...plan }: Wish,
  { asJson, dataDir }: { asJson: boolean; dataDir: string },
): Promise<number> {
  const onProgress = (line: string): void =>
    void (asJson ? process.stderr : process.stdout).write(`${line}\n`);
  return onStage(
    { dataDir, open: (starting) => openBench({ ...starting, dataDir, tenants, onProgress }) },
    async (bench, signal) => {
      const found = await benchReminders(bench, { ...plan, signal, onProgress });
      process.stdout.write(asJson ? `${JSON.stringify(found)}\n` : `${reminderLines(found).join('\n')}\n`);
      return found.complaints.length === 0 ? 0 : 1;
    },
  );
}
