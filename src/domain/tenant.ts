import type { CountryCode } from 'libphonenumber-js';
import type { Language } from '../platform/language.ts';
import type { ProofPolicy } from './proof.ts';
import type { ReminderSettings, ReminderWishes } from './reminders/reminder-settings.ts';
import type { Retention } from './retention.ts';
import type { DayHours } from './speech/day-hours.ts';

declare const tenantBrand: unique symbol;

/** The id of a tenant that has been proven: by a signature, an access key or a claimed row. */
export type TenantId = string & { readonly [tenantBrand]: true };

/** Call only where the id comes from such a proof, never with one that a visitor sent. */
export function provenTenantId(id: string): TenantId {
  // The brand exists in types only; this is the one place that puts it on.
  return id as TenantId;
}

/** What an access key allows: a reader reads, staff also deal with what waits, an owner does everything. */
export type AccessRole = 'owner' | 'staff' | 'reader';

export interface StaffMember {
  id: string;
  name: string;
}

export interface ServiceStaff extends StaffMember {
  /** The event type that books this person for the service; absent where the calendar has none. */
  eventTypeId?: number;
}

export interface Service {
  id: string;
  name: string;
  synonyms: string[];
  isDefault: boolean;
  active: boolean;
  eventTypeId: number;
  minutes: number;
  seats: number;
  staff: ServiceStaff[];
  /** Whether the calendar books it for a phone number alone; absent while it has not said. */
  phoneOnly?: boolean;
  /** Hours before an appointment at which its customer is reminded, instead of the tenant's. */
  reminderHours?: number[];
}

export interface Policies {
  cancelHours: number;
  rescheduleHours: number;
  minNoticeMinutes: number;
  /** Where the tenant's day differs from the usual one. */
  dayHours?: Partial<DayHours>;
  /** Which proofs suffice for which deed, where that differs from the usual. */
  proof?: Partial<ProofPolicy>;
  /** How long what is kept, where that differs from the usual. */
  retention?: Partial<Retention>;
}

/** What a tenant has set up: everything an answer needs to know of it without asking anybody. */
export interface TenantProfile {
  id: TenantId;
  slug: string;
  name: string;
  businessType: string;
  /** BCP 47, such as `de-DE`. */
  locale: string;
  language: Language;
  /** IANA. */
  timezone: string;
  /** ISO 3166 alpha-2, for phone numbers written without one. */
  country: CountryCode;
  policies: Policies & { dayHours: DayHours; proof: ProofPolicy; retention: Retention };
  functionsPerMinute: number;
  /** Its reminder calls; absent: it makes none. */
  reminders?: ReminderSettings;
  services: Service[];
  staff: StaffMember[];
}

/** How a tenant is found and how its visitors prove themselves. Holds secrets: never logged, never answered. */
export interface TenantDoor {
  id: TenantId;
  slug: string;
  name: string;
  locale: string;
  /** IANA. */
  timezone: string;
  phoneNumbers: { number: string; branchId?: string }[];
  agents: { id: string; branchId?: string }[];
  retellKeys: string[];
  calcom?: { baseUrl?: string; apiKey: string; webhookSecret?: string; requestsPerMinute: number };
}

/** How a customer wants to be called. */
export interface ContactWishes {
  preferredName?: string;
  /** IANA. */
  timezone?: string;
  /** Instead of the service's or the tenant's. */
  reminderHours?: number[];
}

/** What a seed file or an owner's form says of a tenant; names are the keys by which rows are found again. */
export interface TenantDefinition {
  slug: string;
  name: string;
  businessType: string;
  locale: string;
  timezone: string;
  phoneNumbers: string[];
  agents: string[];
  retell?: { apiKey: string; previousApiKey?: string };
  calcom?: { baseUrl?: string; apiKey: string; webhookSecret?: string; requestsPerMinute: number };
  services: {
    name: string;
    eventTypeId: number;
    minutes: number;
    synonyms: string[];
    isDefault: boolean;
    staff: { name: string; eventTypeId?: number }[];
    seats: number;
    reminderHours?: number[];
  }[];
  policies: Policies;
  functionsPerMinute: number;
  /** Absent: what the owner has set elsewhere stays. */
  reminders?: ReminderWishes;
  accessKeys: { role: AccessRole; key: string }[];
  customers: ({ name: string; phone?: string; email?: string } & ContactWishes)[];
}
