import type { PrivacyRules } from '../reminder-settings.ts';
import { tellsOfHealth } from './screen-health-words.ts';

export interface What {
  service: string;
  /** Absent where nobody is named. */
  staff?: string;
}

/** What an appointment is for and with whom, as far as a call may say it (VIO-56, VIO-59): else an empty service, nobody. */
export function spokenWhat(what: What, privacy: PrivacyRules): What {
  if (!privacy.enabled) return what;
  if (privacy.genericWording) return { service: '' };
  return privacy.avoidMedicalTerms && tellsOfHealth(what.service) ? { ...what, service: '' } : what;
}
