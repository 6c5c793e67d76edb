import type { Language } from '../../../platform/language.ts';
import type { HourSpan } from '../../speech/day-hours.ts';
import type { CallPurpose } from '../call-session.ts';
import type { ReminderSettings } from '../reminder-settings.ts';
import type { NamedCustomer } from './spoken-names.ts';

/** All that the words of one call are made of. */
export interface CallFacts {
  purpose: CallPurpose;
  language: Language;
  now: Date;
  /** `phone` E.164, the number that is rung. */
  customer: NamedCustomer & { phone: string };
  /** IANA, the called party's. */
  zone: string;
  /** `service` and `staff` by their names. Without `startsAt`, or all of it: "your upcoming appointment" (VIO-37). */
  appointment: { startsAt?: Date; service?: string; minutes?: number; staff?: string };
  /** The freed time that the waitlist offers. */
  offeredAt?: Date;
  /** `zone` IANA, in which the business works and its functions speak. */
  business: { name: string; zone: string; openHours?: HourSpan };
  settings: Pick<ReminderSettings, 'content' | 'privacy' | 'fromNumber'>;
}
