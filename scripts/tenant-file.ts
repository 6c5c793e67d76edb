import { z } from 'zod';
import { ACCESS_KEY } from '../src/domain/access-key.ts';
import { ACCEPTABLE_PROOFS } from '../src/domain/proof.ts';
import type { Retention } from '../src/domain/retention.ts';
import type { TenantDefinition } from '../src/domain/tenant.ts';
import { hoursBefore, reminderWishesSchema, zoneName } from '../src/http/reminder-wishes.ts';

const hours = z
  .number()
  .int()
  .min(0)
  .max(24 * 365);
const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be in E.164, such as +4930123456');

const accessKey = z
  .string()
  .regex(ACCESS_KEY, "must be 16 to 200 letters, digits and characters of !#$%&'*+-.^_`|~");

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:30');
const hourSpan = z
  .tuple([timeOfDay, timeOfDay])
  .refine(([from, until]) => from < until, 'must end after it begins')
  .transform(([from, until]) => ({ from, until }));
const dayHoursSchema = z.partialRecord(
  z.enum(['open', 'morning', 'forenoon', 'midday', 'afternoon', 'evening']),
  hourSpan,
);

const proofs = z
  .array(
    z.enum(ACCEPTABLE_PROOFS, `must be one of ${ACCEPTABLE_PROOFS.join(', ')}`),
    `must be a list of ${ACCEPTABLE_PROOFS.join(', ')}`,
  )
  .min(1, 'must accept at least one proof')
  .refine((list) => isUnique(list), 'names a proof twice');
const proofSchema = z.partialRecord(z.enum(['read', 'move', 'cancel']), proofs);

const days = z
  .number()
  .int()
  .min(1)
  .max(365 * 30);
const retentionSchema = z.strictObject({ transcript_days: days.optional(), personal_days: days.optional() });

const staffSchema = z.union([
  z.string().min(1),
  z.strictObject({ name: z.string().min(1), event_type_id: z.number().int().positive().optional() }),
]);

const serviceSchema = z.strictObject({
  name: z.string().min(1),
  event_type_id: z.number().int().positive(),
  minutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60),
  synonyms: z.array(z.string().min(1)).default([]),
  default: z.boolean().default(false),
  staff: z.array(staffSchema).default([]),
  seats: z.number().int().min(1).max(1_000).default(1),
  reminder_hours: hoursBefore.optional(),
});

const tenantSchema = z.strictObject({
  slug: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'must be lower-case letters, digits and hyphens'),
  name: z.string().min(1),
  business_type: z.string().min(1).default('other'),
  locale: z.string().regex(/^(?:de|en)(?:-[A-Z]{2})?$/, 'must be German or English, such as de-DE or en-US'),
  timezone: zoneName,
  phone_numbers: z.array(e164).default([]),
  agents: z.array(z.string().min(1)).default([]),
  retell: z
    .strictObject({ api_key: z.string().min(1), previous_api_key: z.string().min(1).optional() })
    .optional(),
  calcom: z
    .strictObject({
      base_url: z.url({ protocol: /^https?$/ }).optional(),
      api_key: z.string().min(1),
      webhook_secret: z.string().min(8).optional(),
      requests_per_minute: z.number().int().min(1).default(120),
    })
    .optional(),
  services: z
    .array(serviceSchema)
    .default([])
    .refine((services) => isUnique(services.map(({ name }) => name)), 'two services have the same name')
    .refine(
      (services) => isUnique(services.flatMap(({ name, synonyms }) => [name, ...synonyms])),
      'two services share a name or a synonym',
    )
    .refine((services) => services.filter((one) => one.default).length <= 1, 'more than one default service')
    .refine(
      (services) => services.every(({ staff }) => isUnique(staff.map(nameOf))),
      'a service names a person twice',
    ),
  policies: z
    .strictObject({
      cancel_hours: hours.default(24),
      reschedule_hours: hours.default(24),
      min_notice_minutes: z
        .number()
        .int()
        .min(0)
        .max(60 * 24 * 90)
        .default(15),
      day_hours: dayHoursSchema.optional(),
      proof: proofSchema.optional(),
      retention: retentionSchema.optional(),
    })
    .default({ cancel_hours: 24, reschedule_hours: 24, min_notice_minutes: 15 }),
  limits: z
    .strictObject({ functions_per_minute: z.number().int().min(1).default(600) })
    .default({ functions_per_minute: 600 }),
  reminders: reminderWishesSchema.optional(),
  access_keys: z
    .array(z.strictObject({ role: z.enum(['owner', 'staff', 'reader']), key: accessKey }))
    .default([]),
  customers: z
    .array(
      z
        .strictObject({
          name: z.string().min(1),
          phone: z.string().optional(),
          email: z.string().optional(),
          preferred_name: z.string().trim().min(1).max(100).optional(),
          timezone: zoneName.optional(),
          reminder_hours: hoursBefore.optional(),
        })
        .refine(
          ({ phone, email }) => phone !== undefined || email !== undefined,
          'needs a phone or an e-mail',
        ),
    )
    .default([]),
});

const MOST_FORBIDDEN = 20_000;

const fileSchema = z.strictObject({
  do_not_call: z.array(e164).max(MOST_FORBIDDEN).optional(),
  tenants: z
    .array(tenantSchema)
    .min(1)
    .refine((tenants) => isUnique(tenants.map(({ slug }) => slug)), 'two tenants have the same slug'),
});

function nameOf(person: z.infer<typeof staffSchema>): string {
  return typeof person === 'string' ? person : person.name;
}

function isUnique(names: string[]): boolean {
  return new Set(names.map((name) => name.toLowerCase())).size === names.length;
}

export type TenantFile =
  | {
      kind: 'ok';
      tenants: TenantDefinition[];
      /** The numbers that nobody may call, E.164; absent: they stay as they are. */
      doNotCall?: string[];
    }
  /** One line each, naming the place in the file and never a value. */
  | { kind: 'wrong'; problems: string[] };

/** Reads the bytes of a seed file: JSON in UTF-8, with or without a byte order mark. */
export function readTenantFile(bytes: Uint8Array): TenantFile {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { kind: 'wrong', problems: ['the file is not UTF-8'] };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'wrong', problems: ['the file is not JSON'] };
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${z.core.toDotPath(issue.path)}: ${issue.message}`);
    return { kind: 'wrong', problems };
  }
  const { tenants, do_not_call: doNotCall } = parsed.data;
  return {
    kind: 'ok',
    tenants: tenants.map(toDefinition),
    ...(doNotCall === undefined ? {} : { doNotCall }),
  };
}

function toDefinition(tenant: z.infer<typeof tenantSchema>): TenantDefinition {
  const { retell, calcom } = tenant;
  return {
    slug: tenant.slug,
    name: tenant.name,
    businessType: tenant.business_type,
    locale: tenant.locale,
    timezone: tenant.timezone,
    phoneNumbers: tenant.phone_numbers,
    agents: tenant.agents,
    services: tenant.services.map((service) => ({
      name: service.name,
      eventTypeId: service.event_type_id,
      minutes: service.minutes,
      synonyms: service.synonyms,
      isDefault: service.default,
      seats: service.seats,
      ...(service.reminder_hours === undefined ? {} : { reminderHours: service.reminder_hours }),
      staff: service.staff.map((person) =>
        typeof person === 'string'
          ? { name: person }
          : {
              name: person.name,
              ...(person.event_type_id === undefined ? {} : { eventTypeId: person.event_type_id }),
            },
      ),
    })),
    policies: {
      cancelHours: tenant.policies.cancel_hours,
      rescheduleHours: tenant.policies.reschedule_hours,
      minNoticeMinutes: tenant.policies.min_notice_minutes,
      ...(tenant.policies.day_hours === undefined ? {} : { dayHours: tenant.policies.day_hours }),
      ...(tenant.policies.proof === undefined ? {} : { proof: tenant.policies.proof }),
      ...(tenant.policies.retention === undefined
        ? {}
        : { retention: toRetention(tenant.policies.retention) }),
    },
    functionsPerMinute: tenant.limits.functions_per_minute,
    accessKeys: tenant.access_keys,
    ...(tenant.reminders === undefined ? {} : { reminders: tenant.reminders }),
    customers: tenant.customers.map((customer) => ({
      name: customer.name,
      ...(customer.phone === undefined ? {} : { phone: customer.phone }),
      ...(customer.email === undefined ? {} : { email: customer.email }),
      ...(customer.preferred_name === undefined ? {} : { preferredName: customer.preferred_name }),
      ...(customer.timezone === undefined ? {} : { timezone: customer.timezone }),
      ...(customer.reminder_hours === undefined ? {} : { reminderHours: customer.reminder_hours }),
    })),
    ...(retell === undefined
      ? {}
      : {
          retell: {
            apiKey: retell.api_key,
            ...(retell.previous_api_key === undefined ? {} : { previousApiKey: retell.previous_api_key }),
          },
        }),
    ...(calcom === undefined
      ? {}
      : {
          calcom: {
            apiKey: calcom.api_key,
            requestsPerMinute: calcom.requests_per_minute,
            ...(calcom.base_url === undefined ? {} : { baseUrl: calcom.base_url.replace(/\/+$/, '') }),
            ...(calcom.webhook_secret === undefined ? {} : { webhookSecret: calcom.webhook_secret }),
          },
        }),
  };
}

function toRetention({
  transcript_days,
  personal_days,
}: z.infer<typeof retentionSchema>): Partial<Retention> {
  return {
    ...(transcript_days === undefined ? {} : { transcriptDays: transcript_days }),
    ...(personal_days === undefined ? {} : { personalDays: personal_days }),
  };
}
