import type { SpeechContext } from '../domain/speech/reading.ts';
import type { Ctx } from './context.ts';

/** What a caller's words are read with: business time, the tenant's zone, language and hours. */
export function speechContext({ clock, tenant }: Ctx): SpeechContext {
  return {
    now: clock.now(),
    zone: tenant.timezone,
    locale: tenant.locale,
    hours: tenant.policies.dayHours,
  };
}
