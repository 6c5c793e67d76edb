import type { CalcomAccount } from '../../../test/simulators/calcom/calcom-accounts.ts';
import type { DemoTenant } from '../../demo/demo-tenants.ts';

/** One business whose limits are so high that they never decide when somebody is rung. */
export interface BenchTenant {
  slug: string;
  agent: string;
  number: string;
  retellKey: string;
  calcomKey: string;
  eventTypeId: number;
}

export const BENCH_HOST = 'Vera Lindt';
const MINUTES = 30;
const UNLIMITED = 1_000_000;
const FIRST_EVENT_TYPE = 6_100_001;
/** Where it is about this hour when the bench starts, an hour of calls ends long before the evening. */
const LOCAL_HOUR = 10;

export function benchTenant(place: number): BenchTenant {
  const mark = String(place).padStart(3, '0');
  return {
    slug: `bench-${mark}`,
    agent: `agent_bench${mark.padStart(20, '0')}`,
    number: `+4930123${mark}`,
    retellKey: `key_bench_${mark}_example_0123456789`,
    calcomKey: `cal_live_bench_${mark}_example_key`,
    eventTypeId: FIRST_EVENT_TYPE + place,
  };
}

/** The zone of everybody in a bench that starts then: the gate's hours hold, and hold nothing up. */
export function zoneWithCallingHours(now: Date): string {
  const ahead = LOCAL_HOUR - now.getUTCHours();
  const hours = ahead < -12 ? ahead + 24 : ahead;
  // These zones count the other way round.
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

/** The tenant as `npm run seed` takes it. */
export function seedOfBench(tenant: BenchTenant, zone: string): DemoTenant {
  return {
    slug: tenant.slug,
    name: 'Studio Lindt',
    business_type: 'salon',
    locale: 'de-DE',
    timezone: zone,
    phone_numbers: [tenant.number],
    agents: [tenant.agent],
    retell: { api_key: tenant.retellKey },
    calcom: {
      api_key: tenant.calcomKey,
      webhook_secret: `${tenant.slug}-example-webhook-secret`,
      requests_per_minute: UNLIMITED,
    },
    services: [
      {
        name: 'Beratung',
        event_type_id: tenant.eventTypeId,
        minutes: MINUTES,
        default: true,
        staff: [BENCH_HOST],
      },
    ],
    limits: { functions_per_minute: UNLIMITED },
    reminders: {
      enabled: true,
      agent_id: tenant.agent,
      from_number: tenant.number,
      hours_before: [24],
      calling_hours: { weekdays: [1, 2, 3, 4, 5, 6, 7], holidays: [] },
      limits: { per_quarter_hour: UNLIMITED, per_day: UNLIMITED, at_once: UNLIMITED },
      // What becomes of the calls is drawn; a pause would end the measurement.
      quality: { auto_pause: false },
    },
  };
}

export function accountOfBench(tenant: BenchTenant, zone: string): CalcomAccount {
  const open: [string, string][] = [['08:00', '20:00']];
  return {
    apiKey: tenant.calcomKey,
    userName: BENCH_HOST,
    userEmail: `vera@${tenant.slug}.example.com`,
    timeZone: zone,
    requestsPerMinute: UNLIMITED,
    eventTypes: [
      {
        id: tenant.eventTypeId,
        slug: 'beratung',
        title: 'Beratung',
        minutes: MINUTES,
        hosts: [BENCH_HOST],
        openingHours: { 1: open, 2: open, 3: open, 4: open, 5: open, 6: open, 7: open },
        emailRequired: false,
      },
    ],
  };
}
