import { z } from 'zod';

/** An optional argument in free speech. The description is written for the model that fills it. */
export function spokenArgument(description: string) {
  return z.string().optional().describe(description);
}
