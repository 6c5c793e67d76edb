import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Clock } from '../../src/platform/clock.ts';
import { readAccountFile } from '../../test/simulators/calcom/account-file.ts';
import { createCalcomSimulator } from '../../test/simulators/calcom/calcom-simulator.ts';
import type { CalcomSimulator } from '../../test/simulators/calcom/calcom-simulator.ts';
import type { DemoTenant } from './demo-tenants.ts';

const elsewhere = z.array(
  z.object({
    eventTypeId: z.number(),
    start: z.iso.datetime().transform((text) => new Date(text)),
    attendee: z.object({
      name: z.string(),
      email: z.string(),
      phoneNumber: z.string(),
      timeZone: z.string(),
      language: z.string(),
    }),
  }),
);

/** A calendar server with an account for each tenant, which tells the gateway at `gatewayUrl` of every change. */
export async function startDemoCalendar(
  tenants: DemoTenant[],
  { gatewayUrl, clock }: { gatewayUrl: string; clock: Clock },
): Promise<CalcomSimulator> {
  const accounts = await readAccountFile(fixture('demo-calendars.json'));
  return createCalcomSimulator({
    now: () => clock.now(),
    accounts: accounts.map((account) => ({
      ...account,
      webhooks: tenants
        .filter(({ calcom }) => calcom.api_key === account.apiKey)
        .map(({ slug, calcom }) => ({
          url: `${gatewayUrl}/api/webhooks/calcom/${slug}`,
          secret: calcom.webhook_secret,
        })),
    })),
  });
}

/** Enters what customers and staff booked past the gateway before the calls begin. */
export async function bookElsewhere(calendar: CalcomSimulator): Promise<number> {
  const bookings = elsewhere.parse(JSON.parse(await readFile(fixture('demo-elsewhere.json'), 'utf8')));
  for (const booking of bookings) calendar.addBooking(booking);
  return bookings.length;
}

function fixture(name: string): string {
  return fileURLToPath(new URL(`../../test/fixtures/${name}`, import.meta.url));
}
