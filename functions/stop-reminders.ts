import { z } from 'zod';
import { stopReminders } from '../src/operations/reminders/stop-reminders.ts';
import { defineFunction } from '../src/runtime/define-function.ts';

export default defineFunction({
  name: 'stop_reminders',
  description:
    'Ends all reminder calls to the number of this call, after the customer has asked not to be called any more. Their appointments stay as they are.',
  input: z.object({}),
  effect: 'write',
  onceKey: () => '',
  undoes: [],
  recognisesRepeats: true,
  budgetMs: 1_500,
  run: (ctx) => stopReminders(ctx),
  answer: () => ({}),
});
