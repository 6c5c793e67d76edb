import type { FollowUpTask } from './follow-up-task.ts';

/** Whether it is a reminder that somebody wished for; those of the settings have their hours (VIO-12). */
export function isByHand({ kind, purpose, hoursBefore }: FollowUpTask): boolean {
  return kind === 'call' && purpose === 'reminder' && hoursBefore === undefined;
}
