import type { Ctx } from '../../context.ts';

/** The setting by which a tenant offers freed times to nobody (VIO-94); none where it does offer them. */
export function waitlistClosedBy({ tenant }: Pick<Ctx, 'tenant'>): 'enabled' | 'waitlist' | undefined {
  if (tenant.reminders?.enabled !== true) return 'enabled';
  return tenant.reminders.waitlist ? undefined : 'waitlist';
}
