import type { DialDelay } from '../../../domain/reminders/dial-verdict.ts';
import type { DialJudgement } from '../../../domain/reminders/judge-dial.ts';
import type { FollowUpTask } from '../../../domain/reminders/follow-up-task.ts';
import type { ReminderSettings } from '../../../domain/reminders/reminder-settings.ts';
import { waitInTurn } from '../../../domain/reminders/wait-in-turn.ts';
import type { Queries } from '../../../store/tenant-store.ts';
import type { Ctx } from '../../context.ts';

type Refusal = Exclude<DialJudgement, { kind: 'allowed' }>;
type Waiting = Pick<FollowUpTask, 'purpose' | 'appointmentAt'> &
  Partial<Pick<FollowUpTask, 'id' | 'wantedAt'>>;

const LIMITS: readonly DialDelay[] = ['at_once_limit', 'quarter_hour_limit', 'day_limit'];

/**
 * Puts a call that is over a limit behind those that wait since earlier (VIO-38). What somebody waits for at this moment,
 * a call by hand or one about a held time, asks again as soon as there may be a line.
 */
export async function takeTurn(
  ctx: Ctx,
  store: Queries,
  { id, wantedAt, purpose, appointmentAt }: Waiting,
  settings: ReminderSettings | undefined,
  refusal: Refusal,
): Promise<Refusal> {
  const isUrgent = purpose === 'call_now' || purpose === 'waitlist';
  if (refusal.kind !== 'later' || !LIMITS.includes(refusal.verdict) || settings === undefined) return refusal;
  if (isUrgent || id === undefined || wantedAt === undefined) return refusal;
  const before = await store.reminderPlans.countBefore({ id, wantedAt }, ctx.clock.now());
  const { verdict, retryAt } = refusal;
  const { limits } = settings;
  return { ...refusal, retryAt: waitInTurn({ verdict, retryAt, before, limits, startsAt: appointmentAt }) };
}
