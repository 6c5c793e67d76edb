import { DateTime } from 'luxon';
import { join } from 'node:path';
import { createShiftedClock, systemMachineClock } from '../../src/platform/clock.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { findFreePort } from '../../src/store/embedded-postgres/free-port.ts';
import type { TenantStore } from '../../src/store/tenant-store.ts';
import { createCalcomSimulator } from '../../test/simulators/calcom/calcom-simulator.ts';
import type { CalcomSimulator } from '../../test/simulators/calcom/calcom-simulator.ts';
import type { CalcomAccount, CalcomEventType } from '../../test/simulators/calcom/calcom-accounts.ts';
import { openDemoDatabase } from '../demo/demo-database.ts';
import { seedTenants } from '../demo/demo-tenants.ts';
import type { DemoTenant } from '../demo/demo-tenants.ts';
import { gatewayEnvironment } from '../demo/gateway-environment.ts';
import { startGateway } from '../demo/start-gateway.ts';
import type { Starting } from '../on-stage.ts';
import { waitFor } from '../demo/wait-for.ts';
import type { Business, Slot } from './plan-drives.ts';

/** Where and when the dialogues take place. */
const DRIVE_ZONE = 'America/Los_Angeles';
export const DRIVE_TODAY = '2019-03-01';
export const DRIVE_TOMORROW = '2019-03-02';
const OPENS = '09:00';

/** Everything that a drive needs, running. */
export interface DriveWorld {
  gatewayUrl: string;
  clock: Clock;
  calendar: CalcomSimulator;
  storeOf(business: Business): TenantStore;
  /** Waits until every webhook of the calendar is worked off; answers false when that took too long. */
  settle(): Promise<boolean>;
}

export interface DriveOptions extends Starting {
  businesses: Business[];
  dataDir: string;
}

const SETTLE_LIMIT_MS = 60_000;
/** The dialogues are about booking, not about a key's limit. */
const NO_LIMIT = 1_000_000;

/** Starts database, calendar and gateway with every business set up and every taken time entered. */
export async function startDrive(options: DriveOptions): Promise<DriveWorld> {
  const { businesses, dataDir, signal, onStarted } = options;
  const database = await openDemoDatabase(dataDir);
  onStarted({ name: 'PostgreSQL', stop: () => database.remove() });
  signal.throwIfAborted();

  const port = await findFreePort();
  const gatewayUrl = `http://127.0.0.1:${port}`;
  const start = DateTime.fromISO(`${DRIVE_TODAY}T${OPENS}`, { zone: DRIVE_ZONE }).toJSDate();
  const clock = createShiftedClock(start, systemMachineClock);
  const calendar = await createCalcomSimulator({
    now: () => clock.now(),
    accounts: businesses.map((business) => accountOf(business, gatewayUrl)),
  });
  onStarted({ name: 'Cal.com simulator', stop: () => calendar.close() });
  signal.throwIfAborted();

  for (const slot of businesses.flatMap(({ taken }) => taken)) {
    calendar.addBooking({ eventTypeId: slot.eventTypeId, start: startOf(slot) });
  }
  // Nobody is there yet to be told of them.
  await calendar.flushWebhooks();

  const env = gatewayEnvironment({ ...database.settings, DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
  await seedTenants(businesses.map(tenantOf), { calendarUrl: calendar.url, env, dataDir });
  signal.throwIfAborted();
  const gateway = await startGateway({
    port,
    env: { ...env, CLOCK_START: clock.now().toISOString() },
    logFile: join(dataDir, 'gateway.log'),
  });
  onStarted({ name: 'gateway', stop: () => gateway.stop() });

  const stores = await database.openStores();
  return {
    gatewayUrl,
    clock,
    calendar,
    storeOf({ slug }) {
      const store = stores.get(slug);
      if (store === undefined) throw new Error(`${slug} is not set up`);
      return store;
    },
    async settle() {
      await calendar.flushWebhooks();
      return waitFor(async () => {
        const waiting = await Promise.all([...stores.values()].map((store) => store.inbox.listWaiting()));
        return waiting.flat().length === 0;
      }, SETTLE_LIMIT_MS);
    },
  };
}

export function startOf({ date, time }: Slot): Date {
  return DateTime.fromISO(`${date}T${time}`, { zone: DRIVE_ZONE }).toJSDate();
}

export function retellKeyOf({ place }: Business): string {
  return `key_drive_example_${String(place).padStart(6, '0')}`;
}

export function agentOf({ place }: Business): string {
  return `agent_drive_example_${place}`;
}

export function numberOf({ place }: Business): string {
  return `+1628555${String(100 + place).padStart(4, '0')}`;
}

export function calendarKeyOf({ place }: Business): string {
  return `cal_live_drive_example_${place}`;
}

function webhookSecretOf({ place }: Business): string {
  return `drive-example-secret-${place}`;
}

function tenantOf(business: Business): DemoTenant {
  return {
    slug: business.slug,
    name: `Example Business ${business.place}`,
    business_type: 'salon',
    locale: 'en-US',
    timezone: DRIVE_ZONE,
    phone_numbers: [numberOf(business)],
    agents: [agentOf(business)],
    retell: { api_key: retellKeyOf(business) },
    calcom: {
      api_key: calendarKeyOf(business),
      webhook_secret: webhookSecretOf(business),
      requests_per_minute: NO_LIMIT,
    },
    limits: { functions_per_minute: NO_LIMIT },
    policies: { min_notice_minutes: 0 },
    services: [...business.services.values()].map(({ name, eventTypeId }) => ({
      name,
      event_type_id: eventTypeId,
      minutes: business.minutes,
    })),
  };
}

function accountOf(business: Business, gatewayUrl: string): CalcomAccount {
  const openingHours = Object.fromEntries(business.weekdays.map((weekday) => [weekday, [business.hours]]));
  return {
    apiKey: calendarKeyOf(business),
    userName: `Owner ${business.place}`,
    userEmail: `owner-${business.place}@example.com`,
    timeZone: DRIVE_ZONE,
    requestsPerMinute: NO_LIMIT,
    webhooks: [
      {
        url: `${gatewayUrl}/api/webhooks/calcom/${business.slug}`,
        secret: webhookSecretOf(business),
      },
    ],
    eventTypes: [...business.services.values()].map(({ name, eventTypeId }): CalcomEventType => ({
      id: eventTypeId,
      slug: `provider-${eventTypeId}`,
      title: name,
      minutes: business.minutes,
      hosts: [name],
      openingHours,
      emailRequired: false,
    })),
  };
}
