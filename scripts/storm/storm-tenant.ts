import type { CalcomAccount } from '../../test/simulators/calcom/calcom-accounts.ts';
import type { DemoTenant } from '../demo/demo-tenants.ts';

/** Monday morning in Berlin, before the first of the wished days. */
export const STORM_CLOCK_START = '2026-11-23T05:00:00Z';
export const STORM_ZONE = 'Europe/Berlin';
export const SLOT_MINUTES = 30;
/** When the first one begins, in minutes of the day; the last one ends at 20:00. */
export const OPENS_MINUTES = 8 * 60;
export const SLOTS_PER_DAY = 24;

/** So many that the faults decide what fails, never a budget of requests. */
const UNLIMITED_PER_MINUTE = 1_000_000;
const FIRST_EVENT_TYPE = 5_100_001;

/** One business with one service and one person, who is one calendar. */
export interface StormTenant {
  slug: string;
  number: string;
  agent: string;
  retellKey: string;
  calcomKey: string;
  webhookSecret: string;
  eventTypeId: number;
  host: string;
}

export function stormTenant(place: number): StormTenant {
  const mark = String(place).padStart(2, '0');
  return {
    slug: `storm-${mark}`,
    number: `+49301234${mark}`,
    agent: `agent_storm${mark.padStart(21, '0')}`,
    retellKey: `key_storm_${mark}_example_0123456789`,
    calcomKey: `cal_live_storm_${mark}_example_key`,
    webhookSecret: `storm-${mark}-example-webhook-secret`,
    eventTypeId: FIRST_EVENT_TYPE + place,
    host: 'Vera Lindt',
  };
}

/** The tenant as `npm run seed` takes it. */
export function seedOfStorm(tenant: StormTenant): DemoTenant {
  return {
    slug: tenant.slug,
    name: 'Praxis Lindt',
    business_type: 'practice',
    locale: 'de-DE',
    timezone: STORM_ZONE,
    phone_numbers: [tenant.number],
    agents: [tenant.agent],
    retell: { api_key: tenant.retellKey },
    calcom: {
      api_key: tenant.calcomKey,
      webhook_secret: tenant.webhookSecret,
      requests_per_minute: UNLIMITED_PER_MINUTE,
    },
    services: [
      {
        name: 'Beratung',
        event_type_id: tenant.eventTypeId,
        minutes: SLOT_MINUTES,
        default: true,
        staff: [tenant.host],
      },
    ],
    policies: { cancel_hours: 0, reschedule_hours: 0, min_notice_minutes: 0 },
    limits: { functions_per_minute: UNLIMITED_PER_MINUTE },
  };
}

/** The tenant's calendar account, which tells every gateway of every change. */
export function accountOfStorm(tenant: StormTenant, gatewayUrls: string[]): CalcomAccount {
  const open: [string, string][] = [['08:00', '20:00']];
  return {
    apiKey: tenant.calcomKey,
    userName: tenant.host,
    userEmail: `vera@${tenant.slug}.example.com`,
    timeZone: STORM_ZONE,
    requestsPerMinute: UNLIMITED_PER_MINUTE,
    webhooks: gatewayUrls.map((url) => ({
      url: `${url}/api/webhooks/calcom/${tenant.slug}`,
      secret: tenant.webhookSecret,
    })),
    eventTypes: [
      {
        id: tenant.eventTypeId,
        slug: 'beratung',
        title: 'Beratung',
        minutes: SLOT_MINUTES,
        hosts: [tenant.host],
        openingHours: { 1: open, 2: open, 3: open, 4: open, 5: open, 6: open, 7: open },
        emailRequired: false,
      },
    ],
  };
}
