import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { CalcomAccount } from './calcom-accounts.ts';

const clock = z.string().regex(/^\d{2}:\d{2}$/);
const minutes = z.number().int().positive();

const eventType = z.strictObject({
  id: z.number().int().positive(),
  slug: z.string(),
  title: z.string(),
  minutes,
  hosts: z.array(z.string()).min(1),
  openingHours: z.record(z.string().regex(/^[1-7]$/), z.array(z.tuple([clock, clock]))),
  slotIntervalMinutes: minutes.exactOptional(),
  minimumBookingNotice: z.number().int().nonnegative().exactOptional(),
  bookingWindowDays: z.number().int().positive().exactOptional(),
  requiresConfirmation: z.boolean().exactOptional(),
  blocksWhilePending: z.boolean().exactOptional(),
  emailRequired: z.boolean().exactOptional(),
  bookingLimitPerDay: z.number().int().positive().exactOptional(),
  seats: z.number().int().positive().exactOptional(),
  hidden: z.boolean().exactOptional(),
  disableCancelling: z.boolean().exactOptional(),
  disableRescheduling: z.boolean().exactOptional(),
});

const account = z.strictObject({
  apiKey: z.string().min(1),
  userName: z.string().min(1),
  userEmail: z.email(),
  timeZone: z.string(),
  requestsPerMinute: z.number().int().positive().exactOptional(),
  webhooks: z
    .array(
      z.strictObject({ url: z.url(), secret: z.string(), triggers: z.array(z.string()).exactOptional() }),
    )
    .exactOptional(),
  hosts: z
    .array(
      z.strictObject({
        name: z.string(),
        email: z.string().exactOptional(),
        timeZone: z.string().exactOptional(),
      }),
    )
    .exactOptional(),
  eventTypes: z.array(eventType),
});

/** Reads `{"accounts": [...]}`; throws an error that names every wrong field. */
export async function readAccountFile(path: string): Promise<CalcomAccount[]> {
  const parsed = z
    .strictObject({ accounts: z.array(account).min(1) })
    .safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  return parsed.data.accounts;
}
