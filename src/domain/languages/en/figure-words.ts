import type { FigureWords } from '../figure-words.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const seconds = (length: number): string => `${length} seconds`;

export const englishFigures: FigureWords = {
  trend: {
    rising: 'More calls succeed than before.',
    falling: 'Fewer calls succeed than before.',
    steady: 'As many calls succeed as before.',
    no_data: 'There are not enough calls to compare.',
  },
  health: {
    healthy: 'The outcomes of calls arrive as they should.',
    degraded: 'Some outcomes of calls arrive late or not at all.',
    unhealthy: 'Many outcomes of calls do not arrive by themselves. Check the webhook address at Retell.',
    no_data: 'There were no calls.',
  },
  advice: {
    low_success: ({ measured, threshold }) =>
      `Only ${percent(measured)} of the calls end with an answer, less than ${percent(threshold)}. Try other hours, and check the numbers and the agent's script.`,
    short_calls: ({ measured, threshold }) =>
      `Conversations take ${seconds(measured)} on average, less than ${seconds(threshold)}. Check whether the greeting is understood and the agent answers at once.`,
    long_calls: ({ measured, threshold }) =>
      `Conversations take ${seconds(measured)} on average, more than ${seconds(threshold)}. Shorten the script and the special instructions.`,
    weak_retries: ({ measured, threshold }) =>
      `Only ${percent(measured)} of the repeated calls end with an answer, less than ${percent(threshold)}. Wait longer between calls, or repeat them at the best hour.`,
    negative_mood: ({ measured, threshold }) =>
      `In ${percent(measured)} of the conversations the customer was annoyed, more than ${percent(threshold)}. Change the tone, call less often, or offer another way to confirm.`,
  },
};
