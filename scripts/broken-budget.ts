import { functions } from '../functions/index.ts';

/** The budget in milliseconds that an answer has broken by more than `slackMs`; nothing where it came in time. */
export function brokenBudget(name: string, ms: number, slackMs: number): number | undefined {
  const budgetMs = functions.find((fn) => fn.name === name)?.budgetMs;
  return budgetMs !== undefined && ms > budgetMs + slackMs ? budgetMs : undefined;
}
